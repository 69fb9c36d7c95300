#include "bench/peers/process.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <thread>

namespace tillbridge::bench {
namespace {

constexpr int kPatience = 500;       ///< hundredths of a second between SIGTERM and SIGKILL

std::string value_of(pid_t process, const std::string& name) {
  std::ifstream status("/proc/" + std::to_string(process) + "/status");
  for (std::string line; std::getline(status, line);)
    if (line.starts_with(name + ":")) return line.substr(name.size() + 1);
  return "0";
}

std::size_t largest(const std::vector<pid_t>& processes, const std::string& name) {
  std::size_t most = 0;
  for (const pid_t process : processes) most = std::max(most, static_cast<std::size_t>(std::stoul(value_of(process, name))) * 1024);
  return most;
}

}  // namespace

Process::Process(const std::vector<std::string>& command, const Environment& environment, const std::filesystem::path& log) : log_(log) {
  std::vector<char*> arguments;
  for (const auto& part : command) arguments.push_back(const_cast<char*>(part.c_str()));
  arguments.push_back(nullptr);
  pid_ = ::fork();
  if (pid_ < 0) throw std::runtime_error("fork failed");
  if (pid_ > 0) return;
  const int out = ::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
  ::dup2(out, STDOUT_FILENO);
  ::dup2(out, STDERR_FILENO);
  const int nothing = ::open("/dev/null", O_RDONLY);
  ::dup2(nothing, STDIN_FILENO);
  for (const auto& [name, value] : environment) ::setenv(name.c_str(), value.c_str(), 1);
  // SIGTERM, so that a master takes its workers with it.
  ::prctl(PR_SET_PDEATHSIG, SIGTERM);
  ::execvp(arguments[0], arguments.data());
  ::_exit(127);
}

Process::~Process() {
  if (pid_ <= 0) return;
  ::kill(pid_, SIGTERM);
  for (int i = 0; i < kPatience && is_running(); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(10));
  if (pid_ > 0) {
    ::kill(pid_, SIGKILL);
    wait();
  }
}

bool Process::is_running() {
  if (pid_ > 0 && ::waitpid(pid_, nullptr, WNOHANG) == pid_) pid_ = -1;
  return pid_ > 0;
}

int Process::wait() {
  int status = 0;
  ::waitpid(pid_, &status, 0);
  pid_ = -1;
  return status;
}

std::string Process::last_words() const {
  constexpr std::size_t kShown = 1500;
  std::ostringstream words;
  words << std::ifstream(log_).rdbuf();
  const std::string text = words.str();
  return text.size() <= kShown ? text : text.substr(text.size() - kShown);
}

void run_to_its_end(const std::vector<std::string>& command, const Environment& environment, const std::filesystem::path& log) {
  Process process(command, environment, log);
  if (process.wait() != 0) throw std::runtime_error(command[0] + " failed: " + process.last_words());
}

std::vector<pid_t> family_of(pid_t root) {
  std::vector<pid_t> family{root};
  for (std::size_t i = 0; i < family.size(); ++i) {
    const auto id = std::to_string(family[i]);
    std::ifstream children("/proc/" + id + "/task/" + id + "/children");
    for (pid_t child = 0; children >> child;) family.push_back(child);
  }
  return family;
}

double processor_seconds(const std::vector<pid_t>& processes) {
  double seconds = 0;
  for (const pid_t process : processes) {
    clockid_t clock{};
    timespec at{};
    if (::clock_getcpuclockid(process, &clock) == 0 && ::clock_gettime(clock, &at) == 0) seconds += static_cast<double>(at.tv_sec) + static_cast<double>(at.tv_nsec) * 1e-9;
  }
  return seconds;
}

std::size_t largest_memory(const std::vector<pid_t>& processes) { return largest(processes, "VmRSS"); }
std::size_t largest_peak(const std::vector<pid_t>& processes) { return largest(processes, "VmHWM"); }

void forget_peaks(const std::vector<pid_t>& processes) {
  for (const pid_t process : processes) std::ofstream("/proc/" + std::to_string(process) + "/clear_refs") << "5";
}

std::filesystem::path find_program(const std::vector<std::string>& names) {
  std::istringstream folders(std::string(::getenv("PATH")) + ":/usr/sbin:/usr/local/sbin");
  for (std::string folder; std::getline(folders, folder, ':');)
    for (const auto& name : names)
      if (const auto path = std::filesystem::path(folder) / name; ::access(path.c_str(), X_OK) == 0) return path;
  throw MissingProgram(names.front() + " is not installed");
}

}  // namespace tillbridge::bench
