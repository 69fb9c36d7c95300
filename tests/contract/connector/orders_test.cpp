#include <algorithm>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <set>

#include "tests/contract/connector/builders.hpp"
#include "tests/contract/connector/shop_under_test.hpp"
#include "tests/support/seeded_random.hpp"

// What every connector promises about orders coming back and shipments going out.
using namespace tillbridge;
using namespace tillbridge::tests;
using namespace tillbridge::connectors;
using domain::OrderEventKind;

namespace {

const auto kShops = boost::unit_test::data::make(shops_under_test());

/// A shop that sells.
struct Selling {
  std::unique_ptr<ShopUnderTest> shop;
  std::unique_ptr<Connector> connector;
  domain::OrderCursor cursor;

  explicit Selling(const ShopMaker& maker) : shop(maker.make()), connector(shop->connect()) {
    for (const auto& item : flat(connector->publish_products(std::vector{a_product("A-1", "Cup", "1000"), a_product("A-2", "Plate", "1000")}))) BOOST_REQUIRE(item.outcome.ok());
    shop->publish("A-1");
    shop->publish("A-2");
  }
  std::vector<domain::CollectedOrder> collect_new() { return collect(*connector, cursor); }
  domain::CollectedOrder order(const std::string& id) {
    auto found = connector->fetch_order(id);
    BOOST_REQUIRE(found);
    return *found;
  }
  ShipmentWrite parcel(const std::string& order_id, const std::string& shipment_id, const std::string& sku, int quantity) {
    ShipmentWrite write;
    write.shipment = {.shipment_id = shipment_id, .web_order_id = order_id, .carrier = "DHL", .tracking_number = "T-" + shipment_id};
    for (const auto& line : order(order_id).order.lines)
      if (line.sku == sku) write.shipment.lines.push_back({.line_id = line.line_id, .item_id = sku, .quantity = base::Decimal::from_integer(quantity)});
    return write;
  }
};

bool contains(const std::vector<domain::CollectedOrder>& orders, const std::string& id) {
  return std::any_of(orders.begin(), orders.end(), [&](const auto& order) { return order.order.web_order_id == id; });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(connector_orders)

BOOST_DATA_TEST_CASE(an_order_comes_down_whole, kShops, maker) {
  Selling s(maker);
  const auto id = s.shop->place_order({{"A-1", 2}, {"A-2", 1}}, "Zo\xc3\xab \xf0\x9f\x98\x80");
  const auto orders = s.collect_new();
  BOOST_REQUIRE(orders.size() == 1u);
  const auto& order = orders[0].order;
  BOOST_TEST(order.web_order_id == id);
  BOOST_TEST(!order.number.empty());
  BOOST_TEST(order.customer.first_name == "Zo\xc3\xab");
  BOOST_TEST(order.shipping.last_name == "\xf0\x9f\x98\x80");
  BOOST_TEST(!order.closed);
  BOOST_REQUIRE(order.lines.size() == 2u);
  BOOST_TEST(order.lines[0].sku == "A-1");
  BOOST_TEST(order.lines[0].quantity.to_text() == "2");
  base::Decimal sum = order.shipping_charge + order.shipping_tax + order.fee_tax;
  for (const auto& line : order.lines) sum += line.quantity * line.unit_price - line.discount + line.tax;
  for (const auto& fee : order.fees) sum += fee.amount;
  const auto rounding = sum - order.total;
  BOOST_TEST((rounding < decimal("0.01") && -rounding < decimal("0.01")), sum.to_text() << " is not " << order.total.to_text());
  BOOST_TEST(count_events(orders[0], OrderEventKind::kPlaced) == 1);
  BOOST_TEST(count_events(orders[0], OrderEventKind::kCaptured) == 1);
}

BOOST_DATA_TEST_CASE(event_ids_stay_when_an_order_is_read_again, kShops, maker) {
  Selling s(maker);
  const auto id = s.shop->place_order({{"A-1", 2}});
  BOOST_TEST(s.connector->record_shipment(s.parcel(id, "P-1", "A-1", 1)).ok());
  s.shop->refund(id, "A-1", 1, true, true);
  const auto first = s.order(id);
  const auto second = s.order(id);
  BOOST_TEST(first.events.size() >= 4u);
  BOOST_TEST((first.events == second.events));
  std::set<std::string> ids;
  for (const auto& event : first.events) ids.insert(event.event_id);
  BOOST_TEST(ids.size() == first.events.size());
}

BOOST_DATA_TEST_CASE(pages_through_many_orders_of_the_same_second, kShops, maker) {
  Selling s(maker);
  std::set<std::string> placed;
  for (int i = 0; i < 260; ++i) placed.insert(s.shop->place_order({{"A-1", 1}}));
  std::set<std::string> found;
  for (const auto& order : s.collect_new()) found.insert(order.order.web_order_id);
  BOOST_TEST(found.size() == placed.size());
  BOOST_TEST((found == placed));
}

BOOST_DATA_TEST_CASE(finds_changes_of_the_same_second_after_a_poll, kShops, maker) {
  Selling s(maker);
  const auto first = s.shop->place_order({{"A-1", 1}});
  BOOST_TEST(contains(s.collect_new(), first));
  const auto second = s.shop->place_order({{"A-1", 1}});
  BOOST_TEST(contains(s.collect_new(), second));
  s.shop->cancel(first);
  const auto orders = s.collect_new();
  BOOST_REQUIRE(contains(orders, first));
  for (const auto& order : orders)
    if (order.order.web_order_id == first) BOOST_TEST(count_events(order, OrderEventKind::kCancelled) == 1);
}

BOOST_DATA_TEST_CASE(finds_an_order_that_becomes_visible_late, kShops, maker) {
  Selling s(maker);
  const auto late = s.shop->place_late_order({{"A-1", 1}});
  s.shop->clock().advance(std::chrono::minutes(3));
  const auto early = s.shop->place_order({{"A-2", 1}});
  const auto before = s.collect_new();
  BOOST_TEST(contains(before, early));
  BOOST_TEST(!contains(before, late));
  s.shop->clock().advance(std::chrono::minutes(1));
  s.shop->reveal_orders();
  BOOST_TEST(contains(s.collect_new(), late));
}

BOOST_DATA_TEST_CASE(finds_a_refund_that_does_not_move_its_order, kShops, maker) {
  Selling s(maker);
  const auto id = s.shop->place_order({{"A-1", 3}});
  s.collect_new();
  s.shop->clock().advance(std::chrono::hours(5));
  s.shop->place_order({{"A-2", 1}});
  s.collect_new();
  s.shop->clock().advance(std::chrono::minutes(1));
  s.shop->refund(id, "A-1", 1, false, false);
  const auto orders = s.collect_new();
  BOOST_REQUIRE(contains(orders, id));
  for (const auto& order : orders) {
    if (order.order.web_order_id != id) continue;
    const auto event = std::find_if(order.events.begin(), order.events.end(), [](const auto& e) { return e.kind == OrderEventKind::kRefunded; });
    BOOST_REQUIRE(event != order.events.end());
    BOOST_TEST(event->amount.to_text() == "10");
    BOOST_REQUIRE(event->lines.size() == 1u);
    BOOST_TEST(event->lines[0].quantity.to_text() == "1");
  }
}

BOOST_DATA_TEST_CASE(unchanged_orders_are_not_delivered_for_ever, kShops, maker) {
  Selling s(maker);
  s.shop->place_order({{"A-1", 1}});
  s.collect_new();
  s.collect_new();
  s.shop->clock().advance(std::chrono::hours(2));
  s.shop->place_order({{"A-2", 1}});
  s.collect_new();
  BOOST_TEST(s.collect_new().size() <= 1u);
}

BOOST_DATA_TEST_CASE(a_failed_page_can_be_read_again_from_the_same_cursor, kShops, maker) {
  Selling s(maker);
  const auto id = s.shop->place_order({{"A-1", 1}});
  for (const auto fault : {ShopFault::kError500, ShopFault::kError502, ShopFault::kHtml}) {
    s.shop->strike(fault, ShopCall::kOrders);
    const auto failed = s.connector->fetch_orders(s.cursor, at("2026-11-01T00:00:00Z"));
    BOOST_REQUIRE(!failed.has_value());
    BOOST_TEST((failed.error().code == base::ErrorCode::kUnavailable));
  }
  BOOST_TEST(contains(s.collect_new(), id));
}

BOOST_DATA_TEST_CASE(one_unreadable_order_does_not_hide_the_others, kShops, maker) {
  Selling s(maker);
  const auto before = s.shop->place_order({{"A-1", 1}});
  const auto poison = s.shop->place_order({{"A-1", 2}});
  const auto behind = s.shop->place_order({{"A-2", 1}});
  s.shop->garble_order(poison);
  std::vector<domain::CollectedOrder> orders;
  std::vector<UnreadableOrder> unreadable;
  for (bool more = true; more;) {
    const auto page = s.connector->fetch_orders(s.cursor, at("2026-11-01T00:00:00Z"));
    BOOST_REQUIRE(page);
    orders.insert(orders.end(), page->orders.begin(), page->orders.end());
    unreadable.insert(unreadable.end(), page->unreadable.begin(), page->unreadable.end());
    s.cursor = page->next;
    more = page->more;
  }
  BOOST_TEST(contains(orders, before));
  BOOST_TEST(contains(orders, behind));
  BOOST_TEST(!contains(orders, poison));
  BOOST_REQUIRE(!unreadable.empty());
  for (const auto& order : unreadable) {
    BOOST_TEST(order.web_order_id == poison);
    BOOST_TEST(!order.number.empty());
    BOOST_TEST(!order.reason.empty());
  }

  const auto refused = s.connector->fetch_order(poison);
  BOOST_REQUIRE(!refused.has_value());
  BOOST_TEST((refused.error().code == base::ErrorCode::kRejectedByPlatform));
  BOOST_TEST(refused.error().catalogue_word() == kUnreadableOrder);
  BOOST_TEST(refused.error().details == words_of(unreadable.front()));

  s.shop->mend_order(poison);
  BOOST_TEST(s.order(poison).order.lines.front().quantity.to_text() == "2");
  s.shop->clock().advance(std::chrono::seconds(5));
  s.shop->cancel(poison);
  BOOST_TEST(contains(s.collect_new(), poison));
}

BOOST_DATA_TEST_CASE(an_unknown_order_is_not_found, kShops, maker) {
  Selling s(maker);
  const auto found = s.connector->fetch_order("987654321");
  BOOST_REQUIRE(!found.has_value());
  BOOST_TEST((found.error().code == base::ErrorCode::kNotFound));
}

BOOST_DATA_TEST_CASE(a_shipment_is_written_once_however_often_it_is_sent, kShops, maker) {
  Selling s(maker);
  const auto id = s.shop->place_order({{"A-1", 2}});
  const auto first = s.parcel(id, "P-1", "A-1", 1);
  BOOST_TEST(s.connector->record_shipment(first).ok());
  BOOST_TEST(s.connector->record_shipment(first).ok());
  BOOST_TEST(s.shop->parcel_count(id) == 1);
  auto second = s.parcel(id, "P-2", "A-1", 1);
  second.closes_order = true;
  BOOST_TEST(s.connector->record_shipment(second).ok());
  BOOST_TEST(s.shop->parcel_count(id) == 2);
  const auto order = s.order(id);
  BOOST_TEST(order.order.closed);
  BOOST_TEST(count_events(order, OrderEventKind::kShipped) >= 1);
}

BOOST_DATA_TEST_CASE(a_shipment_whose_answer_was_lost_is_found, kShops, maker) {
  Selling s(maker);
  const auto id = s.shop->place_order({{"A-1", 2}});
  const auto write = s.parcel(id, "P-1", "A-1", 2);
  s.shop->strike(ShopFault::kLoseAnswer, ShopCall::kShipment);
  const auto lost = s.connector->record_shipment(write);
  BOOST_TEST((lost.ok() || lost.kind == OutcomeKind::kUnknown), lost.code);
  BOOST_TEST(s.connector->record_shipment(write).ok());
  BOOST_TEST(s.shop->parcel_count(id) == 1);
}

BOOST_DATA_TEST_CASE(nothing_ships_from_a_cancelled_or_missing_order, kShops, maker) {
  Selling s(maker);
  const auto id = s.shop->place_order({{"A-1", 1}});
  const auto write = s.parcel(id, "P-1", "A-1", 1);
  s.shop->cancel(id);
  const auto refused = s.connector->record_shipment(write);
  BOOST_TEST((refused.kind == OutcomeKind::kRejected), refused.code);
  BOOST_TEST(!refused.message.empty());
  BOOST_TEST(s.shop->parcel_count(id) == 0);
  auto missing = write;
  missing.shipment.web_order_id = "987654321";
  const auto gone = s.connector->record_shipment(missing);
  BOOST_TEST((gone.kind == OutcomeKind::kGone || gone.kind == OutcomeKind::kRejected), gone.code);
}

BOOST_DATA_TEST_CASE(an_order_that_the_shop_shipped_itself_gets_the_tracking_number_once_and_no_piece_moves, kShops, maker) {
  Selling s(maker);
  const auto id = s.shop->place_order({{"A-1", 2}});
  auto write = s.parcel(id, "P-1", "A-1", 2);
  write.closes_order = true;
  s.shop->ship_the_rest(id);
  const auto before = s.order(id);
  for (const bool known : {false, true, true}) {
    write.shipment.already_shipped = known;
    BOOST_TEST(s.connector->record_shipment(write).ok());
    BOOST_TEST(s.shop->count_tracking(id, "T-P-1") == 1);
  }
  const auto after = s.order(id);
  BOOST_TEST(count_events(after, OrderEventKind::kShipped) == count_events(before, OrderEventKind::kShipped));
  base::Decimal shipped;
  for (const auto& event : after.events)
    if (event.kind == OrderEventKind::kShipped)
      for (const auto& line : event.lines) shipped += line.quantity;
  BOOST_TEST(shipped.to_text() == "2");
  BOOST_TEST(after.order.status == before.order.status);
}

BOOST_DATA_TEST_CASE(a_shipment_without_tracking_for_a_shipped_order_changes_nothing, kShops, maker) {
  Selling s(maker);
  const auto id = s.shop->place_order({{"A-1", 1}});
  auto write = s.parcel(id, "P-1", "A-1", 1);
  write.shipment.tracking_number.clear();
  s.shop->ship_the_rest(id);
  const auto before = s.order(id);
  BOOST_TEST(s.connector->record_shipment(write).ok());
  BOOST_TEST((s.order(id).events == before.events));
}

BOOST_DATA_TEST_CASE(more_pieces_than_the_order_holds_are_refused, kShops, maker) {
  Selling s(maker);
  const auto id = s.shop->place_order({{"A-1", 2}});
  BOOST_TEST(s.connector->record_shipment(s.parcel(id, "P-1", "A-1", 1)).ok());
  const auto refused = s.connector->record_shipment(s.parcel(id, "P-2", "A-1", 2));
  BOOST_TEST((refused.kind == OutcomeKind::kRejected), refused.code);
  BOOST_TEST(!refused.message.empty());
  BOOST_TEST(s.shop->parcel_count(id) == 1);
}

BOOST_DATA_TEST_CASE(two_parcels_of_one_consignment_share_their_number, kShops, maker) {
  Selling s(maker);
  const auto id = s.shop->place_order({{"A-1", 1}, {"A-2", 1}});
  auto first = s.parcel(id, "P-1", "A-1", 1), second = s.parcel(id, "P-2", "A-2", 1);
  first.shipment.tracking_number = second.shipment.tracking_number = "T-0";
  second.closes_order = true;
  for (int i = 0; i < 2; ++i) {
    BOOST_TEST(s.connector->record_shipment(first).ok());
    BOOST_TEST(s.connector->record_shipment(second).ok());
  }
  const auto order = s.order(id);
  BOOST_TEST(count_events(order, OrderEventKind::kShipped) == 2);
  BOOST_TEST(order.order.closed);
}

BOOST_DATA_TEST_CASE(money_is_not_taken_by_a_shop_that_cannot, kShops, maker) {
  // What the platform cannot do is refused when the site is set up, never left out in silence.
  Selling s(maker);
  domain::Site site{.name = "web", .platform = maker.platform, .base_url = s.shop->address(), .options = {{"capture_on_ship", "true"}}};
  const auto secrets = s.shop->secrets();
  SeededRandom random;
  const auto refused = make_connector({site, secrets, s.shop->clock(), random});
  BOOST_REQUIRE(!refused.has_value());
  BOOST_TEST(refused.error().field == "capture_on_ship");
  BOOST_TEST(refused.error().message.find("cannot be true") != std::string::npos);
  site.options["capture_on_ship"] = "false";
  BOOST_TEST(make_connector({site, secrets, s.shop->clock(), random}).has_value());
}

BOOST_DATA_TEST_CASE(probe_says_what_the_shop_is, kShops, maker) {
  Selling s(maker);
  const auto report = s.connector->probe();
  BOOST_REQUIRE(report);
  BOOST_TEST(!report->platform_version.empty());
  BOOST_TEST(report->currency == "EUR");
}

BOOST_AUTO_TEST_SUITE_END()
