#include "tests/support/fixed_clock.hpp"

#include "base/time_text.hpp"

namespace tillbridge::tests {

FixedClock::FixedClock(base::Timestamp at) : microseconds_(at.time_since_epoch().count()) {}
base::Timestamp FixedClock::now() const { return base::Timestamp(std::chrono::microseconds(microseconds_.load())); }
void FixedClock::set(base::Timestamp at) { microseconds_ = at.time_since_epoch().count(); }
void FixedClock::advance(std::chrono::microseconds by) { microseconds_ += by.count(); }

base::Timestamp at(const char* utc) { return base::parse_xsd_datetime(utc, "Etc/UTC").value(); }

}  // namespace tillbridge::tests
