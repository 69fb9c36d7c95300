#pragma once
#include <sys/types.h>

#include <string>
#include <vector>

namespace tillbridge::tests {

/// A program that goes on running beside the test; killed with its object. Its standard error output goes to a file.
class RunningProgram {
 public:
  RunningProgram(const std::vector<std::string>& command, const std::string& error_file);
  ~RunningProgram();
  RunningProgram(const RunningProgram&) = delete;
  RunningProgram& operator=(const RunningProgram&) = delete;

  /// The next line of its standard output; throws after 20 seconds, or when it ended without one.
  std::string read_line();
  void signal(int number) const;
  /// Waits for its end: the exit code, 128 + signal when it was killed.
  int wait();
  /// Resident memory that no file backs, in KB.
  long anonymous_kb() const;

 private:
  pid_t pid_ = -1;
  int output_ = -1;
  std::string received_;
};

}  // namespace tillbridge::tests
