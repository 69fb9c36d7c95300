#include "services/http/lanes.hpp"

namespace tillbridge::services::http {

Lane::Lane(int workers, std::size_t max_waiting) : max_waiting_(max_waiting) {
  for (int at = 0; at < workers; ++at) workers_.emplace_back([this] { run(); });
}

Lane::~Lane() {
  {
    const std::lock_guard lock(mutex_);
    is_closed_ = true;
  }
  wake_.notify_all();
  for (auto& worker : workers_) worker.join();
}

bool Lane::submit(std::function<void()> task) {
  {
    const std::lock_guard lock(mutex_);
    if (is_closed_ || waiting_.size() >= max_waiting_) return false;
    waiting_.push_back(std::move(task));
  }
  wake_.notify_one();
  return true;
}

void Lane::run() {
  for (;;) {
    std::function<void()> task;
    {
      std::unique_lock lock(mutex_);
      wake_.wait(lock, [this] { return is_closed_ || !waiting_.empty(); });
      if (waiting_.empty()) return;
      task = std::move(waiting_.front());
      waiting_.pop_front();
    }
    task();
  }
}

}  // namespace tillbridge::services::http
