#include "services/failure_throttle.hpp"

#include <algorithm>

namespace tillbridge::services {

using std::chrono::seconds;

std::optional<seconds> FailureThrottle::blocked_for(const std::string& key) const {
  const std::lock_guard lock(mutex_);
  const auto found = records_.find(key);
  if (found == records_.end()) return std::nullopt;
  const auto left = found->second.blocked_until - clock_.now();
  if (left.count() <= 0) return std::nullopt;
  return std::chrono::ceil<seconds>(left);
}

void FailureThrottle::record_failure(const std::string& key) {
  const std::lock_guard lock(mutex_);
  const base::Timestamp now = clock_.now();
  if (records_.size() >= limits_.max_keys) make_room(now);
  Record& record = records_[key];
  if (now - record.last_failure > limits_.forget_after) record = Record{};
  const bool punished = record.delay.count() > 0;
  if (!punished && now - record.window_start > limits_.window) {
    record.window_start = now;
    record.failures = 0;
  }
  ++record.failures;
  record.last_failure = now;
  if (record.failures < limits_.free_failures) return;
  record.delay = punished ? std::min(record.delay * 2, limits_.longest_delay) : limits_.first_delay;
  record.blocked_until = now + record.delay;
}

void FailureThrottle::record_success(const std::string& key) {
  const std::lock_guard lock(mutex_);
  records_.erase(key);
}

/// Drops what is calm; if nothing is, what failed longest ago.
void FailureThrottle::make_room(base::Timestamp now) {
  std::erase_if(records_, [&](const auto& entry) { return now - entry.second.last_failure > limits_.forget_after; });
  if (records_.size() < limits_.max_keys) return;
  records_.erase(std::min_element(records_.begin(), records_.end(),
                                  [](const auto& a, const auto& b) { return a.second.last_failure < b.second.last_failure; }));
}

}  // namespace tillbridge::services
