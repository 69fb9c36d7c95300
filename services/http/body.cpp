#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <system_error>

#include "services/http/message.hpp"

namespace tillbridge::services::http {
namespace {

class MemoryBody final : public Body {
 public:
  explicit MemoryBody(std::string bytes) : bytes_(std::move(bytes)) {}
  std::string_view bytes() const override { return bytes_; }

 private:
  std::string bytes_;
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

class SpoolingWriter final : public BodyWriter {
 public:
  SpoolingWriter(std::size_t memory_limit, std::string directory) : memory_limit_(memory_limit), directory_(std::move(directory)) {}
  ~SpoolingWriter() override {
    if (file_ >= 0) close(file_);
  }
  SpoolingWriter(const SpoolingWriter&) = delete;
  SpoolingWriter& operator=(const SpoolingWriter&) = delete;

  void append(std::string_view bytes) override {
    memory_ += bytes;
    if (file_ < 0 && memory_.size() <= memory_limit_) return;
    if (file_ < 0) file_ = open_anonymous_file(directory_);
    if (memory_.size() >= kFlush) flush();
  }

  std::unique_ptr<Body> finish() override {
    if (file_ < 0) return std::make_unique<MemoryBody>(std::move(memory_));
    flush();
    return std::make_unique<MappedBody>(file_, written_);
  }

 private:
  static constexpr std::size_t kFlush = 256 * 1024;

  void flush() {
    std::string_view rest = memory_;
    while (!rest.empty()) {
      const auto count = write(file_, rest.data(), rest.size());
      if (count < 0 && errno == EINTR) continue;
      if (count < 0) throw std::system_error(errno, std::generic_category(), "writing a spool file");
      rest.remove_prefix(static_cast<std::size_t>(count));
      written_ += static_cast<std::size_t>(count);
    }
    memory_.clear();
    if (memory_.capacity() > 2 * kFlush) memory_.shrink_to_fit();
  }

  std::size_t memory_limit_;
  std::string directory_;
  std::string memory_;
  int file_ = -1;
  std::size_t written_ = 0;
};

}  // namespace

std::unique_ptr<BodyWriter> make_body_writer(std::size_t memory_limit, const std::string& directory) {
  return std::make_unique<SpoolingWriter>(memory_limit, directory);
}

}  // namespace tillbridge::services::http
