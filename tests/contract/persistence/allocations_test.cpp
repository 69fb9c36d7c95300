#include "tests/contract/persistence/stores.hpp"
#include "tests/support/order_builders.hpp"

namespace tillbridge::tests {
namespace {

using domain::AllocationReason;
using persistence::UnitOfWork;

domain::AllocationEntry entry(const std::string& key, const std::string& item, const std::string& order, const std::string& quantity,
                              AllocationReason reason = AllocationReason::kPlaced) {
  return {.entry_key = key, .item_id = item, .site_id = domain::SiteId{1}, .order_id = order, .line_id = "1", .reason = reason,
          .quantity = decimal(quantity), .document_id = {}, .at = at("2026-11-25T08:00:00Z")};
}

domain::PendingRelease release(const std::string& item, const std::string& document) {
  return {.item_id = item, .site_id = domain::SiteId{1}, .order_id = "o", .line_id = "1", .document_id = document, .quantity = decimal("2.5"),
          .confirmed_at = at("2026-11-25T08:00:00Z"), .booked_at = std::nullopt};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(allocations)

BOOST_AUTO_TEST_CASE_TEMPLATE(adds_up_an_items_entries_and_writes_each_key_once, Store, AllStores) {
  Store store;
  const auto account = add_account(store);
  store->write([&](UnitOfWork& unit) {
    auto& ledger = unit.allocations();
    const auto changed = ledger.append(account, {entry("k2", "B", "o1", "1"), entry("k1", "A", "o1", "3"), entry("k3", "A", "o2", "0.5")});
    BOOST_TEST((changed == std::vector<domain::ItemId>{"A", "B"}));
    BOOST_TEST(ledger.append(account, {entry("k1", "A", "o1", "3")}).empty());
    const auto sums = ledger.sums(account, {"A", "B", "C"});
    BOOST_TEST(sums.size() == 2u);
    BOOST_TEST(sums.at("A").to_text() == "3.5");
    BOOST_TEST(ledger.sums(domain::AccountId{999}, {"A"}).empty());
  });
}

BOOST_AUTO_TEST_CASE_TEMPLATE(says_nothing_changed_when_entries_of_one_call_cancel_out, Store, AllStores) {
  Store store;
  const auto account = add_account(store);
  store->write([&](UnitOfWork& unit) {
    BOOST_TEST(unit.allocations().append(account, {entry("k1", "A", "o1", "3"), entry("k2", "A", "o1", "-3", AllocationReason::kCancelled)}).empty());
    BOOST_TEST(unit.allocations().sums(account, {"A"}).empty());
    BOOST_TEST(unit.allocations().list_by_order(account, "o1").size() == 2u);
  });
}

BOOST_AUTO_TEST_CASE_TEMPLATE(shows_the_entries_of_orders_that_still_hold_something, Store, AllStores) {
  Store store;
  const auto account = add_account(store);
  store->write([&](UnitOfWork& unit) {
    auto posted = entry("k4", "A", "o1", "-1", AllocationReason::kPosted);
    posted.document_id = "txn_1";
    posted.at += std::chrono::hours(1);
    unit.allocations().append(account, {entry("k1", "A", "o1", "3"), entry("k2", "A", "o2", "2"), entry("k3", "A", "o2", "-2", AllocationReason::kCancelled), posted});
    const auto open = unit.allocations().list_open(account, "A");
    BOOST_REQUIRE(open.size() == 2u);
    BOOST_TEST(open[0].entry_key == "k1");
    BOOST_TEST(open[1].document_id == "txn_1");
    BOOST_TEST((open[1].reason == AllocationReason::kPosted));
    BOOST_TEST(open[1].quantity.to_text() == "-1");
    BOOST_TEST((open[1].at == posted.at));
  });
}

BOOST_AUTO_TEST_CASE_TEMPLATE(keeps_pending_releases_until_they_are_removed, Store, AllStores) {
  Store store;
  const auto account = add_account(store);
  auto booked = release("B", "txn_2");
  booked.booked_at = at("2026-11-25T07:30:00Z");
  store->write([&](UnitOfWork& unit) {
    unit.allocations().append_pending_releases(account, {booked, release("A", "txn_1")});
    unit.allocations().append_pending_releases(account, {release("A", "txn_1")});
  });
  store->write([&](UnitOfWork& unit) {
    const auto pending = unit.allocations().list_pending_releases(account, {"A", "B", "C"});
    BOOST_REQUIRE(pending.size() == 2u);
    BOOST_TEST(pending[0].item_id == "A");
    BOOST_TEST(!pending[0].booked_at.has_value());
    BOOST_TEST(pending[0].quantity.to_text() == "2.5");
    BOOST_TEST((pending[1].booked_at == booked.booked_at));
    BOOST_TEST(unit.allocations().list_pending_releases_of_order(account, "o").size() == 2u);
    BOOST_TEST(unit.allocations().list_pending_releases_of_order(account, "other").empty());
    unit.allocations().append_pending_releases(account, {release("A", "txn_3")});
    BOOST_TEST((unit.allocations().list_items_with_pending_releases(account, 10) == std::vector<domain::ItemId>{"A", "B"}));
    BOOST_TEST((unit.allocations().list_items_with_pending_releases(account, 1) == std::vector<domain::ItemId>{"A"}));
    BOOST_TEST(unit.allocations().list_items_with_pending_releases(domain::AccountId{77}, 10).empty());
    unit.allocations().remove_pending_releases(account, {release("A", "txn_3")});
    unit.allocations().remove_pending_releases(account, {pending[0]});
    BOOST_TEST(unit.allocations().list_pending_releases(account, {"A", "B"}).size() == 1u);
  });
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace tillbridge::tests
