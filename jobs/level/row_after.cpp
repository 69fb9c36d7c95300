#include "jobs/level/row_after.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "jobs/breaker.hpp"

namespace tillbridge::jobs {
namespace {

using connectors::OutcomeKind;
using domain::DeliveryState;

constexpr std::size_t kLongestMessage = 1'000;
/// What the store keeps of a code; a plugin's own may be of any length.
constexpr std::size_t kLongestCode = 64;

std::string cut(std::string_view text, std::size_t longest) { return std::string(base::cut_at_character(text, longest)); }

std::chrono::milliseconds pause(const TryResult& result, const connectors::Outcome& outcome, const RetryRules& rules, double fraction) {
  return std::max(domain::backoff(result.tries, rules.base, rules.cap, fraction), std::chrono::milliseconds(outcome.retry_after));
}

}  // namespace

TryResult after_try(int tries, std::optional<base::Timestamp> first_failed_at, const connectors::Outcome& outcome, const RetryRules& rules,
                    base::Timestamp now, double fraction) {
  TryResult result{DeliveryState::kWaiting, now, tries, first_failed_at, cut(outcome.code, kLongestCode), cut(outcome.message, kLongestMessage)};
  switch (outcome.kind) {
    case OutcomeKind::kOk:
    case OutcomeKind::kUnauthorized: return result;
    case OutcomeKind::kPending:
      result.state = DeliveryState::kUnknown;
      [[fallthrough]];
    case OutcomeKind::kThrottled: {
      const auto wait = outcome.retry_after > std::chrono::seconds(0) ? outcome.retry_after : kUnsaidThrottle;
      result.due_at = now + wait + std::chrono::milliseconds(static_cast<std::int64_t>(fraction * 1'000));
      return result;
    }
    case OutcomeKind::kRejected:
    case OutcomeKind::kGone:
      result.state = DeliveryState::kParked;
      if (outcome.kind == OutcomeKind::kGone) result.code = "gone";
      break;
    case OutcomeKind::kRetry: break;
    case OutcomeKind::kUnknown: result.state = DeliveryState::kUnknown; break;
  }
  result.tries += 1;
  if (!result.first_failed_at) result.first_failed_at = now;
  if (result.state == DeliveryState::kParked) return result;
  if (domain::should_park(result.tries, *result.first_failed_at, now))
    result.state = DeliveryState::kParked;
  else
    result.due_at = now + pause(result, outcome, rules, fraction);
  return result;
}

domain::Delivery row_after(domain::Delivery row, const connectors::Outcome& outcome, const RetryRules& rules, base::Timestamp now, double fraction) {
  auto result = after_try(row.tries, row.first_failed_at, outcome, rules, now, fraction);
  row.state = result.state;
  row.due_at = result.due_at;
  row.tries = result.tries;
  row.first_failed_at = result.first_failed_at;
  row.last_code = std::move(result.code);
  row.last_message = std::move(result.message);
  return row;
}

}  // namespace tillbridge::jobs
