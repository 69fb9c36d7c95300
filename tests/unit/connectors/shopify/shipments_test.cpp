#include <boost/test/unit_test.hpp>

#include "tests/unit/connectors/shopify/order_work.hpp"

using namespace tillbridge;
using namespace tillbridge::tests;
using namespace tillbridge::connectors;

namespace {

ShipmentWrite parcel(ShopifyOrderWork& work, const std::string& order_id, const std::string& shipment_id, std::vector<int> pieces, const std::string& tracking = "") {
  const auto order = work.read(order_id);
  BOOST_REQUIRE(order);
  ShipmentWrite write;
  write.shipment = {.shipment_id = shipment_id, .web_order_id = order_id, .carrier = "DHL", .tracking_number = tracking};
  for (std::size_t i = 0; i < pieces.size(); ++i)
    if (pieces[i] > 0) write.shipment.lines.push_back({.line_id = order->order.lines[i].line_id, .item_id = order->order.lines[i].sku, .quantity = base::Decimal::from_integer(pieces[i])});
  return write;
}

Json fulfillments(ShopifyOrderWork& work, const std::string& id) {
  return work.orders([&](FakeShopifyOrders& shop) { return shop.order(id)["fulfillments"]; });
}

auto calls_of(const char* operation) {
  return [operation](const PlatformCall& call) { return call.body.find(std::string("\"operationName\":\"") + operation + "\"") != std::string::npos; };
}

}  // namespace

BOOST_AUTO_TEST_SUITE(shopify_shipments)

BOOST_AUTO_TEST_CASE(a_parcel_carries_its_tracking_and_tells_the_shopper_by_the_sites_option) {
  ShopifyOrderWork w;
  const auto id = w.place({{"A-1", 2}});
  auto write = parcel(w, id, "P-1", {2}, "T-1");
  write.shipment.tracking_url = "https://dhl.example/T-1";
  write.closes_order = true;
  w.settings.notify_customers = false;
  BOOST_TEST(w.ship(write).ok());
  const Json shown = fulfillments(w, id);
  BOOST_REQUIRE(shown.size() == 1u);
  BOOST_TEST(shown[0]["trackingInfo"] == Json::parse(R"([{"company": "DHL", "number": "T-1", "url": "https://dhl.example/T-1"}])"));
  BOOST_TEST(w.shop.count([](const PlatformCall& call) { return call.body.find("\"notifyCustomer\":false") != std::string::npos; }) == 1);
}

BOOST_AUTO_TEST_CASE(two_parcels_that_are_alike_to_the_last_piece_are_two) {
  for (const std::string tracking : {"", "T-0"}) {
    ShopifyOrderWork w;
    const auto id = w.place({{"A-1", 3}});
    const auto first = parcel(w, id, "P-1", {1}, tracking), second = parcel(w, id, "P-2", {1}, tracking);
    for (int i = 0; i < 2; ++i) {
      BOOST_TEST(w.ship(first).ok());
      BOOST_TEST(w.ship(second).ok());
      BOOST_TEST(fulfillments(w, id).size() == 2u);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_parcel_without_tracking_whose_answer_was_lost_is_found) {
  ShopifyOrderWork w;
  const auto id = w.place({{"A-1", 4}});
  const auto first = parcel(w, id, "P-1", {1}), second = parcel(w, id, "P-2", {1});
  BOOST_TEST(w.ship(first).ok());
  w.shop.fail(ShopFault::kLoseAnswer, 1, calls_of("FulfillmentCreate"));
  BOOST_TEST((w.ship(second).kind == OutcomeKind::kUnknown));
  BOOST_TEST(w.ship(second).ok());
  BOOST_TEST(fulfillments(w, id).size() == 2u);
}

BOOST_AUTO_TEST_CASE(what_was_not_written_is_written_by_the_repeat) {
  ShopifyOrderWork w;
  const auto id = w.place({{"A-1", 2}});
  const auto write = parcel(w, id, "P-1", {1}, "T-1");
  w.shop.fail(ShopFault::kError502, 1, calls_of("FulfillmentCreate"));
  BOOST_TEST((w.ship(write).kind == OutcomeKind::kUnknown));
  BOOST_TEST(fulfillments(w, id).empty());
  BOOST_TEST(w.ship(write).ok());
  BOOST_TEST(fulfillments(w, id).size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_parcel_from_two_locations_is_a_fulfillment_for_each_and_goes_on_where_it_stopped) {
  for (const std::string tracking : {"", "T-1"}) {
    ShopifyOrderWork w;
    const auto id = w.place({{"A-1", 2, "10.00", "0.00", "7001"}, {"A-2", 1, "10.00", "0.00", "7002"}});
    auto write = parcel(w, id, "P-1", {2, 1}, tracking);
    write.closes_order = true;
    w.shop.fail(ShopFault::kThrottle, 1, [made = 0](const PlatformCall& call) mutable { return call.body.find("\"FulfillmentCreate\"") != std::string::npos && ++made == 2; });
    BOOST_TEST((w.ship(write).kind == OutcomeKind::kThrottled));
    BOOST_TEST(fulfillments(w, id).size() == 1u);
    BOOST_TEST(w.ship(write).ok());
    BOOST_TEST(fulfillments(w, id).size() == 2u);
    BOOST_TEST(w.ship(write).ok());
    BOOST_TEST(fulfillments(w, id).size() == 2u);
    const auto order = w.read(id);
    BOOST_TEST(order->order.closed);
    for (const auto& event : events_of(*order, domain::OrderEventKind::kShipped)) BOOST_TEST(event.shipment_id == "P-1");
  }
}

BOOST_AUTO_TEST_CASE(one_location_that_holds_everything_is_taken_before_two_that_hold_parts) {
  ShopifyOrderWork w;
  const auto id = w.place({{"A-1", 1, "10.00", "0.00", "7001"}, {"A-2", 1, "10.00", "0.00", "7001"}});
  w.orders([&](FakeShopifyOrders& shop) {
    Json extra = shop.order(id)["fulfillmentOrders"][0];
    extra["id"] = "gid://shopify/FulfillmentOrder/1";
    extra["assignedLocation"]["location"]["id"] = "gid://shopify/Location/9";
    extra["lineItems"].erase(1);
    extra["lineItems"][0]["id"] = "gid://shopify/FulfillmentOrderLineItem/1";
    shop.order(id)["fulfillmentOrders"].insert(shop.order(id)["fulfillmentOrders"].begin(), extra);
    return 0;
  });
  BOOST_TEST(w.ship(parcel(w, id, "P-1", {1, 1}, "T-1")).ok());
  BOOST_TEST(fulfillments(w, id).size() == 1u);
}

BOOST_AUTO_TEST_CASE(what_the_shop_holds_back_is_refused_with_its_word) {
  ShopifyOrderWork w;
  const auto id = w.place({{"A-1", 1}});
  w.orders([&](FakeShopifyOrders& shop) {
    Json& place = shop.order(id)["fulfillmentOrders"][0];
    place["status"] = "ON_HOLD";
    return place["supportedActions"] = Json::array({{{"action", "RELEASE_HOLD"}}}), 0;
  });
  const auto held = w.ship(parcel(w, id, "P-1", {1}));
  BOOST_TEST((held.kind == OutcomeKind::kRejected));
  BOOST_TEST(held.code == "fulfillment_held");
  BOOST_TEST(held.message.find("ON_HOLD") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(cancelled_refunded_and_missing_orders_and_parts_of_pieces_are_refused) {
  ShopifyOrderWork w;
  const auto cancelled = w.place({{"A-1", 1}}), refunded = w.place({{"A-1", 1}}), open = w.place({{"A-1", 1}});
  const auto of_cancelled = parcel(w, cancelled, "P-1", {1}), of_refunded = parcel(w, refunded, "P-2", {1});
  w.orders([&](FakeShopifyOrders& shop) {
    shop.cancel(cancelled);
    return shop.refund(refunded, {}, "15.95");
  });
  BOOST_TEST(w.ship(of_cancelled).code == "order_cancelled");
  BOOST_TEST(w.ship(of_refunded).code == "order_refunded");
  auto part = parcel(w, open, "P-3", {1});
  part.shipment.lines[0].quantity = amount("0.5");
  BOOST_TEST(w.ship(part).code == "fractional_quantity");
  part.shipment.lines[0] = {.line_id = "77", .item_id = "", .quantity = amount("1")};
  BOOST_TEST(w.ship(part).code == "too_many_pieces");
  for (const char* missing : {"987654321", "#1001"}) {
    part.shipment.web_order_id = missing;
    BOOST_TEST((w.ship(part).kind == OutcomeKind::kGone));
  }
  BOOST_TEST(w.count("FulfillmentCreate") == 0);
}

BOOST_AUTO_TEST_CASE(what_the_clerk_ships_between_look_and_write_is_refused_in_the_shops_words) {
  ShopifyOrderWork w;
  const auto id = w.place({{"A-1", 2}});
  const auto write = parcel(w, id, "P-1", {2}, "T-1");
  w.shop.before(calls_of("FulfillmentCreate"), [&] { w.shop.orders().ship_the_rest(id); });
  const auto refused = w.ship(write);
  BOOST_TEST((refused.kind == OutcomeKind::kRejected));
  BOOST_TEST(refused.message.find("unfulfillable") != std::string::npos, refused.message);
  // Looked at again it is what the shop shipped itself: the number is added.
  BOOST_TEST(w.ship(write).ok());
  BOOST_TEST(fulfillments(w, id).size() == 1u);
  BOOST_TEST(fulfillments(w, id)[0]["trackingInfo"][0]["number"] == "T-1");
}

BOOST_AUTO_TEST_CASE(the_shops_own_tracking_stays_when_ours_is_added) {
  ShopifyOrderWork w;
  const auto id = w.place({{"A-1", 2}});
  auto write = parcel(w, id, "P-1", {2}, "T-1");
  w.orders([&](FakeShopifyOrders& shop) { return shop.ship_the_rest(id, "S-1"), 0; });
  for (int i = 0; i < 2; ++i) BOOST_TEST(w.ship(write).ok());
  const Json shown = fulfillments(w, id)[0]["trackingInfo"];
  BOOST_REQUIRE(shown.size() == 2u);
  BOOST_TEST(shown[0]["number"] == "S-1");
  BOOST_TEST(shown[1]["number"] == "T-1");
  BOOST_TEST(w.count("FulfillmentTracking") == 1);
  BOOST_TEST(w.count("FulfillmentCreate") == 0);
}

BOOST_AUTO_TEST_CASE(a_parcel_without_lines_takes_all_that_is_left) {
  ShopifyOrderWork w;
  const auto id = w.place({{"A-1", 2}, {"A-2", 1}});
  BOOST_TEST(w.ship(parcel(w, id, "P-1", {1}, "T-1")).ok());
  const auto rest = parcel(w, id, "P-2", {}, "T-2");
  w.shop.fail(ShopFault::kLoseAnswer, 1, calls_of("FulfillmentCreate"));
  BOOST_TEST((w.ship(rest).kind == OutcomeKind::kUnknown));
  BOOST_TEST(w.ship(rest).ok());
  const Json shown = fulfillments(w, id);
  BOOST_REQUIRE(shown.size() == 2u);
  BOOST_TEST(shown[1]["fulfillmentLineItems"].size() == 2u);
}

BOOST_AUTO_TEST_CASE(notes_about_parcels_last_until_the_order_is_shipped) {
  ShopifyOrderWork w;
  const auto id = w.place({{"A-1", 3}});
  BOOST_TEST(w.ship(parcel(w, id, "P-1", {1}, "T-1")).ok());
  BOOST_TEST(w.memory.list_keys("parcel/").size() == 1u);
  BOOST_TEST(events_of(*w.read(id), domain::OrderEventKind::kShipped)[0].shipment_id == "P-1");
  auto last = parcel(w, id, "P-2", {2}, "T-2");
  last.closes_order = true;
  BOOST_TEST(w.ship(last).ok());
  BOOST_TEST(w.memory.list_keys("parcel/").empty());
  BOOST_TEST(w.ship(parcel(w, id, "P-1", {1}, "T-1")).ok());
  BOOST_TEST(w.ship(last).ok());
  BOOST_TEST(fulfillments(w, id).size() == 2u);
}

BOOST_AUTO_TEST_CASE(a_parcel_is_never_recorded_on_a_look_that_failed) {
  ShopifyOrderWork w;
  const auto id = w.place({{"A-1", 1}});
  const auto write = parcel(w, id, "P-1", {1}, "T-1");
  for (const char* look : {"Order", "FulfillmentOrders"}) {
    w.shop.fail(ShopFault::kError502, 1, calls_of(look));
    BOOST_TEST((w.ship(write).kind == OutcomeKind::kRetry), look);
  }
  BOOST_TEST(fulfillments(w, id).empty());
}

BOOST_AUTO_TEST_SUITE_END()
