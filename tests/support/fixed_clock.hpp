#pragma once
#include <atomic>

#include "base/clock.hpp"

namespace tillbridge::tests {

/// A clock that stands until it is told to move. Safe for any thread.
class FixedClock final : public base::Clock {
 public:
  explicit FixedClock(base::Timestamp at);
  base::Timestamp now() const override;
  void set(base::Timestamp at);
  void advance(std::chrono::microseconds by);

 private:
  std::atomic<std::int64_t> microseconds_;
};

/// "2026-11-25T08:00:00Z" as a moment; throws on anything else.
base::Timestamp at(const char* utc);

}  // namespace tillbridge::tests
