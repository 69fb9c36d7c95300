#include "jobs/breaker.hpp"

#include <algorithm>

namespace tillbridge::jobs {
namespace {

/// Marks a pause that the shop asked for: it ends without a probe.
constexpr auto kThrottledReason = "the shop asked to wait";
/// A shop that says nothing itself is given such words by its connector.
const std::string kRefused = "the shop refuses the credentials";

void open(domain::SiteHealth& health, const std::string& words, base::Timestamp now) {
  auto pause = kFirstPause;
  for (int i = 0; i < health.openings && pause < kLongestPause; ++i) pause *= 2;
  health.openings += 1;
  health.open_until = now + std::min(pause, kLongestPause);
  health.reason = words;
}

domain::SiteHealth refused(domain::SiteHealth health, const std::string& words) {
  health.needs_person = true;
  health.reason = words.starts_with(kRefused) ? words : kRefused + (words.empty() ? "" : ": " + words);
  return health;
}

}  // namespace

CallVerdict judge(std::span<const connectors::Outcome> outcomes) {
  using connectors::OutcomeKind;
  auto any = [&](OutcomeKind kind) { return std::ranges::any_of(outcomes, [&](const auto& o) { return o.kind == kind; }); };
  if (any(OutcomeKind::kUnauthorized)) return CallVerdict::kUnauthorized;
  if (any(OutcomeKind::kThrottled)) return CallVerdict::kThrottled;
  const bool none_through = !outcomes.empty() && std::ranges::all_of(outcomes, [](const auto& o) {
    return o.kind == OutcomeKind::kRetry || o.kind == OutcomeKind::kUnknown;
  });
  return none_through ? CallVerdict::kFailed : CallVerdict::kWell;
}

CallVerdict judge(const base::Error& error) {
  switch (error.code) {
    case base::ErrorCode::kUnauthenticated:
    case base::ErrorCode::kForbidden: return CallVerdict::kUnauthorized;
    case base::ErrorCode::kRateLimited:
    case base::ErrorCode::kBusy: return CallVerdict::kThrottled;
    case base::ErrorCode::kUnavailable: return CallVerdict::kFailed;
    default: return CallVerdict::kWell;
  }
}

domain::SiteHealth after_call(domain::SiteHealth health, CallVerdict verdict, const std::string& words, std::chrono::seconds retry_after,
                              base::Timestamp now) {
  switch (verdict) {
    case CallVerdict::kWell: return {};
    case CallVerdict::kUnauthorized: return refused(std::move(health), words);
    case CallVerdict::kThrottled:
      health.open_until = now + (retry_after > std::chrono::seconds(0) ? retry_after : kUnsaidThrottle);
      health.reason = kThrottledReason;
      return health;
    case CallVerdict::kFailed:
      health.consecutive_failures += 1;
      if (health.consecutive_failures >= kFailuresToOpen) open(health, words, now);
      return health;
  }
  return health;
}

domain::SiteHealth after_probe(domain::SiteHealth health, CallVerdict verdict, const std::string& words, base::Timestamp now) {
  switch (verdict) {
    case CallVerdict::kUnauthorized: return refused(std::move(health), words);
    case CallVerdict::kFailed:
      open(health, words, now);
      return health;
    case CallVerdict::kThrottled: return after_call(std::move(health), verdict, words, {}, now);
    case CallVerdict::kWell:
      // `openings` stays until a real call succeeds: a shop that answers probes only gets longer pauses.
      health.open_until.reset();
      health.needs_person = false;
      health.consecutive_failures = 0;
      health.reason.clear();
      return health;
  }
  return health;
}

BreakerState breaker_state(const domain::SiteHealth& health, base::Timestamp now) {
  if (health.needs_person) return BreakerState::kNeedsPerson;
  if (!health.open_until) return BreakerState::kClosed;
  if (*health.open_until > now) return BreakerState::kOpen;
  return health.reason == kThrottledReason ? BreakerState::kClosed : BreakerState::kHalfOpen;
}

bool same(const domain::SiteHealth& a, const domain::SiteHealth& b) {
  return a.consecutive_failures == b.consecutive_failures && a.open_until == b.open_until && a.reason == b.reason &&
         a.needs_person == b.needs_person && a.openings == b.openings;
}

}  // namespace tillbridge::jobs
