#pragma once
#include <sys/types.h>

#include <atomic>
#include <thread>

namespace tillbridge::bench {

/// What a process holds in memory, in bytes.
struct Memory {
  double resident = 0;                ///< all of it
  double anonymous = 0;               ///< heap and stacks
  double of_files = 0;                ///< pages of mapped files and of the program, which others may use too
};
Memory memory_of(pid_t process);
/// Its share of what is resident, shared pages counted by the number of their users.
double proportional_memory_of(pid_t process);

/// From its making on, the most that a process holds: exactly for all of it (the kernel counts), sampled every 5 ms for its parts.
class PeakWatch {
 public:
  explicit PeakWatch(pid_t process);
  ~PeakWatch();
  PeakWatch(const PeakWatch&) = delete;
  PeakWatch& operator=(const PeakWatch&) = delete;
  /// Once; ends the watch.
  Memory peak();

 private:
  void watch();
  pid_t process_;
  std::atomic<bool> is_over_{false};
  Memory most_;
  std::thread thread_;
};

}  // namespace tillbridge::bench
