#include "jobs/schedule.hpp"

#include <algorithm>
#include <vector>

#include "base/time_text.hpp"

namespace tillbridge::jobs {
namespace {

using std::chrono::days;

constexpr std::chrono::seconds kLeastPause{1};
/// Runs that failed without a breaker to say when: soon, then ever later.
constexpr std::chrono::milliseconds kRetryBase{5'000};
constexpr std::chrono::milliseconds kRetryCap{30 * 60'000};
/// What failed for no reason that time mends is looked at again this often at most.
constexpr std::chrono::seconds kFailedPause{60};
/// A connector that cannot be built needs a person.
constexpr std::chrono::seconds kMisconfiguredPause{600};

struct Span {
  base::Timestamp start, end;
};

/// The window that starts on the local day of `date` ("YYYY-MM-DD"); nothing for text that is no window.
std::optional<Span> span_of(const std::string& window, const std::string& zone, const std::string& date, const std::string& next_date) {
  if (window.size() != 11 || window[5] != '-') return std::nullopt;
  const auto from = window.substr(0, 5), to = window.substr(6);
  const auto start = base::parse_xsd_datetime(date + "T" + from + ":00", zone);
  const auto end = base::parse_xsd_datetime((to > from ? date : next_date) + "T" + to + ":00", zone);
  if (!start || !end) return std::nullopt;
  return Span{*start, *end};
}

std::string date_of(base::Timestamp at) { return base::format_utc(at).substr(0, 10); }

/// The windows around `at`, in order. Local days differ from UTC days by at most one either way.
std::vector<Span> spans_around(const std::string& window, const std::string& zone, base::Timestamp at) {
  std::vector<Span> spans;
  for (int offset = -2; offset <= 2; ++offset)
    if (const auto span = span_of(window, zone, date_of(at + days(offset)), date_of(at + days(offset + 1)))) spans.push_back(*span);
  return spans;
}

bool cut_short(const std::string& result) { return result == "continues" || result == "stopped"; }

base::Timestamp after_failure(const NextRun& run, base::Timestamp by_interval) {
  const int tries = std::max(run.health.consecutive_failures, 1);
  return std::min(by_interval, run.now + domain::backoff(tries, kRetryBase, kRetryCap, run.fraction));
}

}  // namespace

bool in_window(const std::string& window, const std::string& zone, base::Timestamp at) { return next_in_window(window, zone, at) == at; }

base::Timestamp next_in_window(const std::string& window, const std::string& zone, base::Timestamp at) {
  if (window.empty()) return at;
  for (const auto& span : spans_around(window, zone, at)) {
    if (span.end <= at) continue;
    return std::max(span.start, at);
  }
  return at;
}

std::optional<base::Timestamp> next_due(const NextRun& run) {
  if (run.status.interval.count() <= 0) return std::nullopt;
  const auto by_interval = std::max(run.started + run.status.interval, run.now + kLeastPause);
  auto due = by_interval;
  if (cut_short(run.result))
    due = run.now;
  else if (run.result == "unavailable")
    due = after_failure(run, by_interval);
  else if (run.result == "failed")
    due = std::min(by_interval, run.now + kFailedPause);
  else if (run.result == "misconfigured")
    due = run.now + kMisconfiguredPause;
  // A row that was due before this run and is still there waits for something else (its site, another parcel): no reason to hurry.
  if (run.earliest_retry && *run.earliest_retry > run.started) due = std::min(due, std::max(*run.earliest_retry, run.now + kLeastPause));
  if (run.health.open_until && *run.health.open_until > run.now && run.result != "stopped") due = std::max(due, *run.health.open_until);
  return next_in_window(run.status.window, run.zone, due);
}

}  // namespace tillbridge::jobs
