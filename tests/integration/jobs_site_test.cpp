#include <boost/test/unit_test.hpp>

#include "tests/integration/jobs_bench.hpp"

using namespace tillbridge;
using namespace tillbridge::tests;
using namespace std::chrono_literals;
using connectors::OutcomeKind;
using domain::JobKind;

namespace {

struct Items : JobsBench {
  Items() {
    shop.capabilities.price_batch = 1;
    for (int i = 1; i <= 20; ++i) post_item(an_item("I" + std::to_string(i)), "5", "5");
    settle_all();
    for (int i = 1; i <= 20; ++i) post_item(an_item("I" + std::to_string(i)), "", "6");
  }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(jobs_site)

BOOST_FIXTURE_TEST_CASE(refused_credentials_stop_all_jobs_of_the_site_until_a_person_comes, Items) {
  shop.fail_all(OutcomeKind::kUnauthorized, "invalid key");
  const auto report = run(JobKind::kPricing);
  BOOST_TEST(report.result == "unauthorized");
  BOOST_TEST(report.calls == 1);
  BOOST_TEST(health().needs_person);
  BOOST_TEST(health().reason == "the shop refuses the credentials: invalid key");
  for (const auto& row : rows(JobKind::kPricing)) BOOST_TEST(row.tries == 0);
  // No runner claims a job of the site any more, however long it waits.
  shop.recover();
  clock.advance(24h);
  jobs::JobRunner runner(services, "runner");
  BOOST_TEST(!runner.run_one());
  BOOST_TEST(jobs::close_breaker(services, account, "shop").has_value());
  BOOST_TEST(runner.run_one());
  run(JobKind::kPricing);
  BOOST_TEST((shop.price("I20")->price == whole(6)));
  BOOST_TEST(rows(JobKind::kPricing).empty());
}

BOOST_FIXTURE_TEST_CASE(opens_the_breaker_at_ten_failed_calls_and_closes_it_by_one_probe, Items) {
  shop.fail_all(OutcomeKind::kRetry, "connection refused");
  const auto report = run(JobKind::kPricing);
  BOOST_TEST(report.result == "unavailable");
  BOOST_TEST(report.calls == 10);
  BOOST_TEST((health().open_until == clock.now() + 30s));
  jobs::JobRunner runner(services, "runner");
  BOOST_TEST(!runner.run_one());
  // Still down after the pause: one probe, a longer pause, no write.
  clock.advance(31s);
  BOOST_TEST(runner.run_one());
  BOOST_TEST(shop.calls("probe") == 1);
  BOOST_TEST(shop.calls("set_prices") == 10);
  BOOST_TEST((health().open_until == clock.now() + 60s));
  BOOST_TEST(!runner.run_one());
  // Up again.
  shop.recover();
  clock.advance(1h);
  run(JobKind::kPricing);
  BOOST_TEST(shop.calls("probe") == 2);
  for (int i = 1; i <= 20; ++i) BOOST_TEST((shop.price("I" + std::to_string(i))->price == whole(6)));
  BOOST_TEST(health().consecutive_failures == 0);
  BOOST_TEST(health().openings == 0);
}

BOOST_FIXTURE_TEST_CASE(failures_of_one_site_do_not_touch_another, Items) {
  FakeShop second;
  add_site("second", second);
  shop.fail_all(OutcomeKind::kRetry);
  run(JobKind::kPricing);
  BOOST_TEST(run(JobKind::kProducts, {}, "second").sent == 20);
}

BOOST_FIXTURE_TEST_CASE(says_what_is_missing_when_a_shop_is_not_set_up, JobsBench) {
  shops.clear();
  const auto report = run(JobKind::kOrders);
  BOOST_TEST(report.result == "misconfigured");
  BOOST_TEST(report.note == "no shop is set up for this site");
  BOOST_TEST(status(JobKind::kOrders).last_result == "misconfigured");
}

BOOST_FIXTURE_TEST_CASE(a_paused_site_runs_nothing_by_hand_or_by_itself, JobsBench) {
  update_site([](domain::Site& changed) {
    changed.paused = true;
    changed.pause_reason = "moving house";
  });
  jobs::JobRunner runner(services, "runner");
  BOOST_TEST(!runner.run_one());
  const auto refused = jobs::run_job_once(services, account, "shop", JobKind::kOrders);
  BOOST_REQUIRE(!refused.has_value());
  BOOST_TEST((refused.error().code == base::ErrorCode::kForbidden));
  BOOST_TEST(refused.error().message.find("moving house") != std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(unknown_sites_are_named, JobsBench) {
  const auto missing = jobs::run_job_once(services, account, "shopp", JobKind::kOrders);
  BOOST_TEST((missing.error().code == base::ErrorCode::kNotFound));
  BOOST_TEST(missing.error().message.find("\"shopp\"") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
