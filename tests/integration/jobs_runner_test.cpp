#include <boost/test/unit_test.hpp>

#include <condition_variable>
#include <mutex>
#include <set>
#include <thread>

#include "tests/integration/jobs_bench.hpp"
#include "tests/support/temp_mariadb.hpp"

using namespace tillbridge;
using namespace tillbridge::tests;
using namespace std::chrono_literals;
using domain::JobKind;

namespace {

constexpr auto kPatience = 30s;

/// Lets a test wait for something that happens in another thread.
class Signal {
 public:
  void raise() {
    {
      const std::lock_guard lock(mutex_);
      raised_ = true;
    }
    changed_.notify_all();
  }
  bool wait() {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, kPatience, [this] { return raised_; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool raised_ = false;
};

/// Two runners on one store claim until nothing is due; returns who ran how often. Every job of every site must run exactly once.
void share_the_work(persistence::Database& database) {
  JobsBench bench(&database);
  constexpr int kSites = 10;
  std::vector<std::unique_ptr<FakeShop>> more;
  for (int i = 1; i < kSites; ++i) {
    more.push_back(std::make_unique<FakeShop>());
    bench.add_site("site" + std::to_string(i), *more.back());
  }
  jobs::JobRunner first(bench.services, "first"), second(bench.services, "second");
  auto drain = [](jobs::JobRunner& runner) {
    while (runner.run_one()) {
    }
  };
  std::thread other([&] { drain(second); });
  drain(first);
  other.join();
  BOOST_TEST(first.runs() + second.runs() == kSites * 4);
  database.read([&](persistence::UnitOfWork& work) {
    for (const auto& site : work.sites().list(bench.account)) {
      BOOST_TEST(work.jobs().list_runs(bench.account, site.id, 100).size() == 4u);
      for (const auto& job : work.jobs().list(bench.account, site.id)) BOOST_TEST(job.last_result == "ok");
    }
  });
}

void only_one_of_two_settles(persistence::Database& database) {
  JobsBench bench(&database);
  bench.post_item(bench.an_item("A"), "10", "5");
  bench.settle_all();
  bench.post_quantity("A", "4");
  const auto slow = bench.claim(JobKind::kInventory, "slow");
  bool taken_over = false;
  bench.shop.during_calls([&](const std::string& method) {
    if (method != "set_stock" || taken_over) return;
    taken_over = true;
    bench.clock.advance(bench.services.settings.lease + 1s);
    bench.post_quantity("A", "3");
    BOOST_TEST(bench.run(JobKind::kInventory).sent == 1);
  });
  BOOST_TEST(bench.run_claimed(slow).result == "lease_lost");
  BOOST_TEST((bench.listing("A")->sent_quantity == whole(3)));
  // Where two runners can live the value goes out once more, when the slow one's call must have ended.
  if (!database.is_embedded()) {
    BOOST_REQUIRE(bench.row(JobKind::kInventory, "A").has_value());
    BOOST_TEST(bench.row(JobKind::kInventory, "A")->last_code == "echo");
    bench.shop.during_calls({});
    bench.shop.set_quantity("A", "4");  // the late call
    bench.clock.advance(5min);
    BOOST_TEST(bench.run(JobKind::kInventory).sent == 1);
    BOOST_TEST(bench.shop.quantity("A") == whole(3));
  }
  BOOST_TEST(bench.rows(JobKind::kInventory).empty());
}

}  // namespace

BOOST_AUTO_TEST_SUITE(jobs_runner)

BOOST_AUTO_TEST_CASE(two_runners_share_the_work_on_sqlite) {
  TempDatabase store;
  share_the_work(*store);
}

BOOST_AUTO_TEST_CASE(two_runners_share_the_work_on_mariadb) {
  TempMariadb store;
  share_the_work(*store);
}

BOOST_AUTO_TEST_CASE(only_one_of_two_runners_settles_on_sqlite) {
  TempDatabase store;
  only_one_of_two_settles(*store);
}

BOOST_AUTO_TEST_CASE(only_one_of_two_runners_settles_on_mariadb) {
  TempMariadb store;
  only_one_of_two_settles(*store);
}

BOOST_AUTO_TEST_CASE(plays_the_orders_on_mariadb) {
  TempMariadb store;
  JobsBench bench(&*store);
  bench.post_item(bench.an_item("A"), "10", "5");
  bench.settle_all();
  bench.shop.sell("W1", "A", "2", bench.clock.now());
  bench.run(JobKind::kInventory);
  BOOST_TEST(bench.shop.quantity("A") == whole(8));
  bench.save_shipment("S1", "W1", "2");
  BOOST_TEST(bench.run(JobKind::kOrders).sent == 1);
  BOOST_TEST(bench.shop.shipments().size() == 1u);
}

BOOST_FIXTURE_TEST_CASE(a_stop_hands_back_what_was_not_sent_and_frees_the_lease, JobsBench) {
  shop.capabilities.stock_batch = 10;
  post_items(50, "5");
  settle_all();
  post_items(50, "6");
  database.write([&](persistence::UnitOfWork& work) {
    for (const auto job : domain::kAllJobs) work.jobs().store_interval(account, site.id, job, 0s, "");
    work.jobs().store_interval(account, site.id, JobKind::kInventory, 60s, "");
    work.jobs().make_due(account, site.id, JobKind::kInventory, clock.now());
  });
  Signal in_call, go_on;
  shop.during_calls([&](const std::string& method) {
    if (method != "set_stock") return;
    in_call.raise();
    go_on.wait();
  });
  jobs::JobRunner runner(services, "runner");
  runner.start();
  BOOST_REQUIRE(in_call.wait());
  std::thread stopping([&] { runner.stop(); });
  // The call may end only after the stop was asked for; stop() itself waits for it.
  while (!runner.stopping()) std::this_thread::yield();
  go_on.raise();
  stopping.join();
  BOOST_TEST(shop.calls("set_stock") == 1);
  BOOST_TEST(!status(JobKind::kInventory).running_until.has_value());
  BOOST_TEST(status(JobKind::kInventory).last_result == "stopped");
  shop.during_calls({});
  jobs::JobRunner next(services, "next");
  BOOST_TEST(next.run_one());
  BOOST_TEST(shop.quantity("I0050") == whole(6));
  BOOST_TEST(rows(JobKind::kInventory).empty());
}

BOOST_FIXTURE_TEST_CASE(frees_the_leases_of_a_dead_predecessor_on_an_embedded_store, JobsBench) {
  post_item(an_item("A"), "1", "1");
  claim(JobKind::kProducts, "dead");
  Signal created;
  shop.during_calls([&](const std::string& method) {
    if (method == "publish_products") created.raise();
  });
  jobs::JobRunner runner(services, "runner");
  runner.start();
  BOOST_TEST(created.wait());
  runner.stop();
  BOOST_TEST(shop.has("A"));
}

BOOST_FIXTURE_TEST_CASE(one_account_never_has_all_workers, JobsBench) {
  // Four jobs of the first account hang on their orders or products; the second account's are still run.
  services.settings.workers = 3;
  FakeShop second;
  domain::AccountId other{};
  database.write([&](persistence::UnitOfWork& work) {
    auto made = tests::an_account();
    made.store_id = "other-store";
    other = work.accounts().insert(made);
    auto its_site = a_site();
    its_site.account_id = other;
    its_site.name = "second";
    its_site.id = work.sites().insert(its_site);
    work.jobs().insert_for_site(other, its_site.id, clock.now() + 1s);
    domain::Item item = an_item("B");
    work.items().upsert(other, {item}, work.accounts().step_clock(other));
  });
  shops["second"] = &second;
  post_item(an_item("A"), "4", "4");
  settle_all();
  Signal other_done, go_on;
  post_item(an_item("A"), "5", "5");
  post_item(an_item("C"), "5", "5");
  database.write([&](persistence::UnitOfWork& work) {
    for (const auto job : domain::kAllJobs) work.jobs().make_due(account, site.id, job, clock.now());
  });
  shop.during_calls([&](const std::string&) { go_on.wait(); });
  second.during_calls([&](const std::string& method) {
    if (method == "publish_products") other_done.raise();
  });
  clock.advance(2s);
  jobs::JobRunner runner(services, "runner");
  runner.start();
  BOOST_TEST(other_done.wait());
  go_on.raise();
  runner.stop();
}

BOOST_FIXTURE_TEST_CASE(a_hanging_shop_does_not_keep_the_others_waiting, JobsBench) {
  FakeShop second;
  add_site("second", second);
  post_item(an_item("A"), "1", "1");
  Signal hangs, other_done, go_on;
  shop.during_calls([&](const std::string& method) {
    if (method != "publish_products") return;
    hangs.raise();
    go_on.wait();
  });
  second.during_calls([&](const std::string& method) {
    if (method == "publish_products") other_done.raise();
  });
  jobs::JobRunner runner(services, "runner");
  runner.start();
  BOOST_TEST(hangs.wait());
  BOOST_TEST(other_done.wait());
  go_on.raise();
  runner.stop();
}

BOOST_FIXTURE_TEST_CASE(one_site_never_has_all_that_its_account_may_have, JobsBench) {
  // Three jobs of the first shop hang, as many as its account may have at once; the second shop's are still run.
  services.settings.workers = 4;
  FakeShop second;
  const auto other = add_site("second", second);
  post_item(an_item("A"), "4", "4");
  settle_all();
  run(JobKind::kProducts, {}, "second");
  Signal other_done, go_on;
  post_item(an_item("A"), "5", "5");
  database.write([&](persistence::UnitOfWork& work) {
    for (const auto job : domain::kAllJobs) {
      work.jobs().make_due(account, site.id, job, clock.now());
      work.jobs().store_interval(account, other.id, job, 0s, "");
    }
  });
  shop.during_calls([&](const std::string&) { go_on.wait(); });
  second.during_calls([&](const std::string& method) {
    if (method == "set_stock") other_done.raise();
  });
  jobs::JobRunner runner(services, "runner");
  runner.start();
  clock.advance(1s);
  database.write([&](persistence::UnitOfWork& work) { work.jobs().make_due(account, other.id, JobKind::kInventory, clock.now()); });
  runner.wake();
  BOOST_TEST(other_done.wait());
  go_on.raise();
  runner.stop();
}

BOOST_FIXTURE_TEST_CASE(a_worker_that_waits_is_told_when_a_run_ends, JobsBench) {
  // One of two workers may work for the only account: the other waits, and must not keep the first from its next job.
  services.settings.workers = 2;
  services.settings.poll = std::chrono::hours(1);
  post_item(an_item("A"), "4", "4");
  settle_all();
  post_item(an_item("A"), "5", "6");
  database.write([&](persistence::UnitOfWork& work) {
    for (const auto job : domain::kAllJobs) work.jobs().make_due(account, site.id, job, clock.now());
  });
  Signal stock_sent, price_sent;
  shop.during_calls([&](const std::string& method) {
    if (method == "set_stock") stock_sent.raise();
    if (method == "set_prices") price_sent.raise();
  });
  jobs::JobRunner runner(services, "runner");
  runner.start();
  BOOST_TEST(stock_sent.wait());
  BOOST_TEST(price_sent.wait());
  runner.stop();
}

BOOST_AUTO_TEST_SUITE_END()
