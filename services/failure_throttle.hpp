#pragma once
#include <chrono>
#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "base/clock.hpp"

namespace tillbridge::services {

/// Slows down guessing: more than `free_failures` within a minute for one key (source address and store id) block it for a time
/// that doubles with every further failure. Bounded memory; forgets a key after half an hour of calm. Safe for any thread.
class FailureThrottle {
 public:
  struct Limits {
    int free_failures = 10;
    std::chrono::seconds window{60};
    std::chrono::seconds first_delay{15};
    std::chrono::seconds longest_delay{15 * 60};
    std::chrono::seconds forget_after{30 * 60};
    std::size_t max_keys = 50'000;
  };

  explicit FailureThrottle(const base::Clock& clock) : FailureThrottle(clock, Limits{}) {}
  FailureThrottle(const base::Clock& clock, Limits limits) : clock_(clock), limits_(limits) {}

  /// How long the key still has to wait; nothing when it may try.
  std::optional<std::chrono::seconds> blocked_for(const std::string& key) const;
  void record_failure(const std::string& key);
  void record_success(const std::string& key);

 private:
  struct Record {
    int failures = 0;
    base::Timestamp window_start, last_failure, blocked_until;
    std::chrono::seconds delay{0};
  };
  void make_room(base::Timestamp now);

  const base::Clock& clock_;
  Limits limits_;
  mutable std::mutex mutex_;
  std::map<std::string, Record> records_;
};

}  // namespace tillbridge::services
