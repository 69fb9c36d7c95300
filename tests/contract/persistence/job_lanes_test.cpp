#include <atomic>
#include <thread>

#include "tests/contract/persistence/stores.hpp"

// A site whose jobs take turns (persistence::ClaimRules::one_lane).
namespace tillbridge::tests {
namespace {

using domain::JobKind;
using persistence::ClaimRules;
using persistence::UnitOfWork;
using std::chrono::minutes;
using std::chrono::seconds;

const auto kNow = at("2026-11-25T08:00:00Z");
const ClaimRules kOneLane{.one_lane = {"other", "generic"}};

template <class Store>
std::optional<domain::JobLease> claim_due(Store& store, base::Timestamp now, const ClaimRules& rules = kOneLane) {
  return written(store, [&](UnitOfWork& unit) { return unit.jobs().claim_due("runner", now, minutes(5), rules); });
}

template <class Store>
std::optional<domain::JobLease> claim(Shop<Store>& shop, JobKind job, const ClaimRules& rules = kOneLane) {
  return written(shop.store, [&](UnitOfWork& unit) { return unit.jobs().claim(shop.account, shop.site, job, "hand", kNow, minutes(5), rules); });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(job_lanes)

BOOST_AUTO_TEST_CASE_TEMPLATE(one_job_of_the_site_is_at_work_at_a_time, Store, AllStores) {
  Shop<Store> shop;
  const auto first = claim_due(shop.store, kNow);
  BOOST_REQUIRE(first.has_value());
  BOOST_TEST(!claim_due(shop.store, kNow).has_value());
  shop.store->write([&](UnitOfWork& unit) { unit.jobs().finish(*first, kNow + minutes(15), "ok", "", kNow, kNow); });
  const auto second = claim_due(shop.store, kNow);
  BOOST_REQUIRE(second.has_value());
  BOOST_TEST((second->job != first->job));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(another_site_and_another_platform_do_not_wait, Store, AllStores) {
  Shop<Store> shop;
  const auto other = add_site(shop.store, shop.account, "second");
  const auto first = claim_due(shop.store, kNow), second = claim_due(shop.store, kNow);
  BOOST_REQUIRE((first && second));
  BOOST_TEST((first->site_id != second->site_id));
  BOOST_TEST((second->site_id == other || first->site_id == other));
  BOOST_TEST(!claim_due(shop.store, kNow).has_value());
  BOOST_TEST(claim_due(shop.store, kNow, {.one_lane = {"other"}}).has_value());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_lease_that_ran_out_does_not_block_the_lane, Store, AllStores) {
  Shop<Store> shop;
  BOOST_TEST(claim_due(shop.store, kNow).has_value());
  BOOST_TEST(!claim_due(shop.store, kNow + minutes(5) - seconds(1)).has_value());
  BOOST_TEST(claim_due(shop.store, kNow + minutes(5)).has_value());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_claim_by_hand_waits_for_its_turn_too, Store, AllStores) {
  Shop<Store> shop;
  BOOST_TEST(claim(shop, JobKind::kProducts).has_value());
  BOOST_TEST(!claim(shop, JobKind::kInventory).has_value());
  BOOST_TEST(!claim_due(shop.store, kNow).has_value());
  BOOST_TEST(claim(shop, JobKind::kInventory, {}).has_value());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(runners_that_claim_at_once_never_share_the_lane, Store, AllStores) {
  Shop<Store> shop;
  for (int round = 0; round < 20; ++round) {
    std::atomic<int> got = 0;
    std::vector<std::thread> runners;
    for (const auto job : domain::kAllJobs)
      runners.emplace_back([&, job] { got += claim(shop, job).has_value() ? 1 : 0; });
    for (auto& runner : runners) runner.join();
    BOOST_TEST(got == 1);
    shop.store->write([](UnitOfWork& unit) { unit.jobs().free_leases("hand"); });
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace tillbridge::tests
