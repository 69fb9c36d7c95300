#include "admin/cli/progress.hpp"

#include <unistd.h>

#include <chrono>
#include <iostream>

namespace tillbridge::admin::cli {

ProgressLine::ProgressLine(std::string what) : what_(std::move(what)) {
  if (::isatty(STDERR_FILENO) == 1) thread_ = std::thread([this] { tick(); });
}

ProgressLine::~ProgressLine() {
  if (!thread_.joinable()) return;
  {
    const std::lock_guard lock(mutex_);
    done_ = true;
  }
  ended_.notify_all();
  thread_.join();
  std::cerr << "\r\033[K" << std::flush;
}

void ProgressLine::tick() {
  using std::chrono::seconds;
  const auto started = std::chrono::steady_clock::now();
  std::unique_lock lock(mutex_);
  while (!ended_.wait_for(lock, seconds(1), [this] { return done_; })) {
    const auto passed = std::chrono::duration_cast<seconds>(std::chrono::steady_clock::now() - started);
    std::cerr << "\r\033[K" << what_ << ": " << passed.count() << " s" << std::flush;
  }
}

}  // namespace tillbridge::admin::cli
