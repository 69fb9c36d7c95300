#include <boost/test/unit_test.hpp>

#include "jobs/schedule.hpp"
#include "tests/support/fixed_clock.hpp"

using namespace tillbridge;
using namespace std::chrono_literals;
using tests::at;

namespace {

const auto kNow = at("2026-11-25T08:00:00Z");

jobs::NextRun a_run(const std::string& result = "ok") {
  jobs::NextRun run;
  run.status.interval = 900s;
  run.zone = "Etc/UTC";
  run.started = kNow - 10s;
  run.now = kNow;
  run.result = result;
  return run;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(schedule)

BOOST_AUTO_TEST_CASE(counts_the_interval_from_the_start_of_the_run) {
  BOOST_TEST((jobs::next_due(a_run()) == kNow + 890s));
  auto slow = a_run();
  slow.started = kNow - 2h;
  BOOST_TEST((jobs::next_due(slow) == kNow + 1s));
}

BOOST_AUTO_TEST_CASE(a_job_without_interval_runs_by_hand_only) {
  auto run = a_run();
  run.status.interval = 0s;
  run.earliest_retry = kNow;
  BOOST_TEST(!jobs::next_due(run));
}

BOOST_AUTO_TEST_CASE(comes_back_early_for_a_row_that_is_to_be_tried_again) {
  auto run = a_run("partial");
  run.earliest_retry = kNow + 7s;
  BOOST_TEST((jobs::next_due(run) == kNow + 7s));
  run.earliest_retry = kNow - 5s;
  BOOST_TEST((jobs::next_due(run) == kNow + 1s));
  // Due before the run and left by it: a parcel behind a parked one.
  run.earliest_retry = kNow - 1h;
  BOOST_TEST((jobs::next_due(run) == kNow + 890s));
}

BOOST_AUTO_TEST_CASE(waits_for_the_breaker_and_goes_on_at_once_after_a_cut) {
  auto run = a_run("unavailable");
  run.health.open_until = kNow + 60s;
  run.health.consecutive_failures = 10;
  BOOST_TEST((jobs::next_due(run) >= kNow + 60s));
  BOOST_TEST((jobs::next_due(a_run("continues")) == kNow));
  BOOST_TEST((jobs::next_due(a_run("stopped")) == kNow));
  BOOST_TEST((jobs::next_due(a_run("failed")) == kNow + 60s));
}

BOOST_AUTO_TEST_CASE(knows_windows_of_the_day_in_the_accounts_zone) {
  struct Row { const char* window; const char* zone; const char* moment; bool inside; const char* next; };
  const Row table[] = {
      {"", "Etc/UTC", "2026-11-25T03:00:00Z", true, "2026-11-25T03:00:00Z"},
      {"08:00-18:00", "Etc/UTC", "2026-11-25T08:00:00Z", true, "2026-11-25T08:00:00Z"},
      {"08:00-18:00", "Etc/UTC", "2026-11-25T18:00:00Z", false, "2026-11-26T08:00:00Z"},
      {"08:00-18:00", "Europe/Berlin", "2026-11-25T06:59:00Z", false, "2026-11-25T07:00:00Z"},
      {"08:00-18:00", "Pacific/Auckland", "2026-11-24T19:30:00Z", true, "2026-11-24T19:30:00Z"},
      {"22:00-06:00", "Etc/UTC", "2026-11-25T05:59:00Z", true, "2026-11-25T05:59:00Z"},
      {"22:00-06:00", "Etc/UTC", "2026-11-25T06:00:00Z", false, "2026-11-25T22:00:00Z"},
      {"22:00-06:00", "America/Los_Angeles", "2026-11-25T13:00:00Z", true, "2026-11-25T13:00:00Z"},
      {"nonsense", "Etc/UTC", "2026-11-25T06:00:00Z", true, "2026-11-25T06:00:00Z"},
  };
  for (const auto& row : table) BOOST_TEST_CONTEXT(row.window << " " << row.zone << " " << row.moment) {
      BOOST_TEST(jobs::in_window(row.window, row.zone, at(row.moment)) == row.inside);
      BOOST_TEST((jobs::next_in_window(row.window, row.zone, at(row.moment)) == at(row.next)));
    }
}

BOOST_AUTO_TEST_SUITE_END()
