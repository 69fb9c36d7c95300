#pragma once
#include <chrono>
#include <span>

#include "base/error.hpp"
#include "connectors/connector.hpp"
#include "domain/delivery.hpp"

namespace tillbridge::jobs {

/// What one call says about the site as a whole.
enum class CallVerdict {
  kWell,          ///< it answers, be it with refusals of single items
  kFailed,        ///< not one item got through: unreachable, or answers lost
  kThrottled,
  kUnauthorized,
};

CallVerdict judge(std::span<const connectors::Outcome> outcomes);
CallVerdict judge(const base::Error& error);

/// The breaker of a site as pure rules over its stored health: opens after 10 failed calls in a row for 30 s, doubled by each
/// further opening up to 10 min; then one probe decides. Refused credentials open it until a person closes it. A shop that
/// asks to wait gets its pause without a probe and without counting as a failure.
inline constexpr int kFailuresToOpen = 10;
inline constexpr std::chrono::seconds kFirstPause{30};
inline constexpr std::chrono::seconds kLongestPause{600};
inline constexpr std::chrono::seconds kUnsaidThrottle{30};   ///< where the shop names no time

domain::SiteHealth after_call(domain::SiteHealth health, CallVerdict verdict, const std::string& words, std::chrono::seconds retry_after,
                              base::Timestamp now);
/// A failed probe opens it again at once.
domain::SiteHealth after_probe(domain::SiteHealth health, CallVerdict verdict, const std::string& words, base::Timestamp now);

enum class BreakerState { kClosed, kOpen, kHalfOpen, kNeedsPerson };
BreakerState breaker_state(const domain::SiteHealth& health, base::Timestamp now);

bool same(const domain::SiteHealth& a, const domain::SiteHealth& b);

}  // namespace tillbridge::jobs
