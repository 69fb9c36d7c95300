#include <atomic>
#include <map>
#include <mutex>
#include <set>
#include <thread>

#include "tests/contract/persistence/stores.hpp"

namespace tillbridge::tests {
namespace {

using domain::JobKind;
using persistence::UnitOfWork;
using std::chrono::minutes;
using std::chrono::seconds;

const auto kNow = at("2026-11-25T08:00:00Z");

template <class Store>
std::optional<domain::JobLease> claim_due(Store& store, base::Timestamp now, const std::string& owner = "runner") {
  return written(store, [&](UnitOfWork& unit) { return unit.jobs().claim_due(owner, now, minutes(5)); });
}

template <class Store>
std::optional<domain::JobLease> claim(Shop<Store>& shop, JobKind job, base::Timestamp now = kNow) {
  return written(shop.store, [&](UnitOfWork& unit) { return unit.jobs().claim(shop.account, shop.site, job, "hand", now, minutes(5)); });
}

template <class Store>
domain::JobStatus status(Shop<Store>& shop, JobKind job) {
  for (const auto& one : read_from(shop.store, [&](UnitOfWork& unit) { return unit.jobs().list(shop.account, shop.site); }))
    if (one.job == job) return one;
  throw std::logic_error("no such job");
}

template <class Store>
bool finish(Shop<Store>& shop, const domain::JobLease& lease, std::optional<base::Timestamp> next_due, base::Timestamp finished = kNow) {
  return written(shop.store, [&](UnitOfWork& unit) { return unit.jobs().finish(lease, next_due, "ok", "3 sent", kNow, finished); });
}

/// Leaves only `job` to be claimed.
template <class Store>
void only(Shop<Store>& shop, JobKind job) {
  shop.store->write([&](UnitOfWork& unit) {
    for (const auto other : domain::kAllJobs)
      if (other != job) unit.jobs().store_interval(shop.account, shop.site, other, seconds(0), "");
  });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(jobs)

BOOST_AUTO_TEST_CASE_TEMPLATE(makes_four_jobs_that_are_due_at_once, Store, AllStores) {
  Shop<Store> shop;
  const auto listed = read_from(shop.store, [&](UnitOfWork& unit) { return unit.jobs().list(shop.account, shop.site); });
  BOOST_REQUIRE(listed.size() == 4u);
  for (std::size_t i = 0; i < 4; ++i) {
    BOOST_TEST((listed[i].job == domain::kAllJobs[i]));
    BOOST_TEST((listed[i].next_due_at == kNow));
    BOOST_TEST((listed[i].interval > seconds(0)));
    BOOST_TEST(!listed[i].running_until.has_value());
  }
  std::set<JobKind> claimed;
  for (int i = 0; i < 4; ++i) claimed.insert(claim_due(shop.store, kNow).value().job);
  BOOST_TEST(claimed.size() == 4u);
  BOOST_TEST(!claim_due(shop.store, kNow).has_value());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(claims_nothing_before_it_is_due, Store, AllStores) {
  Shop<Store> shop;
  BOOST_TEST(!claim_due(shop.store, kNow - std::chrono::microseconds(1)).has_value());
  BOOST_TEST(claim_due(shop.store, kNow).has_value());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(claims_the_job_that_is_due_longest_of_any_account, Store, AllStores) {
  Shop<Store> shop;
  const auto other = add_account(shop.store, "other");
  const auto older = add_site(shop.store, other, "older", kNow - minutes(10));
  const auto lease = claim_due(shop.store, kNow);
  BOOST_REQUIRE(lease.has_value());
  BOOST_TEST((lease->account_id == other));
  BOOST_TEST((lease->site_id == older));
  BOOST_TEST(lease->owner == "runner");
  BOOST_TEST(lease->token == 1);
  BOOST_TEST((lease->lease_until == kNow + minutes(5)));
  BOOST_TEST(lease->seen_step == 0);
  BOOST_TEST(!lease->by_hand);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(runs_a_claimed_job_to_its_end, Store, AllStores) {
  Shop<Store> shop;
  only(shop, JobKind::kPricing);
  const auto lease = claim_due(shop.store, kNow).value();
  BOOST_TEST((status(shop, JobKind::kPricing).running_until == kNow + minutes(5)));
  BOOST_TEST(written(shop.store, [&](UnitOfWork& unit) { return unit.jobs().renew(lease, kNow + minutes(9)); }));
  BOOST_TEST((status(shop, JobKind::kPricing).running_until == kNow + minutes(9)));
  BOOST_TEST(written(shop.store, [&](UnitOfWork& unit) { return unit.jobs().store_seen_step(lease, 42); }));
  BOOST_TEST(finish(shop, lease, kNow + minutes(30), kNow + seconds(7)));

  const auto after = status(shop, JobKind::kPricing);
  BOOST_TEST(!after.running_until.has_value());
  BOOST_TEST((after.next_due_at == kNow + minutes(30)));
  BOOST_TEST(after.seen_step == 42);
  BOOST_TEST((after.last_started_at == kNow));
  BOOST_TEST((after.last_finished_at == kNow + seconds(7)));
  BOOST_TEST(after.last_result == "ok");
  BOOST_TEST(after.last_summary == "3 sent");
  BOOST_TEST(claim_due(shop.store, kNow + minutes(30)).value().seen_step == 42);

  const auto runs = read_from(shop.store, [&](UnitOfWork& unit) { return unit.jobs().list_runs(shop.account, shop.site, 10); });
  BOOST_REQUIRE(runs.size() == 1u);
  BOOST_TEST((runs[0].job == JobKind::kPricing));
  BOOST_TEST((runs[0].finished == kNow + seconds(7)));
  BOOST_TEST(runs[0].summary == "3 sent");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(hands_a_job_on_when_its_lease_ran_out_and_refuses_the_old_runner, Store, AllStores) {
  Shop<Store> shop;
  only(shop, JobKind::kOrders);
  const auto first = claim_due(shop.store, kNow, "one").value();
  BOOST_TEST(!claim_due(shop.store, kNow + minutes(5) - seconds(1), "two").has_value());
  const auto second = claim_due(shop.store, kNow + minutes(5), "two").value();
  BOOST_TEST(second.token == first.token + 1);
  BOOST_TEST(!written(shop.store, [&](UnitOfWork& unit) { return unit.jobs().renew(first, kNow + minutes(20)); }));
  BOOST_TEST(!written(shop.store, [&](UnitOfWork& unit) { return unit.jobs().store_seen_step(first, 99); }));
  BOOST_TEST(!finish(shop, first, kNow));
  BOOST_TEST(finish(shop, second, kNow));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(says_again_that_a_run_is_finished_when_the_commit_is_repeated, Store, AllStores) {
  Shop<Store> shop;
  const auto lease = claim_due(shop.store, kNow).value();
  BOOST_TEST(finish(shop, lease, kNow + minutes(15)));
  BOOST_TEST(finish(shop, lease, kNow + minutes(15)));
  BOOST_TEST(read_from(shop.store, [&](UnitOfWork& unit) { return unit.jobs().list_runs(shop.account, shop.site, 10); }).size() == 1u);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(passes_by_sites_that_are_paused_or_behind_an_open_breaker, Store, AllStores) {
  Shop<Store> shop;
  auto site = read_from(shop.store, [&](UnitOfWork& unit) { return unit.sites().get(shop.account, shop.site); });
  const auto set = [&](bool paused, const domain::SiteHealth& health) {
    site.paused = paused;
    shop.store->write([&](UnitOfWork& unit) {
      unit.sites().update(site);
      unit.sites().store_health(shop.account, shop.site, health);
    });
  };
  set(true, {});
  BOOST_TEST(!claim_due(shop.store, kNow).has_value());
  set(false, {.consecutive_failures = 10, .open_until = kNow + seconds(1), .reason = "", .needs_person = false, .openings = 1});
  BOOST_TEST(!claim_due(shop.store, kNow).has_value());
  BOOST_TEST(claim_due(shop.store, kNow + seconds(1)).has_value());
  set(false, {.consecutive_failures = 1, .open_until = {}, .reason = "401", .needs_person = true, .openings = 1});
  BOOST_TEST(!claim_due(shop.store, kNow + minutes(1)).has_value());
  set(false, {.consecutive_failures = 3, .open_until = {}, .reason = "", .needs_person = false, .openings = 0});
  BOOST_TEST(claim_due(shop.store, kNow + minutes(1)).has_value());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(passes_by_held_jobs_until_the_reason_is_lifted, Store, AllStores) {
  Shop<Store> shop;
  only(shop, JobKind::kInventory);
  const auto hold = [&](const std::string& reason) {
    shop.store->write([&](UnitOfWork& unit) { unit.jobs().store_held_reason(shop.account, shop.site, JobKind::kInventory, reason); });
  };
  hold("would set 40 % of the items to 0");
  BOOST_TEST(status(shop, JobKind::kInventory).held_reason == "would set 40 % of the items to 0");
  BOOST_TEST(!claim_due(shop.store, kNow).has_value());
  BOOST_TEST(claim(shop, JobKind::kInventory).has_value());
  hold("");
  BOOST_TEST(claim_due(shop.store, kNow + minutes(5)).has_value());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(runs_a_job_without_interval_only_when_it_was_made_due, Store, AllStores) {
  Shop<Store> shop;
  for (const auto job : domain::kAllJobs)
    shop.store->write([&](UnitOfWork& unit) { unit.jobs().store_interval(shop.account, shop.site, job, seconds(0), "08:00-18:00"); });
  BOOST_TEST((status(shop, JobKind::kOrders).interval == seconds(0)));
  BOOST_TEST(status(shop, JobKind::kOrders).window == "08:00-18:00");
  BOOST_TEST(!status(shop, JobKind::kOrders).next_due_at.has_value());
  BOOST_TEST(!claim_due(shop.store, kNow + minutes(999)).has_value());

  shop.store->write([&](UnitOfWork& unit) { unit.jobs().make_due(shop.account, shop.site, JobKind::kOrders, kNow); });
  const auto lease = claim_due(shop.store, kNow).value();
  BOOST_TEST((lease.job == JobKind::kOrders));
  BOOST_TEST(finish(shop, lease, std::nullopt));
  BOOST_TEST(!claim_due(shop.store, kNow + minutes(999)).has_value());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(counts_a_new_interval_from_the_last_start, Store, AllStores) {
  Shop<Store> shop;
  only(shop, JobKind::kOrders);
  finish(shop, claim_due(shop.store, kNow).value(), kNow + minutes(60));
  shop.store->write([&](UnitOfWork& unit) { unit.jobs().store_interval(shop.account, shop.site, JobKind::kOrders, minutes(5), ""); });
  BOOST_TEST((status(shop, JobKind::kOrders).next_due_at == kNow + minutes(5)));
  // A job that was by hand only and never ran begins at once.
  shop.store->write([&](UnitOfWork& unit) { unit.jobs().store_interval(shop.account, shop.site, JobKind::kPricing, minutes(5), ""); });
  BOOST_TEST((claim_due(shop.store, kNow).value().job == JobKind::kPricing));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(runs_again_when_it_was_woken_while_it_ran, Store, AllStores) {
  Shop<Store> shop;
  only(shop, JobKind::kOrders);
  const auto lease = claim_due(shop.store, kNow).value();
  shop.store->write([&](UnitOfWork& unit) { unit.jobs().make_due(shop.account, shop.site, JobKind::kOrders, kNow); });
  BOOST_TEST(!claim_due(shop.store, kNow).has_value());
  BOOST_TEST(finish(shop, lease, kNow + minutes(15)));
  const auto again = claim_due(shop.store, kNow);
  BOOST_REQUIRE(again.has_value());
  BOOST_TEST(finish(shop, *again, kNow + minutes(15)));
  BOOST_TEST(!claim_due(shop.store, kNow).has_value());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(claims_a_job_by_hand_unless_a_living_runner_has_it, Store, AllStores) {
  Shop<Store> shop;
  shop.store->write([&](UnitOfWork& unit) { unit.jobs().store_interval(shop.account, shop.site, JobKind::kProducts, seconds(0), ""); });
  const auto lease = claim(shop, JobKind::kProducts);
  BOOST_REQUIRE(lease.has_value());
  BOOST_TEST(lease->by_hand);
  BOOST_TEST(!claim(shop, JobKind::kProducts).has_value());
  BOOST_TEST(claim(shop, JobKind::kProducts, kNow + minutes(5)).has_value());
  const auto nobody = written(shop.store, [&](UnitOfWork& unit) { return unit.jobs().claim(shop.account, domain::SiteId{99}, JobKind::kProducts, "x", kNow, minutes(5)); });
  BOOST_TEST(!nobody.has_value());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(frees_the_leases_of_one_owner_or_of_all, Store, AllStores) {
  Shop<Store> shop;
  claim_due(shop.store, kNow, "one");
  claim_due(shop.store, kNow, "two");
  claim_due(shop.store, kNow, "two");
  const auto free = [&](const std::optional<std::string>& owner) { return written(shop.store, [&](UnitOfWork& unit) { return unit.jobs().free_leases(owner); }); };
  BOOST_TEST(free("one") == 1);
  BOOST_TEST(free(std::nullopt) == 2);
  BOOST_TEST(free(std::nullopt) == 0);
  for (int i = 0; i < 4; ++i) BOOST_TEST(claim_due(shop.store, kNow).has_value());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(lists_the_leases_that_have_not_run_out, Store, AllStores) {
  Shop<Store> shop;
  const std::string long_name(250, 'd');
  const auto one = claim_due(shop.store, kNow, long_name).value();
  finish(shop, claim_due(shop.store, kNow).value(), kNow + minutes(60));
  const auto leases_at = [&](base::Timestamp now) { return read_from(shop.store, [&](UnitOfWork& unit) { return unit.jobs().list_leases(now); }); };
  const auto found = leases_at(kNow + minutes(5) - seconds(1));
  BOOST_REQUIRE(found.size() == 1u);
  BOOST_TEST((found[0].account_id == shop.account && found[0].site_id == shop.site && found[0].job == one.job));
  BOOST_TEST(found[0].owner == long_name);
  BOOST_TEST(found[0].token == one.token);
  BOOST_TEST((found[0].lease_until == kNow + minutes(5)));
  BOOST_TEST(leases_at(kNow + minutes(5)).empty());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_lease_that_was_ended_is_due_at_once_even_if_its_job_runs_by_hand_only, Store, AllStores) {
  Shop<Store> shop;
  for (const auto job : domain::kAllJobs)
    shop.store->write([&](UnitOfWork& unit) { unit.jobs().store_interval(shop.account, shop.site, job, seconds(0), ""); });
  const auto left = claim(shop, JobKind::kOrders).value();
  const auto later = kNow + seconds(1);
  const auto end_it = [&] { return written(shop.store, [&](UnitOfWork& unit) { return unit.jobs().renew(left, later); }); };
  BOOST_TEST(!claim_due(shop.store, later).has_value());
  BOOST_TEST(end_it());
  const auto next = claim_due(shop.store, later).value();
  BOOST_TEST((next.job == JobKind::kOrders));
  BOOST_TEST(next.token == left.token + 1);
  // Whoever ends it once more ends nothing of the next runner's.
  BOOST_TEST(!end_it());
  BOOST_TEST(!finish(shop, left, kNow));
  BOOST_TEST(finish(shop, next, kNow));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(keeps_the_newest_thousand_runs_of_a_site, Store, AllStores) {
  Shop<Store> shop;
  shop.store->write([&](UnitOfWork& unit) {
    for (int i = 0; i < 1003; ++i) {
      const auto lease = unit.jobs().claim(shop.account, shop.site, JobKind::kOrders, "x", kNow, minutes(5)).value();
      unit.jobs().finish(lease, kNow, "ok", std::to_string(i), kNow, kNow + seconds(i));
    }
  });
  const auto runs = read_from(shop.store, [&](UnitOfWork& unit) { return unit.jobs().list_runs(shop.account, shop.site, 2000); });
  BOOST_REQUIRE(runs.size() == 1000u);
  BOOST_TEST(runs.front().summary == "1002");
  BOOST_TEST(runs.back().summary == "3");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(the_last_run_is_the_last_claimed_whatever_the_clock_said, Store, AllStores) {
  Shop<Store> shop;
  const auto last = [&] { return read_from(shop.store, [&](UnitOfWork& unit) { return unit.jobs().find_last_run(shop.account, shop.site, JobKind::kPricing); }); };
  BOOST_TEST(!last().has_value());
  shop.store->write([&](UnitOfWork& unit) {
    for (const auto started : {kNow + minutes(60), kNow}) {
      const auto lease = unit.jobs().claim(shop.account, shop.site, JobKind::kPricing, "x", started, minutes(5)).value();
      unit.jobs().finish(lease, {}, "partial", "", started, started + seconds(1));
    }
    const auto other = unit.jobs().claim(shop.account, shop.site, JobKind::kOrders, "x", kNow, minutes(5)).value();
    unit.jobs().finish(other, {}, "ok", "", kNow + minutes(90), kNow + minutes(90));
  });
  BOOST_REQUIRE(last().has_value());
  BOOST_TEST((last()->started == kNow));
  BOOST_TEST(last()->result == "partial");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(names_sites_whose_pricing_is_late_for_a_sale, Store, AllStores) {
  Shop<Store> shop;
  const auto other = add_account(shop.store, "other");
  const auto other_site = add_site(shop.store, other);
  const auto late = [&](base::Timestamp now) {
    std::vector<std::pair<domain::AccountId, domain::SiteId>> places;
    for (const auto& place : read_from(shop.store, [&](UnitOfWork& unit) { return unit.jobs().list_late_for_sales(now); })) places.emplace_back(place.account_id, place.site_id);
    return places;
  };
  const auto starts = kNow + minutes(10), ends = kNow + minutes(20);
  shop.store->write([&](UnitOfWork& unit) {
    domain::ItemPrice price;
    price.item_id = "A";
    price.sale_start = starts;
    price.sale_end = ends;
    unit.prices().upsert(shop.account, {price}, 1);
    for (const auto& [account, site] : {std::pair(shop.account, shop.site), std::pair(other, other_site)}) {
      const auto lease = unit.jobs().claim(account, site, JobKind::kPricing, "x", kNow, minutes(5)).value();
      unit.jobs().finish(lease, kNow + minutes(60), "ok", "", kNow, kNow);
    }
  });
  using Places = std::vector<std::pair<domain::AccountId, domain::SiteId>>;
  const Places ours{{shop.account, shop.site}};
  BOOST_TEST((late(starts - seconds(1)) == Places{}));
  BOOST_TEST((late(starts) == ours));
  BOOST_TEST((late(ends) == ours));
  // Due anyway, running, run since, by hand only: not late.
  BOOST_TEST((late(kNow + minutes(60)) == Places{}));
  const auto lease = written(shop.store, [&](UnitOfWork& unit) { return unit.jobs().claim(shop.account, shop.site, JobKind::kPricing, "x", starts, minutes(5)); });
  BOOST_TEST((late(starts) == Places{}));
  shop.store->write([&](UnitOfWork& unit) { unit.jobs().finish(*lease, kNow + minutes(70), "ok", "", starts, starts); });
  BOOST_TEST((late(ends - seconds(1)) == Places{}));
  BOOST_TEST((late(ends) == ours));
  only(shop, JobKind::kOrders);
  BOOST_TEST((late(ends) == Places{}));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(never_hands_one_job_to_two_of_four_threads, Store, AllStores) {
  Shop<Store> shop;
  for (int i = 0; i < 9; ++i) add_site(shop.store, shop.account, "site-" + std::to_string(i));
  constexpr int kJobs = 40;

  std::mutex mutex;
  std::map<std::pair<domain::SiteId, JobKind>, int> claims;
  std::atomic<int> failures = 0;
  const auto claim_all = [&](const std::string& owner) {
    try {
      int idle = 0;
      while (idle < 3) {
        const auto lease = claim_due(shop.store, kNow, owner);
        if (!lease) {
          ++idle;
          continue;
        }
        const std::lock_guard lock(mutex);
        ++claims[{lease->site_id, lease->job}];
      }
    } catch (const std::exception&) {
      ++failures;
    }
  };
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) threads.emplace_back(claim_all, "runner-" + std::to_string(i));
  for (auto& thread : threads) thread.join();

  BOOST_TEST(failures == 0);
  BOOST_TEST(claims.size() == std::size_t{kJobs});
  for (const auto& [job, times] : claims) BOOST_TEST(times == 1);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace tillbridge::tests
