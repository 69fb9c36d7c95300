#include "jobs/single_runner.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>
#include <utility>

namespace tillbridge::jobs {
namespace {

std::string read_pid(int descriptor) {
  char text[32] = {};
  const auto count = ::pread(descriptor, text, sizeof text - 1, 0);
  return count > 0 ? std::string(text, static_cast<std::size_t>(count)) : std::string("unknown");
}

/// For people who look into the file; the lock itself does not depend on it.
void write_pid(int descriptor) {
  const auto text = std::to_string(::getpid());
  if (::ftruncate(descriptor, 0) == 0) [[maybe_unused]] const auto written = ::pwrite(descriptor, text.data(), text.size(), 0);
}

}  // namespace

base::Result<SingleRunner> SingleRunner::lock(const std::filesystem::path& database_file) {
  const auto file = database_file.string() + ".jobs.lock";
  const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0640);
  if (descriptor < 0) return base::Error{base::ErrorCode::kUnavailable, "cannot open " + file + ": " + std::strerror(errno)};
  if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
    const auto pid = read_pid(descriptor);
    ::close(descriptor);
    return base::Error{base::ErrorCode::kBusy, "another job runner (process " + pid + ") works on " + database_file.string() +
                                                   "; an embedded database has room for one"};
  }
  write_pid(descriptor);
  return SingleRunner(descriptor);
}

SingleRunner::SingleRunner(SingleRunner&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

SingleRunner::~SingleRunner() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

}  // namespace tillbridge::jobs
