#include <boost/test/unit_test.hpp>

#include "base/process_identity.hpp"
#include "jobs/lease_owner.hpp"
#include "tests/integration/jobs_bench.hpp"
#include "tests/support/dead_process.hpp"
#include "tests/support/losing_database.hpp"
#include "tests/support/temp_mariadb.hpp"

using namespace tillbridge;
using namespace tillbridge::tests;
using namespace std::chrono_literals;
using domain::JobKind;

namespace {

/// A runner died right after it claimed the job, a moment ago; the quantity it should have sent is 4.
struct DeadInventory : JobsBench {
  explicit DeadInventory(persistence::Database* other = nullptr) : JobsBench(other) {
    post_item(an_item("A"), "10", "5");
    settle_all();
    post_quantity("A", "4");
    left = claim(JobKind::kInventory, dead_process() + " run_x");
    database.write([&](persistence::UnitOfWork& work) {
      work.deliveries().claim(left, {{"A", work.accounts().clock(account)}});
      work.jobs().store_seen_step(left, work.accounts().clock(account));
    });
    clock.advance(1s);
  }
  domain::JobLease left;

  void drain(const std::string& owner) {
    jobs::JobRunner runner(services, owner);
    while (runner.run_one()) {
    }
  }
};

void another_runner_sends_at_once(persistence::Database& database) {
  DeadInventory bench(&database);
  bench.drain("next");
  BOOST_TEST(bench.shop.quantity("A") == whole(4));
  BOOST_TEST(!bench.status(JobKind::kInventory).running_until.has_value());
  bool renewed = true;
  database.write([&](persistence::UnitOfWork& work) { renewed = work.jobs().renew(bench.left, bench.clock.now() + 1h); });
  BOOST_TEST(!renewed);
}

void leaves_alone(const std::string& owner) {
  JobsBench bench;
  const auto lease = bench.claim(JobKind::kInventory, owner);
  bench.clock.advance(10s);
  BOOST_TEST(jobs::end_abandoned_leases(bench.database, bench.clock) == 0);
  BOOST_TEST((bench.status(JobKind::kInventory).running_until == lease.lease_until));
  BOOST_TEST((jobs::run_job_once(bench.services, bench.account, "shop", JobKind::kInventory).error().code == base::ErrorCode::kBusy));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(jobs_takeover)

BOOST_AUTO_TEST_CASE(quantities_do_not_wait_three_minutes_for_the_lease_of_a_killed_runner_on_sqlite) {
  TempDatabase store;
  another_runner_sends_at_once(*store);
}

BOOST_AUTO_TEST_CASE(quantities_do_not_wait_three_minutes_for_the_lease_of_a_killed_runner_on_mariadb) {
  TempMariadb store;
  another_runner_sends_at_once(*store);
}

BOOST_FIXTURE_TEST_CASE(a_run_by_hand_takes_a_killed_runners_job_over, DeadInventory) {
  BOOST_TEST(run(JobKind::kInventory).sent == 1);
  BOOST_TEST(shop.quantity("A") == whole(4));
}

BOOST_AUTO_TEST_CASE(quantities_do_not_wait_three_minutes_after_the_database_was_away_for_a_moment) {
  TempDatabase real;
  LosingDatabase store(*real);
  JobsBench bench(&store);
  bench.post_item(bench.an_item("A"), "10", "5");
  bench.settle_all();
  bench.post_quantity("A", "4");
  bench.clock.advance(20min);
  jobs::JobRunner runner(bench.services, "runner");
  const auto drain = [&] {
    while (runner.run_one()) {
    }
  };
  bench.shop.during_calls([&](const std::string& method) {
    if (method == "set_stock") store.lose_after(0);
  });
  BOOST_CHECK_THROW(drain(), persistence::DatabaseUnavailable);
  bench.shop.during_calls({});
  store.come_back();
  BOOST_TEST(bench.rows(JobKind::kInventory).size() == 1u);
  bench.clock.advance(3s);
  drain();
  BOOST_TEST(bench.rows(JobKind::kInventory).empty());
  BOOST_TEST(!bench.status(JobKind::kInventory).running_until.has_value());
}

BOOST_AUTO_TEST_CASE(a_runner_that_lives_keeps_its_lease) {
  SeededRandom random(1);
  leaves_alone(jobs::new_lease_owner(random));
}

BOOST_AUTO_TEST_CASE(a_runner_on_another_host_keeps_its_lease) { leaves_alone("elsewhere 577e6286-boot pid:[4026531836] 7 7 run_x"); }

BOOST_AUTO_TEST_CASE(an_owner_fits_the_column_and_is_never_used_twice) {
  SeededRandom random(1);
  const auto first = jobs::new_lease_owner(random), second = jobs::new_lease_owner(random);
  BOOST_TEST(first.size() <= 250u);
  BOOST_TEST(first != second);
  BOOST_TEST((base::is_running(first) == true));
}

BOOST_AUTO_TEST_SUITE_END()
