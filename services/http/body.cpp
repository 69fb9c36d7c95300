#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <system_error>
#include <utility>

#include "services/http/growing_bytes.hpp"
#include "services/http/message.hpp"

namespace tillbridge::services::http {
namespace {

constexpr std::size_t kPage = 4096;  ///< the smallest there is

class MemoryBody final : public Body {
 public:
  explicit MemoryBody(GrowingBytes bytes) : bytes_(std::move(bytes)) {}
  std::string_view bytes() const override { return bytes_.view(); }

 private:
  GrowingBytes bytes_;
};

class MappedBody final : public Body {
 public:
  MappedBody(int file, std::size_t size) : size_(size) {
    address_ = mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file, 0);
    if (address_ == MAP_FAILED) throw std::system_error(errno, std::generic_category(), "mapping a spooled body");
    madvise(address_, size, MADV_SEQUENTIAL);
  }
  ~MappedBody() override { munmap(address_, size_); }
  MappedBody(const MappedBody&) = delete;
  MappedBody& operator=(const MappedBody&) = delete;
  std::string_view bytes() const override { return {static_cast<const char*>(address_), size_}; }
  /// The pages leave this process; the file and the system's cache of it stay.
  void let_go(std::size_t until) const override { madvise(address_, std::min(until, size_) & ~(kPage - 1), MADV_DONTNEED); }

 private:
  void* address_;
  std::size_t size_;
};

int open_anonymous_file(const std::string& directory) {
  int file = open(directory.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (file >= 0) return file;
  // Some file systems know no O_TMPFILE: a named file that loses its name at once does the same.
  std::string name = directory + "/tillbridge-XXXXXX";
  file = mkostemp(name.data(), O_CLOEXEC);
  if (file < 0) throw std::system_error(errno, std::generic_category(), "making a spool file in " + directory);
  unlink(name.c_str());
  return file;
}

/// The first bytes in memory, everything in a file as soon as they are more than the limit.
class SpoolingWriter final : public BodyWriter {
 public:
  SpoolingWriter(std::size_t memory_limit, std::string directory) : memory_limit_(memory_limit), directory_(std::move(directory)) {}
  ~SpoolingWriter() override {
    if (file_ >= 0) close(file_);
  }
  SpoolingWriter(const SpoolingWriter&) = delete;
  SpoolingWriter& operator=(const SpoolingWriter&) = delete;

  void append(std::string_view bytes) override {
    if (bytes.empty()) return;
    if (file_ < 0 && memory_.size() + bytes.size() > memory_limit_) start_file();
    memory_.append(bytes);
    if (file_ >= 0 && memory_.size() >= kFlush) flush();
  }

  std::unique_ptr<Body> finish() override {
    if (file_ < 0) return std::make_unique<MemoryBody>(std::move(memory_));
    flush();
    return std::make_unique<MappedBody>(file_, written_);
  }

 private:
  static constexpr std::size_t kFlush = 256 * 1024;

  void start_file() {
    file_ = open_anonymous_file(directory_);
    flush();
    memory_.free();
  }

  void flush() {
    std::string_view rest = memory_.view();
    while (!rest.empty()) {
      const auto count = write(file_, rest.data(), rest.size());
      if (count < 0 && errno == EINTR) continue;
      if (count < 0) throw std::system_error(errno, std::generic_category(), "writing a spool file");
      rest.remove_prefix(static_cast<std::size_t>(count));
      written_ += static_cast<std::size_t>(count);
    }
    memory_.clear();
  }

  std::size_t memory_limit_;
  std::string directory_;
  GrowingBytes memory_;
  int file_ = -1;
  std::size_t written_ = 0;
};

}  // namespace

std::unique_ptr<BodyWriter> make_body_writer(std::size_t memory_limit, const std::string& directory) {
  return std::make_unique<SpoolingWriter>(memory_limit, directory);
}

}  // namespace tillbridge::services::http
