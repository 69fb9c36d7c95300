#include <boost/test/unit_test.hpp>
#include "tests/orders/both_stores.hpp"
#include "tests/orders/order_world.hpp"

using namespace tillbridge;
using namespace tillbridge::tests;
using domain::OrderEventKind;
using persistence::UnitOfWork;
using services::SaveShipmentStatus;

namespace {

services::ShipmentRow a_parcel(const std::string& id, const domain::Order& order, std::vector<domain::ShipmentLine> lines = {}) {
  services::ShipmentRow row;
  row.shipment_id = id;
  row.order_id = order.id;
  row.carrier = "DHL";
  row.tracking_number = "T-" + id;
  row.lines = std::move(lines);
  return row;
}

std::optional<persistence::ShipmentDelivery> find(OrderWorld& world, const std::string& id) {
  std::optional<persistence::ShipmentDelivery> found;
  world.database().read([&](UnitOfWork& work) { found = work.shipments().find(world.account().id, id); });
  return found;
}

bool orders_job_is_awake(OrderWorld& world) {
  bool awake = false;
  world.database().read([&](UnitOfWork& work) {
    for (const auto& status : work.jobs().list(world.account().id, world.site().id))
      if (status.job == domain::JobKind::kOrders) awake = status.next_due_at && *status.next_due_at <= world.clock().now();
  });
  return awake;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(save_shipments)

BOOST_AUTO_TEST_CASE_TEMPLATE(saves_a_parcel_once_and_wakes_the_orders_job, Store, AllStores) {
  Store store;
  OrderWorld world(*store);
  const auto order = world.place(1, "A", "3");
  auto row = a_parcel("p1", order, {{"", "A", decimal("2")}});
  BOOST_TEST((world.save({row})[0].status == SaveShipmentStatus::kSaved));
  BOOST_TEST((world.save({row})[0].status == SaveShipmentStatus::kAlreadySaved));
  const auto saved = find(world, "p1");
  BOOST_REQUIRE(saved.has_value());
  BOOST_TEST(saved->shipment.lines[0].line_id == "1");
  BOOST_TEST(saved->shipment.web_order_id == "1");
  BOOST_TEST(saved->shipment.carrier == "DHL");
  BOOST_TEST(orders_job_is_awake(world));
  row.tracking_number = "other";
  const auto conflict = world.save({row})[0];
  BOOST_TEST((conflict.status == SaveShipmentStatus::kRejected));
  BOOST_TEST(conflict.code == "conflict");
  BOOST_TEST(find(world, "p1")->shipment.tracking_number == "T-p1");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_tracking_number_of_128_emoji_is_saved, Store, AllStores) {
  Store store;
  OrderWorld world(*store);
  auto parcel = a_parcel("s1", world.place(1, "A", "1"));
  parcel.tracking_number.clear();
  for (int i = 0; i < 128; ++i) parcel.tracking_number += "\U0001F600";
  const auto results = world.save({parcel});
  BOOST_TEST(results.at(0).code == "");
  BOOST_TEST(find(world, "s1")->shipment.tracking_number == parcel.tracking_number);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(one_bad_parcel_does_not_hinder_the_others_and_each_says_what_is_wrong, Store, AllStores) {
  Store store;
  OrderWorld world(*store);
  const auto order = world.place(1, "A", "3");
  const auto gone = world.place(2, "A", "1");
  world.collect(gone, {an_event(OrderEventKind::kCancelled, "2/x", "2026-11-25T09:00:00Z")});
  auto nowhere = a_parcel("n", order);
  nowhere.order_id = "ord_none";
  auto unnamed = a_parcel("u", order);
  unnamed.order_id = "";
  auto by_number = a_parcel("b", order, {{"1", "", decimal("1")}});
  by_number.order_id = "";
  by_number.site = "shop";
  by_number.web_order_number = "#1";
  auto wrong_number = by_number;
  wrong_number.shipment_id = "w";
  wrong_number.web_order_number = "#9";
  auto wrong_site = by_number;
  wrong_site.shipment_id = "ws";
  wrong_site.site = "nope";
  auto unreadable = a_parcel("r", order);
  unreadable.unreadable = base::Error{.code = base::ErrorCode::kInvalidRequest, .message = "'1,5' is not a number", .word = "bad_number"};
  const auto results = world.save({a_parcel("", order), nowhere, unnamed, by_number, wrong_number, wrong_site, a_parcel("c", gone), unreadable,
                                   a_parcel("m", order, {{"1", "", decimal("3")}}), a_parcel("l", order, {{"7", "", decimal("1")}}),
                                   a_parcel("x", order, {{"", "", decimal("1")}}), a_parcel(std::string(129, 'i'), order), a_parcel("rest", order)});
  const std::vector<std::string> codes = {"missing_value", "unknown_order", "missing_value", "", "unknown_order", "unknown_site", "order_cancelled",
                                          "bad_number", "too_many_pieces", "unknown_line", "missing_value", "too_long", ""};
  BOOST_REQUIRE(results.size() == codes.size());
  for (std::size_t i = 0; i < codes.size(); ++i) {
    BOOST_TEST(results[i].code == codes[i], i << ": " << results[i].code << " " << results[i].message);
    BOOST_TEST(results[i].message.empty() == codes[i].empty());
    BOOST_TEST(results[i].index == static_cast<std::int64_t>(i));
  }
  BOOST_TEST(find(world, "rest")->shipment.lines[0].quantity.to_text() == "2");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(another_accounts_order_is_unknown, Store, AllStores) {
  Store store;
  OrderWorld world(*store), stranger(*store, "store-2");
  const auto order = world.place(1, "A", "1");
  BOOST_TEST(stranger.save({a_parcel("p", order)})[0].code == "unknown_order");
  BOOST_TEST((world.save({a_parcel("p", order)})[0].status == SaveShipmentStatus::kSaved));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(refuses_an_empty_and_an_overlong_call, Store, AllStores) {
  Store store;
  OrderWorld world(*store);
  const services::SaveShipmentsHandler handler(*store, world.clock());
  BOOST_TEST(handler.handle(world.caller(), {}).error().word == "empty_list");
  BOOST_TEST(handler.handle(world.caller(), {std::vector<services::ShipmentRow>(1'001)}).error().word == "too_many");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(our_own_parcel_that_comes_back_as_an_event_is_one_transaction_with_its_shipment_id, Store, AllStores) {
  Store store;
  OrderWorld world(*store);
  const auto order = world.place(1, "A", "2");
  world.save({a_parcel("p1", order, {{"1", "", decimal("1")}})});
  auto shown = an_event(OrderEventKind::kShipped, "1/s/1", "2026-11-25T09:00:00Z", {pieces("1", "1")});
  shown.shipment_id = "p1";
  world.collect(order, {shown});
  const auto pulled = world.pull(domain::DocumentKind::kTransaction);
  BOOST_REQUIRE(pulled.documents.size() == 1u);
  BOOST_TEST(pulled.documents[0].document.shipment_id == "p1");
  world.save({a_parcel("p2", order)});
  BOOST_TEST(find(world, "p2")->shipment.lines[0].quantity.to_text() == "1");
}

BOOST_AUTO_TEST_SUITE_END()
