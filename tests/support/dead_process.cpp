#include "tests/support/dead_process.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <stdexcept>

#include "base/process_identity.hpp"

namespace tillbridge::tests {

std::string dead_process() {
  int ends[2];
  if (::pipe(ends) != 0) throw std::runtime_error("pipe failed");
  const pid_t child = ::fork();
  if (child == 0) {
    const auto name = base::current_process();
    const auto written = ::write(ends[1], name.data(), name.size());
    ::_exit(written == static_cast<ssize_t>(name.size()) ? 0 : 1);
  }
  ::close(ends[1]);
  std::array<char, 512> text{};
  const auto size = ::read(ends[0], text.data(), text.size());
  ::close(ends[0]);
  ::waitpid(child, nullptr, 0);
  if (size <= 0) throw std::runtime_error("the child did not tell its name");
  return {text.data(), static_cast<std::size_t>(size)};
}

}  // namespace tillbridge::tests
