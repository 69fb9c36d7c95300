#pragma once
#include <chrono>

#include "connectors/connector.hpp"
#include "domain/delivery.hpp"

namespace tillbridge::jobs {

/// How long to wait between the tries of one row.
struct RetryRules {
  std::chrono::milliseconds base{5'000};
  std::chrono::milliseconds cap{30 * 60'000};
};

/// What a try leaves behind, for level rows and shipments alike.
struct TryResult {
  domain::DeliveryState state = domain::DeliveryState::kWaiting;
  base::Timestamp due_at;
  int tries = 0;
  std::optional<base::Timestamp> first_failed_at;
  std::string code, message;
};

/// The table of classes (docs/job-states.md) for every outcome but kOk:
///   rejected, gone   parked at once with the platform's words
///   retry            waiting, backoff, counted
///   unknown          unknown, backoff, counted
///   throttled        waiting until told, not counted
///   pending          unknown until told, not counted: the shop took it and still works on it
///   unauthorized     waiting, due at once when the site runs again, not counted
/// A row that has failed for 24 hours and 12 tries is parked. `fraction` in [0, 1) spreads the times.
TryResult after_try(int tries, std::optional<base::Timestamp> first_failed_at, const connectors::Outcome& outcome, const RetryRules& rules,
                    base::Timestamp now, double fraction);

/// The same for a row of level work.
domain::Delivery row_after(domain::Delivery row, const connectors::Outcome& outcome, const RetryRules& rules, base::Timestamp now, double fraction);

}  // namespace tillbridge::jobs
