#pragma once
#include <optional>
#include <string>

#include "base/clock.hpp"
#include "domain/delivery.hpp"
#include "jobs/run_report.hpp"

namespace tillbridge::jobs {

/// Whether `at` lies in a job's window of the day: "" = always, "HH:MM-HH:MM" in the zone, over midnight where the end is not later
/// than the start. A window that cannot be read is no window.
bool in_window(const std::string& window, const std::string& zone, base::Timestamp at);
/// The first moment at or after `at` inside the window.
base::Timestamp next_in_window(const std::string& window, const std::string& zone, base::Timestamp at);

/// When a job runs next after a run that began at `started` and ended at `now`: by its interval, earlier where a row is due to be
/// tried again or the run was cut short, later where the shop's breaker is open; always in its window. Nothing for a
/// job that runs by hand only.
struct NextRun {
  domain::JobStatus status;
  std::string zone;
  base::Timestamp started, now;
  std::string result;                             ///< RunReport::result
  std::optional<base::Timestamp> earliest_retry;  ///< of its waiting and unknown rows; ignored when the run could have sent it
  domain::SiteHealth health;
  double fraction = 0;                            ///< spreads the retries, in [0, 1)
};
std::optional<base::Timestamp> next_due(const NextRun& run);

}  // namespace tillbridge::jobs
