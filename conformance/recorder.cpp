#include "conformance/recorder.hpp"

#include <utility>

namespace tillbridge::conformance {

void Recorder::lose_next(const std::string& operation) {
  const std::lock_guard lock(mutex_);
  loses_ = operation;
}

bool Recorder::keep(RecordedCall call) {
  const std::lock_guard lock(mutex_);
  call.lost = !loses_.empty() && call.operation == loses_ && call.is_done();
  if (call.lost) loses_.clear();
  const bool lost = call.lost;
  calls_.push_back(std::move(call));
  changed_.notify_all();
  return lost;
}

Recording Recorder::calls() const {
  const std::lock_guard lock(mutex_);
  return calls_;
}

void Recorder::wait(std::size_t known, std::chrono::milliseconds longest) const {
  std::unique_lock lock(mutex_);
  changed_.wait_for(lock, longest, [&] { return calls_.size() > known; });
}

}  // namespace tillbridge::conformance
