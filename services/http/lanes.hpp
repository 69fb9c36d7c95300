#pragma once
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace tillbridge::services::http {

/// A queue of whole requests with worker threads of its own. Large bodies have a lane with one worker, so that they cannot
/// starve small calls.
class Lane {
 public:
  Lane(int workers, std::size_t max_waiting);
  /// Finishes what runs and what waits.
  ~Lane();
  Lane(const Lane&) = delete;
  Lane& operator=(const Lane&) = delete;

  /// False when as many tasks wait as may: the caller answers "busy". A task must not throw.
  bool submit(std::function<void()> task);

 private:
  void run();

  std::size_t max_waiting_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::function<void()>> waiting_;
  bool is_closed_ = false;
  std::vector<std::thread> workers_;
};

}  // namespace tillbridge::services::http
