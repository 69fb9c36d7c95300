#pragma once
#include <chrono>

namespace tillbridge::base {

/// UTC with microseconds: every moment in the program. Local time exists only where text is read or shown.
using Timestamp = std::chrono::sys_time<std::chrono::microseconds>;

/// The wall clock, handed in through constructors so that tests can stand still. Safe for any thread.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual Timestamp now() const = 0;
};

class SystemClock final : public Clock {
 public:
  Timestamp now() const override { return std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now()); }
};

}  // namespace tillbridge::base
