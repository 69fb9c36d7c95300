#pragma once
#include <sys/types.h>

#include <filesystem>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

namespace tillbridge::bench {

using Environment = std::map<std::string, std::string>;   ///< added to the bench's own

/// A program that the bench starts and that goes with this object (SIGTERM, after five seconds SIGKILL) or with the bench. Its output goes
/// to a log in its folder. Throws std::runtime_error where it cannot be started.
class Process {
 public:
  Process(const std::vector<std::string>& command, const Environment& environment, const std::filesystem::path& log);
  ~Process();
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  pid_t id() const { return pid_; }
  bool is_running();
  std::string last_words() const;

 private:
  friend void run_to_its_end(const std::vector<std::string>&, const Environment&, const std::filesystem::path&);
  int wait();
  pid_t pid_ = -1;
  std::filesystem::path log_;
};

/// Throws std::runtime_error with the program's last words where it does not end well.
void run_to_its_end(const std::vector<std::string>& command, const Environment& environment, const std::filesystem::path& log);

/// The process and all that it started.
std::vector<pid_t> family_of(pid_t root);
/// Processor time of these processes so far, in seconds.
double processor_seconds(const std::vector<pid_t>& processes);
/// Memory in use now, in bytes, of the process that uses most.
std::size_t largest_memory(const std::vector<pid_t>& processes);
/// The most that any one of the processes has used since forget_peaks.
std::size_t largest_peak(const std::vector<pid_t>& processes);
void forget_peaks(const std::vector<pid_t>& processes);

/// Where the shell would find the program, also in /usr/sbin; throws MissingProgram.
std::filesystem::path find_program(const std::vector<std::string>& names);
/// What a peer needs is not on this machine.
struct MissingProgram : std::runtime_error { using std::runtime_error::runtime_error; };

}  // namespace tillbridge::bench
