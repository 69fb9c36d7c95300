#include <boost/test/unit_test.hpp>

#include "jobs/explain.hpp"
#include "tests/integration/jobs_bench.hpp"

using namespace tillbridge;
using namespace tillbridge::tests;
using namespace std::chrono_literals;
using connectors::OutcomeKind;
using domain::JobKind;

namespace {

struct Bench : JobsBench {
  jobs::ItemExplanation explain(const std::string& id) { return *jobs::explain_item(database, account, "shop", id, clock.now()); }
  static bool says(const jobs::ItemExplanation& why, const std::string& words) {
    return std::ranges::any_of(why.reasons, [&](const auto& reason) { return reason.find(words) != std::string::npos; });
  }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(jobs_explain)

BOOST_FIXTURE_TEST_CASE(adds_up_the_locations_and_keeps_fractions_inside, Bench) {
  post_item(an_item("A"), "2.5", "9");
  database.write([&](persistence::UnitOfWork& work) {
    work.stock().upsert(account, {{"A", "back room", decimal("1.75"), at("2026-11-25T07:00:00Z"), clock.now()}}, work.accounts().step_clock(account));
  });
  const auto why = explain("A");
  BOOST_TEST(why.levels.size() == 2u);
  BOOST_TEST(why.pos_quantity == decimal("4.25"));
  BOOST_TEST(why.web_quantity == whole(4));
  BOOST_TEST((why.web_price->price == whole(9)));
}

BOOST_FIXTURE_TEST_CASE(says_why_a_shop_does_not_show_it_yet, Bench) {
  post_item(an_item("A"), "3", "9");
  BOOST_TEST(says(explain("A"), "the products job creates it"));
  settle_all();
  BOOST_TEST(explain("A").reasons.empty());
  post_quantity("A", "4");
  BOOST_TEST(says(explain("A"), "changed since the last inventory run; next run 2026-11-25T"));
  shop.fail_item("A", OutcomeKind::kRejected, "stock is managed elsewhere");
  run(JobKind::kInventory);
  BOOST_TEST(says(explain("A"), "inventory: parked (fake): stock is managed elsewhere"));
}

BOOST_FIXTURE_TEST_CASE(says_what_the_till_left_out, Bench) {
  auto item = an_item("A");
  item.sell_online = false;
  post_item(item, "", "");
  const auto why = explain("A");
  BOOST_TEST(says(why, "not sold on this site"));
  BOOST_TEST(says(why, "the POS has not told a quantity"));
  BOOST_TEST(!why.price.has_value());
}

BOOST_FIXTURE_TEST_CASE(says_what_keeps_the_whole_site_back, Bench) {
  post_item(an_item("A"), "3", "9");
  settle_all();
  post_item(an_item("A"), "", "10");
  shop.fail_all(OutcomeKind::kUnauthorized, "invalid key");
  run(JobKind::kPricing);
  BOOST_TEST(says(explain("A"), "the shop refuses the credentials: invalid key"));
}

BOOST_FIXTURE_TEST_CASE(names_what_it_does_not_know, Bench) {
  const auto item = jobs::explain_item(database, account, "shop", "nothing", clock.now());
  BOOST_REQUIRE(!item.has_value());
  BOOST_TEST(item.error().message.find("\"nothing\"") != std::string::npos);
  const auto site_error = jobs::explain_item(database, account, "nowhere", "A", clock.now());
  BOOST_TEST((site_error.error().code == base::ErrorCode::kNotFound));
}

BOOST_FIXTURE_TEST_CASE(a_job_outside_its_window_waits_for_it_and_runs_by_hand, Bench) {
  database.write([&](persistence::UnitOfWork& work) {
    for (const auto job : domain::kAllJobs) work.jobs().store_interval(account, site.id, job, 0s, "");
    work.jobs().store_interval(account, site.id, JobKind::kOrders, 60s, "09:00-17:00");
  });
  jobs::JobRunner runner(services, "runner");
  BOOST_TEST(runner.run_one());
  BOOST_TEST(status(JobKind::kOrders).last_result == "outside_window");
  BOOST_TEST((status(JobKind::kOrders).next_due_at == at("2026-11-25T09:00:00Z")));
  BOOST_TEST(shop.calls("fetch_orders") == 0);
  BOOST_TEST(run(JobKind::kOrders).result == "ok");
}

BOOST_AUTO_TEST_SUITE_END()
