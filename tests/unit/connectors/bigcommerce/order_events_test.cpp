#include <boost/test/unit_test.hpp>

#include "tests/unit/connectors/bigcommerce/order_fixture.hpp"

using namespace tillbridge;
using namespace tillbridge::tests;
using domain::OrderEventKind;

namespace {

int count(const domain::CollectedOrder& order, OrderEventKind kind) {
  return static_cast<int>(std::count_if(order.events.begin(), order.events.end(), [&](const auto& event) { return event.kind == kind; }));
}

/// An order of three A and one B, paid.
struct Sold : BigOrderFixture {
  int id = place({.lines = {{.sku = "A", .quantity = 3}, {.sku = "B"}}});
  std::string event(const std::string& what) const { return std::to_string(id) + "/" + what; }
  void set_status(int status) {
    with_orders([&](FakeBigOrders& orders) { return orders.set_status(id, status), 0; });
  }
  int refund(const FakeBigRefund& back) {
    return with_orders([&](FakeBigOrders& orders) { return orders.refund(id, back); });
  }
  int line_number(const std::string& sku) { return std::stoi(line(id, sku)); }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(bigcommerce_order_events)

BOOST_AUTO_TEST_CASE(money_is_captured_when_the_shop_says_so) {
  const struct {
    const char* payment_status;
    int status;
    bool captured;
  } kCases[] = {{"authorized", 11, false},
                {"capture pending", 11, false},
                {"pending", 7, false},
                {"held for review", 12, false},
                {"declined", 6, false},
                {"void", 5, false},
                {"captured", 11, true},
                {"paid", 11, true},
                {"", 7, false},
                {"", 1, false},
                {"", 11, true},
                {"", 10, true}};
  for (const auto& one : kCases) {
    BigOrderFixture f;
    const int id = f.place({.lines = {{.sku = "A"}}, .status = one.status, .payment_status = one.payment_status});
    BOOST_TEST(count(f.order(id), OrderEventKind::kCaptured) == (one.captured ? 1 : 0), one.payment_status << " in status " << one.status);
    BOOST_TEST(f.shop.count("/transactions") == (one.captured ? 1 : 0));
  }
}

BOOST_AUTO_TEST_CASE(cash_on_delivery_is_taken_with_completion) {
  BigOrderFixture f;
  const int id = f.place({.lines = {{.sku = "A"}}, .payment_status = "", .more = {{"payment_method", "Cash on Delivery"}}});
  BOOST_TEST(count(f.order(id), OrderEventKind::kCaptured) == 0);
  f.with_orders([&](FakeBigOrders& orders) { return orders.set_status(id, 2), 0; });
  BOOST_TEST(count(f.order(id), OrderEventKind::kCaptured) == 0);
  f.with_orders([&](FakeBigOrders& orders) { return orders.set_status(id, 10), 0; });
  BOOST_TEST(count(f.order(id), OrderEventKind::kCaptured) == 1);
}

BOOST_AUTO_TEST_CASE(a_capture_tells_the_gateways_amount_time_and_reference) {
  BigOrderFixture f;
  const int id = f.place({.lines = {{.sku = "A"}}, .payment_status = "authorized"});
  f.clock.advance(std::chrono::hours(3));
  f.with_orders([&](FakeBigOrders& orders) { return orders.pay(id, "captured"), 0; });
  const auto order = f.order(id);
  const auto* captured = find_event(order, std::to_string(id) + "/captured");
  BOOST_REQUIRE(captured != nullptr);
  BOOST_TEST(captured->amount.to_text() == "15.95");
  BOOST_TEST((captured->occurred_at == at("2026-11-25T11:00:00Z")));
  BOOST_TEST(captured->method == "stripe");
  BOOST_TEST(captured->reference.starts_with("ch_"));
}

BOOST_AUTO_TEST_CASE(shipments_are_events_of_their_own_with_pieces_and_tracking) {
  Sold f;
  const int first = f.with_orders([&](FakeBigOrders& orders) { return orders.ship(f.id, {{orders.line_id(f.id, "A"), 2}}, "T-1"); });
  const auto order = f.order(f.id);
  const auto* event = find_event(order, f.event("shipped/" + std::to_string(first)));
  BOOST_REQUIRE(event != nullptr);
  BOOST_TEST(event->tracking_number == "T-1");
  BOOST_TEST(event->shipment_id.empty());
  BOOST_REQUIRE(event->lines.size() == 1U);
  BOOST_TEST(event->lines[0].line_id == f.line(f.id, "A"));
  BOOST_TEST(event->lines[0].quantity.to_text() == "2");
  BOOST_TEST(!order.order.closed);
}

BOOST_AUTO_TEST_CASE(a_status_without_shipments_ships_what_is_left) {
  Sold f;
  f.with_orders([&](FakeBigOrders& orders) { return orders.ship(f.id, {{orders.line_id(f.id, "A"), 2}}); });
  f.refund({.lines = {{"B", 1}}});
  f.set_status(10);
  const auto order = f.order(f.id);
  const auto* rest = find_event(order, f.event("shipped"));
  BOOST_REQUIRE(rest != nullptr);
  BOOST_REQUIRE(rest->lines.size() == 1U);
  BOOST_TEST(rest->lines[0].line_id == f.line(f.id, "A"));
  BOOST_TEST(rest->lines[0].quantity.to_text() == "1");
  BOOST_TEST(order.order.status == "shipped");
  BOOST_TEST(order.parcels_deduced);
}

BOOST_AUTO_TEST_CASE(goods_that_left_before_a_refund_stay_shipped) {
  Sold f;
  f.set_status(2);
  f.clock.advance(std::chrono::hours(1));
  f.refund({.lines = {{"A", 3}, {"B", 1}}, .shipping = "5.95"});
  const auto order = f.order(f.id);
  BOOST_TEST(order.order.status == "refunded");
  const auto* rest = find_event(order, f.event("shipped"));
  BOOST_REQUIRE(rest != nullptr);
  BOOST_TEST(rest->lines.size() == 2U);
}

BOOST_AUTO_TEST_CASE(a_refund_names_lines_shipping_and_the_tax_in_both) {
  Sold f;
  const int refund = f.refund({.lines = {{"A", 1}}, .shipping = "5.95"});
  const auto order = f.order(f.id);
  const auto* event = find_event(order, f.event("refunded/" + std::to_string(refund)));
  BOOST_REQUIRE(event != nullptr);
  BOOST_TEST(event->amount.to_text() == "15.95");
  BOOST_REQUIRE(event->lines.size() == 1U);
  BOOST_TEST(event->lines[0].quantity.to_text() == "1");
  BOOST_TEST(event->lines[0].amount->to_text() == "8.4");
  BOOST_TEST(event->lines[0].tax->to_text() == "1.6");
  BOOST_TEST(event->shipping_amount.to_text() == "5");
  BOOST_TEST(event->shipping_tax.to_text() == "0.95");
  BOOST_TEST(event->method == "stripe");
  BOOST_TEST(order.order.total.to_text() == "45.95");  // a refund does not lower it
  BOOST_TEST(!order.order.closed);
}

BOOST_AUTO_TEST_CASE(a_refund_of_an_amount_alone_has_no_lines) {
  Sold f;
  const int refund = f.refund({.lines = {}, .amount = "4.20"});
  const auto order = f.order(f.id);
  const auto* event = find_event(order, f.event("refunded/" + std::to_string(refund)));
  BOOST_REQUIRE(event != nullptr);
  BOOST_TEST(event->amount.to_text() == "4.2");
  BOOST_TEST(event->lines.empty());
}

BOOST_AUTO_TEST_CASE(a_refund_that_the_gateway_declined_has_not_happened) {
  Sold f;
  f.refund({.lines = {{"A", 1}}, .declined = true});
  BOOST_TEST(count(f.order(f.id), OrderEventKind::kRefunded) == 0);
  const int second = f.refund({.lines = {{"A", 1}}});
  const auto order = f.order(f.id);
  BOOST_TEST(count(order, OrderEventKind::kRefunded) == 1);
  BOOST_TEST(find_event(order, f.event("refunded/" + std::to_string(second))) != nullptr);
}

BOOST_AUTO_TEST_CASE(refunds_that_do_not_move_their_orders_are_found_once_by_a_poll_of_their_own) {
  BigOrderFixture f;
  std::vector<int> placed;
  for (int i = 0; i < 60; ++i) placed.push_back(f.place({.lines = {{.sku = "A"}}}));
  f.collect();
  f.clock.advance(std::chrono::hours(5));
  for (const int id : placed) f.with_orders([&](FakeBigOrders& orders) { return orders.refund(id, {.lines = {{"A", 1}}, .moves_order = false}); });
  const auto orders = f.collect();
  BOOST_TEST(orders.size() == 60U);
  for (const auto& order : orders) BOOST_TEST(count(order, OrderEventKind::kRefunded) == 1);
  BOOST_TEST(f.collect().empty());
}

BOOST_AUTO_TEST_CASE(a_cancelled_and_a_declined_order_are_cancelled) {
  for (const int status : {5, 6}) {
    Sold f;
    f.set_status(status);
    const auto order = f.order(f.id);
    BOOST_TEST(order.order.closed);
    BOOST_TEST(order.order.status == "cancelled");
    BOOST_REQUIRE(find_event(order, OrderEventKind::kCancelled) != nullptr);
    BOOST_TEST(find_event(order, OrderEventKind::kCancelled)->event_id == f.event("cancelled"));
  }
}

BOOST_AUTO_TEST_CASE(an_order_refunded_in_part_is_open_while_pieces_are_left) {
  Sold f;
  f.refund({.lines = {{"A", 3}}});
  BOOST_TEST(!f.order(f.id).order.closed);
  f.with_orders([&](FakeBigOrders& orders) { return orders.ship(f.id, {{orders.line_id(f.id, "B"), 1}}); });
  f.with_orders([&](FakeBigOrders& orders) { return orders.order(f.id)["status_id"] = 14, 0; });
  const auto order = f.order(f.id);
  BOOST_TEST(order.order.closed);
  BOOST_TEST(order.order.status == "shipped");
}

BOOST_AUTO_TEST_SUITE_END()
