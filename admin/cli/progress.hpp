#pragma once
#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

namespace tillbridge::admin::cli {

/// "running inventory of web: 12 s" on the standard error output, rewritten every second while it lives and wiped at its end;
/// nothing at all where that is no terminal.
class ProgressLine {
 public:
  explicit ProgressLine(std::string what);
  ~ProgressLine();
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

 private:
  void tick();
  std::string what_;
  std::mutex mutex_;
  std::condition_variable ended_;
  bool done_ = false;
  std::thread thread_;
};

}  // namespace tillbridge::admin::cli
