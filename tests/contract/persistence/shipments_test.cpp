#include "tests/contract/persistence/stores.hpp"
#include "tests/support/order_builders.hpp"

namespace tillbridge::tests {
namespace {

using domain::DeliveryState;
using persistence::UnitOfWork;

const base::Timestamp kNow = at("2026-11-25T08:00:00Z");

domain::Shipment a_shipment(const std::string& id, const std::string& order = "ord_1", domain::SiteId site = domain::SiteId{1}) {
  domain::Shipment shipment;
  shipment.shipment_id = id;
  shipment.site_id = site;
  shipment.order_id = order;
  shipment.web_order_id = "1001";
  shipment.carrier = "DHL";
  shipment.service = "express";
  shipment.tracking_number = "T-1";
  shipment.tracking_url = "https://t.example";
  shipment.shipped_at = kNow;
  shipment.lines = {{"1", "A", decimal("1.5")}};
  shipment.content_hash = "hash";
  return shipment;
}

domain::JobLease lease(domain::AccountId account, std::int64_t token) {
  domain::JobLease made;
  made.account_id = account;
  made.site_id = domain::SiteId{1};
  made.job = domain::JobKind::kOrders;
  made.token = token;
  return made;
}

std::vector<std::string> ids(const std::vector<persistence::ShipmentDelivery>& deliveries) {
  std::vector<std::string> out;
  for (const auto& delivery : deliveries) out.push_back(delivery.shipment.shipment_id);
  return out;
}

using Ids = std::vector<std::string>;

}  // namespace

BOOST_AUTO_TEST_SUITE(shipments)

BOOST_AUTO_TEST_CASE_TEMPLATE(gives_back_a_parcel_as_it_was_stored, Store, AllStores) {
  Store store;
  const auto account = add_account(store);
  store->write([&](UnitOfWork& unit) {
    unit.shipments().append(account, a_shipment("p1"), kNow);
    const auto stored = unit.shipments().find(account, "p1");
    BOOST_REQUIRE(stored.has_value());
    BOOST_TEST(stored->shipment.tracking_number == "T-1");
    BOOST_TEST((stored->shipment.shipped_at == kNow));
    BOOST_TEST(stored->shipment.lines[0].quantity.to_text() == "1.5");
    BOOST_TEST(stored->shipment.content_hash == "hash");
    BOOST_TEST(!stored->shipment.already_shipped);
    BOOST_TEST((stored->state == DeliveryState::kWaiting));
    BOOST_TEST(stored->sequence == 1);
    BOOST_TEST(!unit.shipments().find(account, "P1").has_value());
    BOOST_CHECK_THROW(unit.shipments().append(account, a_shipment("p1"), kNow), persistence::DuplicateKey);
  });
}

BOOST_AUTO_TEST_CASE_TEMPLATE(claims_the_first_unsettled_parcel_of_each_order_only, Store, AllStores) {
  Store store;
  const auto account = add_account(store);
  store->write([&](UnitOfWork& unit) {
    unit.shipments().append(account, a_shipment("p1"), kNow);
    unit.shipments().append(account, a_shipment("p2"), kNow);
    unit.shipments().append(account, a_shipment("q1", "ord_2"), kNow);
    unit.shipments().append(account, a_shipment("elsewhere", "ord_3", domain::SiteId{2}), kNow);
    auto claimed = unit.shipments().claim_due(lease(account, 7), kNow, 10);
    BOOST_TEST((ids(claimed) == Ids{"p1", "q1"}));
    BOOST_TEST(unit.shipments().claim_due(lease(account, 7), kNow, 10).empty());
    claimed[0].done = true;
    claimed[0].tries = 1;
    BOOST_TEST(unit.shipments().settle(lease(account, 7), claimed[0]));
    claimed[1].state = DeliveryState::kParked;
    claimed[1].last_code = "rejected";
    claimed[1].last_message = "no such line";
    claimed[1].first_failed_at = kNow;
    BOOST_TEST(unit.shipments().settle(lease(account, 7), claimed[1]));
    BOOST_TEST((ids(unit.shipments().claim_due(lease(account, 7), kNow, 10)) == Ids{"p2"}));
    BOOST_TEST((ids(unit.shipments().list_unsettled(account, domain::SiteId{1}, 10)) == Ids{"p2", "q1"}));
    BOOST_TEST(unit.shipments().list_unsettled(account, std::nullopt, 10).size() == 3u);
    BOOST_TEST(unit.shipments().find(account, "q1")->last_message == "no such line");
  });
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_parked_parcel_holds_the_later_ones_until_it_is_released, Store, AllStores) {
  Store store;
  const auto account = add_account(store);
  store->write([&](UnitOfWork& unit) {
    unit.shipments().append(account, a_shipment("p1"), kNow);
    unit.shipments().append(account, a_shipment("p2"), kNow);
    auto claimed = unit.shipments().claim_due(lease(account, 1), kNow, 10);
    claimed[0].state = DeliveryState::kParked;
    unit.shipments().settle(lease(account, 1), claimed[0]);
    BOOST_TEST(unit.shipments().claim_due(lease(account, 2), kNow, 10).empty());
    BOOST_TEST(unit.shipments().release(account, "p1", kNow));
    BOOST_TEST((ids(unit.shipments().claim_due(lease(account, 2), kNow, 10)) == Ids{"p1"}));
    BOOST_TEST(!unit.shipments().release(account, "p1", kNow));  // in flight
    BOOST_TEST(!unit.shipments().release(account, "none", kNow));
  });
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_later_runner_takes_over_and_the_earlier_one_can_no_longer_settle, Store, AllStores) {
  Store store;
  const auto account = add_account(store);
  store->write([&](UnitOfWork& unit) {
    unit.shipments().append(account, a_shipment("p1"), kNow);
    auto early = unit.shipments().claim_due(lease(account, 1), kNow, 10);
    BOOST_TEST(unit.shipments().claim_due(lease(account, 2), kNow, 10).size() == 1u);
    early[0].done = true;
    BOOST_TEST(!unit.shipments().settle(lease(account, 1), early[0]));
    BOOST_TEST(!unit.shipments().find(account, "p1")->done);
  });
}

BOOST_AUTO_TEST_CASE_TEMPLATE(waits_until_a_parcel_is_due, Store, AllStores) {
  Store store;
  const auto account = add_account(store);
  store->write([&](UnitOfWork& unit) {
    unit.shipments().append(account, a_shipment("p1"), kNow);
    auto claimed = unit.shipments().claim_due(lease(account, 1), kNow, 10);
    claimed[0].state = DeliveryState::kWaiting;
    claimed[0].due_at = kNow + std::chrono::minutes(5);
    unit.shipments().settle(lease(account, 1), claimed[0]);
    BOOST_TEST(unit.shipments().claim_due(lease(account, 2), kNow, 10).empty());
    BOOST_TEST(unit.shipments().claim_due(lease(account, 2), kNow + std::chrono::minutes(5), 10).size() == 1u);
    BOOST_TEST(unit.shipments().list_by_order(account, "ord_1").size() == 1u);
  });
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace tillbridge::tests
