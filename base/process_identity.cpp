#include "base/process_identity.hpp"

#include <signal.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <fstream>
#include <sstream>

namespace tillbridge::base {
namespace {

struct Identity {
  std::string host, boot, space, pid, start;
};

constexpr const char* kUnreadable = "-";

std::string first_word(const std::string& path) {
  std::ifstream file(path);
  std::string word;
  file >> word;
  return word.empty() ? kUnreadable : word;
}

std::string host_name() {
  std::array<char, 128> text{};
  return ::gethostname(text.data(), text.size() - 1) == 0 && text[0] != '\0' ? text.data() : kUnreadable;
}

std::string process_space() {
  std::array<char, 64> text{};
  return ::readlink("/proc/self/ns/pid", text.data(), text.size() - 1) > 0 ? text.data() : kUnreadable;
}

/// Field 22 of /proc/<pid>/stat; the name in field 2 may hold blanks and brackets, so counting starts behind its last bracket.
std::string start_of(const std::string& pid) {
  std::ifstream file("/proc/" + pid + "/stat");
  std::string line;
  std::getline(file, line);
  const auto behind_name = line.rfind(')');
  if (behind_name == std::string::npos) return {};
  std::istringstream fields(line.substr(behind_name + 1));
  std::string field;
  for (int number = 3; number <= 22; ++number) fields >> field;
  return field;
}

/// /proc may hide other users' processes (hidepid); a signal still tells whether there is one.
bool is_gone(const std::string& pid) {
  const auto number = static_cast<pid_t>(std::strtol(pid.c_str(), nullptr, 10));
  return number > 0 && ::kill(number, 0) != 0 && errno == ESRCH;
}

Identity here() { return {host_name(), first_word("/proc/sys/kernel/random/boot_id"), process_space(), std::to_string(::getpid()), {}}; }

}  // namespace

std::string current_process() {
  const Identity own = here();
  return own.host + " " + own.boot + " " + own.space + " " + own.pid + " " + start_of(own.pid);
}

std::optional<bool> is_running(const std::string& process) {
  std::istringstream words(process);
  Identity named;
  if (!(words >> named.host >> named.boot >> named.space >> named.pid >> named.start)) return std::nullopt;
  const Identity own = here();
  // Machines may share a name, never the boot: another boot is not proof that ours came later.
  if (named.host != own.host || named.boot != own.boot || named.space != own.space || own.boot == kUnreadable) return std::nullopt;
  if (const auto start = start_of(named.pid); !start.empty()) return start == named.start;
  return is_gone(named.pid) ? std::optional(false) : std::nullopt;
}

}  // namespace tillbridge::base
