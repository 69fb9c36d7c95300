#include "tests/contract/persistence/stores.hpp"

namespace tillbridge::tests {
namespace {

using domain::DeliveryState;
using persistence::UnitOfWork;

const auto kNow = at("2026-11-25T08:00:00Z");

template <class Store>
domain::JobLease a_lease(const Shop<Store>& shop, std::int64_t token) {
  return {.account_id = shop.account, .site_id = shop.site, .job = domain::JobKind::kInventory, .owner = "runner", .token = token, .lease_until = kNow + std::chrono::minutes(5)};
}

domain::Delivery failed(const std::string& item, DeliveryState state, base::Timestamp due_at) {
  return {.site_id = {}, .job = {}, .item_id = item, .state = state, .claimed_step = 0, .token = 0, .due_at = due_at, .tries = 2,
          .first_failed_at = kNow - std::chrono::hours(1), .last_code = "http_503", .last_message = "Wartung 🛠"};
}

template <class Store>
std::vector<std::string> due(Shop<Store>& shop, std::int64_t token, base::Timestamp now, int limit = 100) {
  const auto rows = read_from(shop.store, [&](UnitOfWork& unit) { return unit.deliveries().list_due(a_lease(shop, token), now, limit); });
  std::vector<std::string> ids;
  for (const auto& row : rows) ids.push_back(row.item_id);
  return ids;
}

using Ids = std::vector<std::string>;

}  // namespace

BOOST_AUTO_TEST_SUITE(deliveries)

BOOST_AUTO_TEST_CASE_TEMPLATE(claims_items_and_lets_them_go_when_done, Store, AllStores) {
  Shop<Store> shop;
  const auto lease = a_lease(shop, 1);
  shop.store->write([&](UnitOfWork& unit) { unit.deliveries().claim(lease, {{"a", 5}, {"b", 6}}); });
  const auto rows = read_from(shop.store, [&](UnitOfWork& unit) { return unit.deliveries().find_many(shop.account, shop.site, lease.job, {"a", "b"}); });
  BOOST_REQUIRE(rows.size() == 2u);
  BOOST_TEST((rows[0].state == DeliveryState::kLeased));
  BOOST_TEST(rows[0].claimed_step == 5);
  BOOST_TEST(rows[0].token == 1);
  BOOST_TEST(rows[0].tries == 0);
  BOOST_TEST(written(shop.store, [&](UnitOfWork& unit) { return unit.deliveries().remove_settled(lease, {"a", "b", "c"}); }) == 2);
  BOOST_TEST(read_from(shop.store, [&](UnitOfWork& unit) { return unit.deliveries().list(shop.account, {}, {}, 10); }).empty());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(keeps_tries_and_last_words_when_a_row_is_claimed_again, Store, AllStores) {
  Shop<Store> shop;
  shop.store->write([&](UnitOfWork& unit) {
    unit.deliveries().claim(a_lease(shop, 1), {{"a", 5}});
    unit.deliveries().settle(a_lease(shop, 1), {failed("a", DeliveryState::kWaiting, kNow)});
    unit.deliveries().claim(a_lease(shop, 2), {{"a", 9}});
  });
  const auto row = read_from(shop.store, [&](UnitOfWork& unit) { return unit.deliveries().find_many(shop.account, shop.site, domain::JobKind::kInventory, {"a"}); }).at(0);
  BOOST_TEST((row.state == DeliveryState::kLeased));
  BOOST_TEST(row.token == 2);
  BOOST_TEST(row.claimed_step == 9);
  BOOST_TEST(row.tries == 2);
  BOOST_TEST((row.first_failed_at == kNow - std::chrono::hours(1)));
  BOOST_TEST(row.last_code == "http_503");
  BOOST_TEST(row.last_message == "Wartung 🛠");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(guards_every_change_by_the_token, Store, AllStores) {
  Shop<Store> shop;
  shop.store->write([&](UnitOfWork& unit) {
    unit.deliveries().claim(a_lease(shop, 1), {{"a", 5}, {"b", 5}});
    unit.deliveries().claim(a_lease(shop, 2), {{"a", 6}});
  });
  BOOST_TEST(written(shop.store, [&](UnitOfWork& unit) {
               return unit.deliveries().settle(a_lease(shop, 1), {failed("a", DeliveryState::kParked, kNow), failed("b", DeliveryState::kParked, kNow)});
             }) == 1);
  BOOST_TEST(written(shop.store, [&](UnitOfWork& unit) { return unit.deliveries().remove_settled(a_lease(shop, 1), {"a"}); }) == 0);
  // A runner that lost its lease long ago takes nothing back.
  shop.store->write([&](UnitOfWork& unit) { unit.deliveries().claim(a_lease(shop, 1), {{"a", 4}}); });
  const auto row = read_from(shop.store, [&](UnitOfWork& unit) { return unit.deliveries().find_many(shop.account, shop.site, domain::JobKind::kInventory, {"a"}); }).at(0);
  BOOST_TEST(row.token == 2);
  BOOST_TEST(row.claimed_step == 6);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(settles_many_rows_and_none_that_another_claim_holds, Store, AllStores) {
  Shop<Store> shop;
  std::vector<std::pair<std::string, domain::Step>> all, taken;
  std::vector<domain::Delivery> settled;
  for (int i = 1000; i < 2101; ++i) {
    all.emplace_back(std::to_string(i), 5);
    if (i % 3 == 0) taken.emplace_back(std::to_string(i), 6);
    settled.push_back(failed(all.back().first, i % 2 == 0 ? DeliveryState::kParked : DeliveryState::kWaiting, kNow + std::chrono::seconds(i)));
    if (i % 2 == 0) settled.back().first_failed_at.reset();
    settled.back().last_message = std::string(900, 'x') + " 🛠 '" + std::to_string(i) + "' ?";
  }
  settled.push_back(failed("unknown", DeliveryState::kParked, kNow));
  shop.store->write([&](UnitOfWork& unit) {
    unit.deliveries().claim(a_lease(shop, 1), all);
    unit.deliveries().claim(a_lease(shop, 2), taken);
  });
  BOOST_TEST(written(shop.store, [&](UnitOfWork& unit) { return unit.deliveries().settle(a_lease(shop, 1), settled); }) ==
             static_cast<std::int64_t>(all.size() - taken.size()));
  // Equal values match too.
  BOOST_TEST(written(shop.store, [&](UnitOfWork& unit) { return unit.deliveries().settle(a_lease(shop, 1), settled); }) ==
             static_cast<std::int64_t>(all.size() - taken.size()));
  const auto rows = read_from(shop.store, [&](UnitOfWork& unit) { return unit.deliveries().list(shop.account, {}, {}, 5'000); });
  BOOST_REQUIRE(rows.size() == all.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const bool ours = rows[i].token == 1;
    BOOST_TEST(ours == ((i + 1000) % 3 != 0), rows[i].item_id);
    BOOST_TEST((rows[i].state == (ours ? settled[i].state : DeliveryState::kLeased)), rows[i].item_id);
    BOOST_TEST(rows[i].last_message == (ours ? settled[i].last_message : ""));
    if (!ours) continue;
    BOOST_TEST((rows[i].due_at == settled[i].due_at), rows[i].item_id);
    BOOST_TEST((rows[i].first_failed_at == settled[i].first_failed_at), rows[i].item_id);
  }
}

BOOST_AUTO_TEST_CASE_TEMPLATE(lists_what_is_due_and_what_a_dead_runner_left, Store, AllStores) {
  Shop<Store> shop;
  const auto later = kNow + std::chrono::minutes(1);
  shop.store->write([&](UnitOfWork& unit) {
    unit.deliveries().claim(a_lease(shop, 1), {{"a", 1}, {"b", 1}, {"c", 1}, {"d", 1}, {"e", 1}, {"f", 1}});
    unit.deliveries().settle(a_lease(shop, 1), {failed("a", DeliveryState::kWaiting, kNow), failed("b", DeliveryState::kUnknown, kNow), failed("c", DeliveryState::kWaiting, later),
                                                failed("d", DeliveryState::kParked, kNow), failed("e", DeliveryState::kHeld, kNow)});
  });
  BOOST_TEST(due(shop, 1, kNow) == (Ids{"a", "b"}));
  BOOST_TEST(due(shop, 2, kNow) == (Ids{"a", "b", "f"}));
  BOOST_TEST(due(shop, 2, later, 3) == (Ids{"a", "b", "c"}));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(releases_parked_and_waiting_rows_by_hand, Store, AllStores) {
  Shop<Store> shop;
  const auto later = kNow + std::chrono::hours(2);
  shop.store->write([&](UnitOfWork& unit) {
    unit.deliveries().claim(a_lease(shop, 1), {{"a", 1}, {"b", 1}, {"c", 1}, {"d", 1}});
    unit.deliveries().settle(a_lease(shop, 1), {failed("a", DeliveryState::kParked, later), failed("b", DeliveryState::kWaiting, later), failed("c", DeliveryState::kParked, later)});
  });
  const auto release = [&](const Ids& ids) {
    return written(shop.store, [&](UnitOfWork& unit) { return unit.deliveries().release(shop.account, shop.site, domain::JobKind::kInventory, ids, kNow); });
  };
  BOOST_TEST(release({"a", "d"}) == 1);
  BOOST_TEST(due(shop, 1, kNow) == Ids{"a"});
  BOOST_TEST(release({}) == 3);
  BOOST_TEST(due(shop, 1, kNow) == (Ids{"a", "b", "c"}));
  const auto row = read_from(shop.store, [&](UnitOfWork& unit) { return unit.deliveries().find_many(shop.account, shop.site, domain::JobKind::kInventory, {"a"}); }).at(0);
  BOOST_TEST(row.tries == 0);
  BOOST_TEST(!row.first_failed_at.has_value());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(counts_by_state_with_the_oldest_due, Store, AllStores) {
  Shop<Store> shop;
  shop.store->write([&](UnitOfWork& unit) {
    unit.deliveries().claim(a_lease(shop, 1), {{"a", 1}, {"b", 1}, {"c", 1}, {"d", 1}, {"e", 1}, {"f", 1}});
    unit.deliveries().settle(a_lease(shop, 1), {failed("a", DeliveryState::kWaiting, kNow), failed("b", DeliveryState::kUnknown, kNow - std::chrono::seconds(1)),
                                                failed("c", DeliveryState::kHeld, {}), failed("d", DeliveryState::kParked, {}), failed("e", DeliveryState::kParked, {})});
  });
  const auto counts = read_from(shop.store, [&](UnitOfWork& unit) { return unit.deliveries().count(shop.account, shop.site); });
  BOOST_TEST(counts.leased == 1);
  BOOST_TEST(counts.waiting == 1);
  BOOST_TEST(counts.unknown == 1);
  BOOST_TEST(counts.held == 1);
  BOOST_TEST(counts.parked == 2);
  BOOST_TEST((counts.oldest_due == kNow - std::chrono::seconds(1)));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(lists_by_site_and_state_and_removes_one, Store, AllStores) {
  Shop<Store> shop;
  const auto second = add_site(shop.store, shop.account, "second");
  const auto other = add_account(shop.store, "other");
  auto elsewhere = a_lease(shop, 1);
  elsewhere.site_id = second;
  auto foreign = a_lease(shop, 1);
  foreign.account_id = other;
  shop.store->write([&](UnitOfWork& unit) {
    unit.deliveries().claim(a_lease(shop, 1), {{"a", 1}, {"b", 1}});
    unit.deliveries().claim(elsewhere, {{"a", 1}});
    unit.deliveries().claim(foreign, {{"a", 1}});
    unit.deliveries().settle(a_lease(shop, 1), {failed("b", DeliveryState::kParked, kNow)});
  });
  const auto listed = [&](std::optional<domain::SiteId> site, std::optional<DeliveryState> state, int limit = 10) {
    return read_from(shop.store, [&](UnitOfWork& unit) { return unit.deliveries().list(shop.account, site, state, limit); });
  };
  BOOST_TEST(listed({}, {}).size() == 3u);
  BOOST_TEST(listed({}, {}, 2).size() == 2u);
  BOOST_TEST(listed(second, {}).size() == 1u);
  BOOST_REQUIRE(listed({}, DeliveryState::kParked).size() == 1u);
  BOOST_TEST(listed({}, DeliveryState::kParked)[0].item_id == "b");
  shop.store->write([&](UnitOfWork& unit) { unit.deliveries().remove(shop.account, shop.site, domain::JobKind::kInventory, "b"); });
  BOOST_TEST(listed({}, {}).size() == 2u);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace tillbridge::tests
