#include <algorithm>

#include "tests/unit/connectors/magento/orders_fixture.hpp"

// What happened to an order, and that every change is found whichever list tells of it.
using namespace tillbridge;
using namespace tillbridge::tests;
using domain::OrderEventKind;

namespace {

std::vector<std::string> event_ids(const domain::CollectedOrder& order) {
  std::vector<std::string> out;
  for (const auto& event : order.events) out.push_back(event.event_id);
  return out;
}

const domain::OrderEvent* find_kind(const domain::CollectedOrder& order, OrderEventKind kind) {
  const auto found = std::find_if(order.events.begin(), order.events.end(), [&](const auto& event) { return event.kind == kind; });
  return found == order.events.end() ? nullptr : &*found;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(magento_orders)

BOOST_AUTO_TEST_CASE(money_counts_as_captured_when_its_invoice_is_paid) {
  MagentoOrdersFixture f;
  const auto id = f.place({{.sku = "A"}}, {.state = "new", .method = "authorizenet"});
  BOOST_TEST(find_kind(f.order(id), OrderEventKind::kCaptured) == nullptr);
  const int invoice = f.clerk([&](FakeMagentoOrders& orders) { return orders.invoice(std::stoi(id), false); });
  BOOST_TEST(find_kind(f.order(id), OrderEventKind::kCaptured) == nullptr);
  f.clock.advance(std::chrono::hours(2));
  f.clerk([&](FakeMagentoOrders& orders) { orders.pay(invoice); return 0; });
  const auto order = f.order(id);
  const auto* captured = find_event(order, id + "/captured/" + std::to_string(invoice));
  BOOST_REQUIRE(captured != nullptr);
  BOOST_TEST(captured->amount.to_text() == order.order.total.to_text());
  BOOST_TEST(captured->method == "authorizenet");
  BOOST_TEST(captured->reference == "cap-" + std::to_string(invoice));
  BOOST_TEST((captured->occurred_at == at("2026-11-25T10:00:00Z")), "the money was taken when the transaction says");
}

BOOST_AUTO_TEST_CASE(two_invoices_are_two_captures) {
  MagentoOrdersFixture f;
  const auto id = f.place({{.sku = "A", .quantity = 2}}, {.state = "new"});
  const int line = f.item(id, "A");
  f.clerk([&](FakeMagentoOrders& orders) { return orders.invoice(std::stoi(id), true, {{line, 1}}) + orders.invoice(std::stoi(id), true, {{line, 1}}); });
  const auto order = f.order(id);
  base::Decimal sum;
  for (const auto& event : order.events)
    if (event.kind == OrderEventKind::kCaptured) sum += event.amount;
  BOOST_TEST(sum.to_text() == order.order.total.to_text());
  BOOST_TEST(order.order.payments.size() == 2u);
}

BOOST_AUTO_TEST_CASE(each_shipment_of_the_merchant_is_an_event_with_its_pieces_and_numbers) {
  MagentoOrdersFixture f;
  const auto id = f.place({{.sku = "SHIRT-S", .quantity = 2}, {.sku = "B"}});
  const int shirt = f.item(id, "SHIRT-S");
  const int shipment = f.clerk([&](FakeMagentoOrders& orders) { return orders.ship(std::stoi(id), {{shirt, 1}}); });
  f.clerk([&](FakeMagentoOrders& orders) { orders.add_track(shipment, "N-1"), orders.add_track(shipment, "N-2"); return 0; });
  auto order = f.order(id);
  const auto* shipped = find_event(order, id + "/shipped/" + std::to_string(shipment));
  BOOST_REQUIRE(shipped != nullptr);
  BOOST_REQUIRE(shipped->lines.size() == 1u);
  BOOST_TEST(shipped->lines[0].line_id == std::to_string(shirt));
  BOOST_TEST(shipped->lines[0].quantity.to_text() == "1");
  BOOST_TEST(shipped->carrier == "DHL");
  BOOST_TEST(shipped->tracking_number == "N-1, N-2");
  BOOST_TEST(shipped->shipment_id.empty());
  BOOST_TEST(!order.order.closed);
  f.clerk([&](FakeMagentoOrders& orders) { return orders.ship(std::stoi(id)); });
  order = f.order(id);
  BOOST_TEST(order.order.closed);
  BOOST_TEST(order.order.status == "shipped");
}

BOOST_AUTO_TEST_CASE(a_bundle_that_ships_together_ships_all_its_parts) {
  for (const bool together : {true, false}) {
    MagentoOrdersFixture f;
    const auto id = f.place({{.sku = "SET", .quantity = 2, .unit_net = "25.00", .parts = {{.sku = "A", .unit_net = "0"}, {.sku = "B", .quantity = 2, .unit_net = "0"}}, .ships_together = together}});
    f.clerk([&](FakeMagentoOrders& orders) { return orders.ship(std::stoi(id)); });
    const auto order = f.order(id);
    const auto* shipped = find_kind(order, OrderEventKind::kShipped);
    BOOST_REQUIRE(shipped != nullptr);
    std::map<std::string, std::string> pieces;
    for (const auto& line : shipped->lines) pieces[line.line_id] = line.quantity.to_text();
    for (const auto& line : order.order.lines) BOOST_TEST(pieces[line.line_id] == line.quantity.to_text(), line.sku << " together " << together);
  }
}

BOOST_AUTO_TEST_CASE(what_never_leaves_the_house_is_delivered_with_its_invoice) {
  MagentoOrdersFixture f;
  const auto id = f.place({{.sku = "A"}, {.sku = "EBOOK", .is_virtual = true}});
  const auto order = f.order(id);
  const auto* delivered = find_kind(order, OrderEventKind::kShipped);
  BOOST_REQUIRE(delivered != nullptr);
  BOOST_TEST(delivered->event_id.starts_with(id + "/delivered/"));
  BOOST_REQUIRE(delivered->lines.size() == 1u);
  BOOST_TEST(delivered->lines[0].line_id == std::to_string(f.item(id, "EBOOK")));
}

BOOST_AUTO_TEST_CASE(a_credit_memo_is_a_refund_with_lines_shipping_and_adjustment) {
  MagentoOrdersFixture f;
  const auto id = f.place({{.sku = "A", .quantity = 2}});
  const int line = f.item(id, "A");
  const int memo = f.clerk([&](FakeMagentoOrders& orders) { return orders.refund(std::stoi(id), {{line, 1}}, true, "5.00", "1.50"); });
  const auto order = f.order(id);
  const auto* refunded = find_event(order, id + "/refunded/" + std::to_string(memo));
  BOOST_REQUIRE(refunded != nullptr);
  BOOST_TEST(refunded->amount.to_text() == "17.45");
  BOOST_TEST(refunded->shipping_amount.to_text() == "5");
  BOOST_TEST(refunded->shipping_tax.to_text() == "0.95");
  BOOST_TEST(refunded->reference == "ref-" + std::to_string(memo));
  BOOST_REQUIRE(refunded->lines.size() == 1u);
  BOOST_TEST(refunded->lines[0].quantity.to_text() == "1");
  BOOST_TEST(refunded->lines[0].amount->to_text() == "8.4");
  BOOST_TEST(refunded->lines[0].tax->to_text() == "1.6");
  BOOST_TEST(!order.order.closed);
}

BOOST_AUTO_TEST_CASE(an_order_given_back_as_a_whole_is_closed) {
  MagentoOrdersFixture f;
  const auto id = f.place({{.sku = "A", .quantity = 2}});
  f.clerk([&](FakeMagentoOrders& orders) { return orders.refund(std::stoi(id), {{orders.item_id(std::stoi(id), "A"), 2}}, true, "5.00"); });
  const auto order = f.order(id).order;
  BOOST_TEST(order.status == "refunded");
  BOOST_TEST(order.closed);
  BOOST_TEST(f.salable("A").to_text() == "10");
}

BOOST_AUTO_TEST_CASE(a_cancellation_keeps_its_moment_when_the_order_changes_again) {
  MagentoOrdersFixture f;
  const auto id = f.place({{.sku = "A"}}, {.state = "new"});
  f.clock.advance(std::chrono::minutes(5));
  f.clerk([&](FakeMagentoOrders& orders) { orders.cancel(std::stoi(id)); return 0; });
  f.clock.advance(std::chrono::hours(1));
  f.clerk([&](FakeMagentoOrders& orders) { orders.set_state(std::stoi(id), "canceled"); return 0; });
  const auto order = f.order(id);
  const auto* cancelled = find_event(order, id + "/cancelled");
  BOOST_REQUIRE(cancelled != nullptr);
  BOOST_TEST(cancelled->lines.empty());
  BOOST_TEST((cancelled->occurred_at == at("2026-11-25T08:05:00Z")));
  BOOST_TEST(order.order.status == "cancelled");
  BOOST_TEST(order.order.closed);
}

BOOST_AUTO_TEST_CASE(an_order_invoiced_in_part_and_cancelled_loses_only_what_was_not_invoiced) {
  MagentoOrdersFixture f;
  const auto id = f.place({{.sku = "A", .quantity = 3}}, {.state = "new"});
  const int line = f.item(id, "A");
  f.clerk([&](FakeMagentoOrders& orders) { return orders.invoice(std::stoi(id), true, {{line, 1}}); });
  f.clerk([&](FakeMagentoOrders& orders) { orders.cancel(std::stoi(id)); return 0; });
  const auto order = f.order(id);
  const auto* cancelled = find_event(order, id + "/cancelled");
  BOOST_REQUIRE(cancelled != nullptr);
  BOOST_REQUIRE(cancelled->lines.size() == 1u);
  BOOST_TEST(cancelled->lines[0].quantity.to_text() == "2");
  BOOST_TEST(order.order.status == "open");
  BOOST_TEST(!order.order.closed);
}

BOOST_AUTO_TEST_CASE(an_order_whose_payment_is_open_waits_unless_the_site_places_it) {
  MagentoOrdersFixture f;
  const auto id = f.place({{.sku = "A"}}, {.state = "pending_payment"});
  BOOST_TEST(f.pass().orders.empty());
  const auto absent = connectors::magento::fetch_order(f.api, f.settings, id);
  BOOST_REQUIRE(!absent);
  BOOST_TEST((absent.error().code == base::ErrorCode::kNotFound));
  f.settings.place_pending = true;
  const auto order = f.order(id);
  BOOST_TEST(order.order.status == "pending");
  BOOST_TEST(!order.order.closed);
  f.settings.place_pending = false;
  f.clock.advance(std::chrono::minutes(30));
  f.clerk([&](FakeMagentoOrders& orders) { return orders.invoice(std::stoi(id)); });
  BOOST_TEST(ids_of(f.pass().orders) == std::vector<std::string>{id}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(events_have_the_same_ids_and_content_however_often_they_are_read) {
  MagentoOrdersFixture f;
  const auto id = f.place({{.sku = "A", .quantity = 3}});
  f.clerk([&](FakeMagentoOrders& orders) { return orders.ship(std::stoi(id), {{orders.item_id(std::stoi(id), "A"), 1}}); });
  f.clerk([&](FakeMagentoOrders& orders) { return orders.refund(std::stoi(id), {{orders.item_id(std::stoi(id), "A"), 1}}); });
  const auto first = f.order(id);
  f.clock.advance(std::chrono::hours(3));
  f.clerk([&](FakeMagentoOrders& orders) { orders.order(std::stoi(id)).updated = "2026-11-25 11:00:00"; return 0; });
  BOOST_TEST((f.order(id).events == first.events));
  BOOST_TEST(first.events.size() == 4u);
  BOOST_TEST(event_ids(first).front() == id + "/placed");
}

BOOST_AUTO_TEST_SUITE_END()
