#include <boost/test/unit_test.hpp>

#include <random>

#include "tests/integration/jobs_bench.hpp"

using namespace tillbridge;
using namespace tillbridge::tests;
using namespace std::chrono_literals;
using connectors::OutcomeKind;
using domain::DeliveryState;
using domain::JobKind;

namespace {

struct OneItem : JobsBench {
  OneItem() {
    post_item(an_item("A"), "10", "5");
    settle_all();
  }
};


}  // namespace

BOOST_AUTO_TEST_SUITE(jobs_crash)

BOOST_FIXTURE_TEST_CASE(sends_again_what_changed_during_the_call, OneItem) {
  post_quantity("A", "4");
  shop.during_calls([&](const std::string& method) {
    if (method == "set_stock" && shop.calls("set_stock") == 1) post_quantity("A", "3");
  });
  run(JobKind::kInventory);
  run(JobKind::kInventory);
  BOOST_TEST(shop.quantity("A") == whole(3));
  BOOST_TEST(rows(JobKind::kInventory).empty());
}

BOOST_FIXTURE_TEST_CASE(the_next_lease_repeats_what_a_dead_runner_left, OneItem) {
  post_quantity("A", "4");
  const auto dead = claim(JobKind::kInventory, "dead");
  database.write([&](persistence::UnitOfWork& work) {
    work.deliveries().claim(dead, {{"A", work.accounts().clock(account)}});
    work.jobs().store_seen_step(dead, work.accounts().clock(account));
  });
  // While its lease lives nobody else has the job; then the next one takes the row over.
  BOOST_TEST((jobs::run_job_once(services, account, "shop", JobKind::kInventory).error().code == base::ErrorCode::kBusy));
  clock.advance(services.settings.lease + 1s);
  BOOST_TEST(run(JobKind::kInventory).sent == 1);
  BOOST_TEST(shop.quantity("A") == whole(4));
  BOOST_TEST(rows(JobKind::kInventory).empty());
}

BOOST_FIXTURE_TEST_CASE(there_and_back_over_a_crash_does_not_leave_the_shop_at_the_middle, OneItem) {
  // 10 was sent; 4 reached the shop, but the runner died before it could note that; the till goes back to 10.
  post_quantity("A", "4");
  const auto dead = claim(JobKind::kInventory, "dead");
  database.write([&](persistence::UnitOfWork& work) {
    work.deliveries().claim(dead, {{"A", work.accounts().clock(account)}});
    work.jobs().store_seen_step(dead, work.accounts().clock(account));
  });
  shop.set_quantity("A", "4");
  post_quantity("A", "10");
  clock.advance(services.settings.lease + 1s);
  run(JobKind::kInventory);
  BOOST_TEST(shop.quantity("A") == whole(10));
}

BOOST_FIXTURE_TEST_CASE(a_runner_that_slept_through_its_lease_writes_nothing_more, OneItem) {
  post_quantity("A", "4");
  const auto slow = claim(JobKind::kInventory, "slow");
  std::optional<jobs::RunReport> others;
  shop.during_calls([&](const std::string& method) {
    if (method != "set_stock" || others) return;
    others.emplace();
    // The slow one sleeps in its call; another takes over, sees a newer value and settles.
    clock.advance(services.settings.lease + 1s);
    post_quantity("A", "3");
    *others = run(JobKind::kInventory);
  });
  const auto report = run_claimed(slow);
  BOOST_TEST(report.result == "lease_lost");
  BOOST_TEST(others->sent == 1);
  BOOST_TEST((listing("A")->sent_quantity == whole(3)));
  BOOST_TEST(shop.quantity("A") == whole(3));
  BOOST_TEST(rows(JobKind::kInventory).empty());
  // The history holds the run that settled, and not the one that lost.
  std::vector<persistence::JobRepository::Run> runs;
  database.read([&](persistence::UnitOfWork& work) { runs = work.jobs().list_runs(account, site.id, 1); });
  BOOST_TEST(runs.front().summary.find("1 sent") == 0u);
}

BOOST_FIXTURE_TEST_CASE(begins_no_call_that_the_lease_would_not_outlast, OneItem) {
  post_quantity("A", "4");
  services.settings.call_deadline = services.settings.lease + 1s;
  const auto before = shop.writing_calls();
  const auto report = run(JobKind::kInventory);
  BOOST_TEST(report.result == "stopped");
  BOOST_TEST(shop.writing_calls() == before);
  services.settings.call_deadline = 60s;
  BOOST_TEST(run(JobKind::kInventory).sent == 1);
}

BOOST_FIXTURE_TEST_CASE(a_stop_ends_the_run_after_its_call_and_hands_the_rest_back, JobsBench) {
  shop.capabilities.stock_batch = 10;
  post_items(50, "5");
  settle_all();
  post_items(50, "6");
  std::stop_source stop;
  shop.during_calls([&](const std::string&) { stop.request_stop(); });
  const auto report = run_claimed(claim(JobKind::kInventory), stop.get_token());
  BOOST_TEST(report.result == "stopped");
  BOOST_TEST(report.sent == 10);
  BOOST_TEST(!status(JobKind::kInventory).running_until.has_value());
  shop.during_calls({});
  BOOST_TEST(run(JobKind::kInventory).sent == 40);
  for (int i = 1; i <= 50; ++i) BOOST_TEST(shop.quantity(i < 10 ? "I000" + std::to_string(i) : "I00" + std::to_string(i)) == whole(6));
}

/// Changes, lost answers, refusals to answer and deaths in any order: in the end the shop shows what the till said last.
BOOST_FIXTURE_TEST_CASE(random_interleavings_end_at_the_tills_last_word, JobsBench) {
  constexpr int kRounds = 1'200;
  constexpr int kItems = 6;
  shop.capabilities.stock_batch = 2;
  shop.do_before_losing_answers();
  services.settings.mass_zero_percent = 0;
  post_items(kItems, "5");
  settle_all();
  std::mt19937 dice(20261125);
  auto pick = [&](int below) { return static_cast<int>(dice() % static_cast<unsigned>(below)); };
  std::map<std::string, int> last;
  auto change = [&] {
    const auto id = "I000" + std::to_string(1 + pick(kItems));
    last[id] = pick(4);
    post_quantity(id, std::to_string(last[id]));
  };
  for (int round = 0; round < kRounds; ++round) {
    shop.during_calls([&](const std::string& method) {
      if (method != "set_stock") return;
      for (int i = pick(3); i > 0; --i) change();
      if (pick(8) == 0) throw std::runtime_error("killed");
    });
    shop.recover();
    if (pick(3) == 0) shop.fail_item("I000" + std::to_string(1 + pick(kItems)), pick(2) == 0 ? OutcomeKind::kUnknown : OutcomeKind::kRetry);
    for (int i = pick(3); i > 0; --i) change();
    try {
      run(JobKind::kInventory);
    } catch (const std::exception&) {
    }
    clock.advance(std::chrono::minutes(pick(5)));
  }
  shop.during_calls({});
  shop.recover();
  for (int i = 0; i < 3; ++i) {
    clock.advance(1h);
    run(JobKind::kInventory);
  }
  for (const auto& [id, quantity] : last) BOOST_TEST(shop.quantity(id) == whole(quantity));
  BOOST_TEST(rows(JobKind::kInventory).empty());
  const auto before = shop.writing_calls();
  run(JobKind::kInventory);
  BOOST_TEST(shop.writing_calls() == before);
}

BOOST_AUTO_TEST_SUITE_END()
