#include "running_program.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <stdexcept>
#include <system_error>
#include <utility>

namespace tillbridge::tests {
namespace {

constexpr int kDeadlineMs = 20'000;

}  // namespace

RunningProgram::RunningProgram(const std::vector<std::string>& command, const std::string& error_file) {
  int pipes[2];
  if (pipe2(pipes, O_CLOEXEC) != 0) throw std::system_error(errno, std::generic_category(), "pipe");
  const int errors = open(error_file.c_str(), O_CREAT | O_APPEND | O_WRONLY | O_CLOEXEC, 0600);
  std::vector<char*> arguments;
  for (const auto& part : command) arguments.push_back(const_cast<char*>(part.c_str()));
  arguments.push_back(nullptr);
  pid_ = fork();
  if (pid_ == 0) {
    dup2(pipes[1], STDOUT_FILENO);
    dup2(errors, STDERR_FILENO);
    execv(arguments[0], arguments.data());
    _exit(127);
  }
  close(pipes[1]);
  close(errors);
  output_ = pipes[0];
  if (pid_ < 0) throw std::system_error(errno, std::generic_category(), "fork");
}

RunningProgram::~RunningProgram() {
  if (pid_ > 0) {
    kill(pid_, SIGKILL);
    waitpid(pid_, nullptr, 0);
  }
  close(output_);
}

std::string RunningProgram::read_line() {
  for (;;) {
    if (const auto end = received_.find('\n'); end != std::string::npos) {
      std::string line = received_.substr(0, end);
      received_.erase(0, end + 1);
      return line;
    }
    pollfd entry{output_, POLLIN, 0};
    if (poll(&entry, 1, kDeadlineMs) <= 0) throw std::runtime_error("the program wrote nothing for 20 seconds");
    char buffer[1024];
    const auto count = read(output_, buffer, sizeof buffer);
    if (count <= 0) throw std::runtime_error("the program ended without a line");
    received_.append(buffer, static_cast<std::size_t>(count));
  }
}

void RunningProgram::signal(int number) const { kill(pid_, number); }

int RunningProgram::wait() {
  int status = 0;
  waitpid(std::exchange(pid_, -1), &status, 0);
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

long RunningProgram::anonymous_kb() const {
  std::ifstream status("/proc/" + std::to_string(pid_) + "/status");
  for (std::string line; std::getline(status, line);) {
    if (line.rfind("RssAnon:", 0) == 0) return std::stol(line.substr(8));
  }
  return 0;
}

}  // namespace tillbridge::tests
