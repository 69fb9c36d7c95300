#include "sandbox/order_book.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/support/fixed_clock.hpp"

using namespace tillbridge::sandbox;
using tillbridge::base::ErrorCode;
using tillbridge::tests::FixedClock;
using tillbridge::tests::at;

namespace {

Decimal d(const char* text) { return Decimal::parse(text).value(); }

struct AShop {
  FixedClock clock{at("2026-11-25T08:00:00Z")};
  ShopSettings settings;
  ShopFile file{":memory:"};
  Catalogue catalogue{file};
  OrderBook orders{file, catalogue, clock, settings};

  AShop() { sell("A-1", "9.99", "10"); }
  void sell(const std::string& sku, const char* price, const char* quantity) {
    Product product{.sku = sku, .name = "Thing " + sku};
    product.variants.push_back({.sku = sku, .price = d(price), .quantity = d(quantity)});
    const auto created = catalogue.create(product);
    BOOST_REQUIRE(created.status == "created");
    BOOST_REQUIRE(catalogue.merchandise(created.product_id, {.status = "published"}));
  }
  std::string stock(const std::string& sku = "A-1") { return catalogue.sellable(sku).second->quantity.to_text(); }
  Order place(const char* quantity) { return orders.place({.lines = {{.sku = "A-1", .quantity = d(quantity)}}, .shipping_charge = d("4.90")}).value(); }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(order_book, AShop)

BOOST_AUTO_TEST_CASE(takes_stock_off_at_once_and_gives_it_back_on_cancel) {
  const auto order = place("3");
  BOOST_TEST(stock() == "7");
  const auto cancelled = orders.cancel(order.order_id, {.lines = {{order.lines[0].line_id, d("1")}}});
  BOOST_REQUIRE(cancelled);
  BOOST_TEST(stock() == "8");
  BOOST_TEST(!cancelled->closed);
  BOOST_TEST(orders.cancel(order.order_id, {})->status == "cancelled");
  BOOST_TEST(stock() == "10");
  BOOST_TEST((orders.cancel(order.order_id, {}).error().code == ErrorCode::kConflict));
}

BOOST_AUTO_TEST_CASE(the_total_is_exactly_what_the_shopper_saw) {
  const auto order = orders.place({.lines = {{.sku = "A-1", .quantity = d("3"), .discount = d("1.01")}}, .shipping_charge = d("4.90"), .coupon = "TEN"}).value();
  BOOST_TEST(order.total.to_text() == "33.86");
  Decimal sum = order.shipping_charge + order.shipping_tax;
  for (const auto& line : order.lines) sum += line.quantity * line.unit_price - line.discount + line.tax;
  BOOST_TEST(sum.to_text() == "33.86");
  BOOST_TEST(order.discounts.at(0).name == "TEN");
}

BOOST_AUTO_TEST_CASE(refunds_shipped_pieces_first_and_restocks_only_when_told) {
  const auto order = place("3");
  const auto line = order.lines[0].line_id;
  BOOST_REQUIRE(orders.ship(order.order_id, {.lines = {{line, d("1")}}}));
  const auto once = orders.refund(order.order_id, {.lines = {{.line_id = line, .quantity = d("2"), .restock = true}}}, true);
  BOOST_REQUIRE(once);
  const auto state = line_state(*once, line);
  BOOST_TEST(state.returned.to_text() == "1");
  BOOST_TEST(state.open.to_text() == "1");
  BOOST_TEST(stock() == "9");
  BOOST_TEST(once->refunds[0].amount.to_text() == "19.98");
  BOOST_REQUIRE(orders.refund(order.order_id, {.lines = {{.line_id = line, .quantity = d("1"), .restock = false}}}, true));
  BOOST_TEST(stock() == "9");
  BOOST_TEST((orders.refund(order.order_id, {.lines = {{.line_id = line, .quantity = d("1")}}}, true).error().code == ErrorCode::kConflict));
}

BOOST_AUTO_TEST_CASE(a_shipment_id_makes_the_repeat_harmless) {
  const auto order = place("2");
  const ShipAct act{.shipment_id = "P-1", .carrier = "DHL", .lines = {{order.lines[0].line_id, d("1")}}};
  BOOST_TEST(!orders.ship(order.order_id, act)->repeated);
  const auto again = orders.ship(order.order_id, act);
  BOOST_TEST(again->repeated);
  BOOST_TEST(again->order.shipments.size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_frozen_date_stays_when_a_refund_comes) {
  const auto order = place("1");
  clock.advance(std::chrono::hours(1));
  BOOST_TEST((orders.refund(order.order_id, {.amount = d("1")}, false)->modified_at == order.modified_at));
  BOOST_TEST((orders.refund(order.order_id, {.amount = d("1")}, true)->modified_at > order.modified_at));
}

BOOST_AUTO_TEST_CASE(sells_published_products_in_stock_only) {
  BOOST_TEST((orders.place({.lines = {{.sku = "A-1", .quantity = d("11")}}}).error().code == ErrorCode::kConflict));
  BOOST_TEST((orders.place({.lines = {{.sku = "A-1", .quantity = d("6")}, {.sku = "A-1", .quantity = d("6")}}}).error().code == ErrorCode::kConflict));
  BOOST_TEST((orders.place({.lines = {{.sku = "a-1", .quantity = d("1")}}}).error().code == ErrorCode::kInvalidRequest));
  BOOST_TEST((orders.place({.lines = {{.sku = "A-1", .quantity = d("0")}}}).error().code == ErrorCode::kInvalidRequest));
  BOOST_TEST((orders.place({}).error().code == ErrorCode::kInvalidRequest));
  BOOST_REQUIRE(catalogue.merchandise(catalogue.sellable("A-1").first->product_id, {.status = "draft"}));
  BOOST_TEST((orders.place({.lines = {{.sku = "A-1", .quantity = d("1")}}}).error().code == ErrorCode::kConflict));
}

BOOST_AUTO_TEST_CASE(a_line_without_a_product_takes_no_stock) {
  const auto order = orders.place({.lines = {{.quantity = d("1"), .name = "Gift card", .unit_price = d("25")}}});
  BOOST_REQUIRE(order);
  BOOST_TEST(order->lines[0].sku == "");
  BOOST_TEST(order->total.to_text() == "25");
}

BOOST_AUTO_TEST_CASE(edits_move_stock_and_total) {
  const auto order = place("2");
  const auto edited = orders.edit(order.order_id, {.lines = {{order.lines[0].line_id, d("1")}}});
  BOOST_REQUIRE(edited);
  BOOST_TEST(stock() == "9");
  BOOST_TEST(edited->total.to_text() == "14.89");
  BOOST_TEST(edited->edits.size() == 1u);
}

BOOST_AUTO_TEST_CASE(everything_is_there_after_a_restart) {
  const auto order = place("2");
  catalogue.load();
  orders.load();
  BOOST_TEST(stock() == "8");
  BOOST_TEST((orders.get(order.order_id)->total == order.total));
}

BOOST_AUTO_TEST_SUITE_END()
