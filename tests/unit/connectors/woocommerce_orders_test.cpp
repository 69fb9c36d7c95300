#include <boost/test/unit_test.hpp>

#include <set>

#include "tests/support/fake_woocommerce_fixture.hpp"

using namespace tillbridge;
using namespace tillbridge::connectors;
using domain::OrderEventKind;
using tests::dec;
using tests::FakeWooShop;
using tests::find_event;
using tests::Json;
using tests::WooFault;
using tests::WooFixture;

namespace {

int place(WooFixture& f, const std::string& status = "processing", const std::vector<tests::FakeWooLine>& lines = {{"A", 2, "10.00", "0"}}, const Json& more = Json::object()) {
  return f.shop.with_shop([&](FakeWooShop& shop) { return shop.place_order(lines, status, more); });
}

int line_id(WooFixture& f, int order, std::size_t line = 0) {
  return f.shop.with_shop([&](FakeWooShop& shop) { return shop.order(order)["line_items"][line]["id"].get<int>(); });
}

void set_status(WooFixture& f, int order, const std::string& status) {
  f.shop.with_shop([&](FakeWooShop& shop) { shop.set_order_status(order, status); return 0; });
}

std::vector<domain::CollectedOrder> collect(WooFixture& f) {
  domain::OrderCursor cursor;
  return f.collect(*f.connector(), cursor);
}

std::vector<std::string> event_ids(const domain::CollectedOrder& order) {
  std::vector<std::string> out;
  for (const auto& event : order.events) out.push_back(event.event_id.substr(event.event_id.find('/') + 1));
  return out;
}

std::set<std::string> ids(const std::vector<domain::CollectedOrder>& orders) {
  std::set<std::string> out;
  for (const auto& order : orders) out.insert(order.order.web_order_id);
  return out;
}

const domain::CollectedOrder& the(const std::vector<domain::CollectedOrder>& orders, int id) {
  for (const auto& order : orders)
    if (order.order.web_order_id == std::to_string(id)) return order;
  throw std::runtime_error("order " + std::to_string(id) + " was not collected");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(woocommerce_orders)

BOOST_AUTO_TEST_CASE(an_order_comes_down_with_all_that_the_shop_knows) {
  WooFixture f;
  f.add_simple("A");
  const Json more{{"number", "R-77"}, {"customer_id", 12}, {"customer_note", "Ring twice"}, {"transaction_id", "tx_1"}, {"payment_method", "stripe"},
                  {"billing", {{"first_name", "Zo\xC3\xAB"}, {"last_name", "Brown"}, {"company", "ACME"}, {"address_1", "1 High St"}, {"city", "Bath"}, {"state", "SOM"}, {"postcode", "BA1"}, {"country", "GB"}, {"email", "z@example.org"}, {"phone", "123"}}},
                  {"shipping", {{"first_name", "Max"}, {"country", "DE"}}}, {"shipping_total", "4.20"}, {"shipping_tax", "0.80"},
                  {"fee_lines", {{{"id", 9}, {"name", "Gift wrap"}, {"total", "2.00"}, {"total_tax", "0.38"}}}},
                  {"coupon_lines", {{{"id", 8}, {"code", "ten"}, {"discount", "2.00"}, {"discount_tax", "0.38"}}}},
                  {"tax_lines", {{{"rate_code", "DE-19"}, {"label", "MwSt."}, {"tax_total", "3.80"}, {"shipping_tax_total", "0.80"}}}}};
  const int id = place(f, "processing", {{"A", 2, "10.00", "2.00"}}, more);
  const auto order = the(collect(f), id).order;
  BOOST_TEST(order.number == "R-77");
  BOOST_TEST(order.status == "open");
  BOOST_TEST(!order.closed);
  BOOST_TEST(order.currency == "EUR");
  BOOST_TEST(order.customer.web_customer_id == "12");
  BOOST_TEST(order.customer.email == "z@example.org");
  BOOST_TEST(order.billing.first_name == "Zo\xC3\xAB");
  BOOST_TEST(order.billing.region == "SOM");
  BOOST_TEST(order.shipping.country == "DE");
  BOOST_TEST(order.note == "Ring twice");
  BOOST_TEST((order.placed_at == tests::at("2026-11-25T08:00:00Z")));
  BOOST_REQUIRE(order.lines.size() == 1U);
  BOOST_TEST(order.lines[0].sku == "A");
  BOOST_TEST(order.lines[0].unit_price.to_text() == "10");
  BOOST_TEST(order.lines[0].discount.to_text() == "2");
  BOOST_TEST(order.lines[0].tax.to_text() == "3.42");
  BOOST_TEST(order.shipping_charge.to_text() == "4.2");
  BOOST_TEST(order.fees[0].name == "Gift wrap");
  BOOST_TEST(order.fee_tax.to_text() == "0.38");
  BOOST_TEST(order.discounts[0].name == "ten");
  BOOST_TEST(order.taxes[0].amount.to_text() == "4.6");
  BOOST_TEST(order.payments[0].reference == "tx_1");
  BOOST_TEST(order.total.to_text() == "28.8");
  const auto sum = dec("18") + order.shipping_charge + dec("2") + order.lines[0].tax + order.shipping_tax + order.fee_tax;
  BOOST_TEST(sum.to_text() == order.total.to_text());
}

BOOST_AUTO_TEST_CASE(options_of_a_variation_come_with_the_line) {
  WooFixture f;
  f.connector()->publish_products(std::vector<PublishProduct>{tests::a_matrix("T", {"S"})});
  const int id = place(f, "processing", {{"T-S"}});
  const auto line = the(collect(f), id).order.lines.at(0);
  BOOST_TEST(line.sku == "T-S");
  BOOST_TEST((line.options == std::vector<domain::NameValue>{{"Size", "S"}}));
}

BOOST_AUTO_TEST_CASE(a_line_of_a_deleted_product_has_no_sku) {
  WooFixture f;
  const int id = place(f, "processing", {{"long gone"}});
  BOOST_TEST(the(collect(f), id).order.lines.at(0).sku == "");
}

BOOST_AUTO_TEST_CASE(each_status_means_what_the_shop_does_with_money_and_stock) {
  struct Case { const char* status; std::vector<std::string> events; bool closed; const char* word; };
  const std::vector<Case> cases{{"on-hold", {"placed"}, false, "open"},
                                {"processing", {"placed", "captured"}, false, "open"},
                                {"completed", {"placed", "captured", "shipped"}, true, "shipped"},
                                {"cancelled", {"placed", "cancelled"}, true, "cancelled"},
                                {"wc-packed", {"placed"}, false, "open"}};
  for (const auto& one : cases) {
    WooFixture f;
    f.add_simple("A");
    const int id = place(f, one.status);
    const auto order = the(collect(f), id);
    BOOST_TEST(event_ids(order) == one.events, boost::test_tools::per_element());
    BOOST_TEST(order.order.closed == one.closed, one.status);
    BOOST_TEST(order.order.status == one.word, one.status);
  }
}

BOOST_AUTO_TEST_CASE(carts_and_unpaid_orders_are_not_orders_yet) {
  WooFixture f;
  f.add_simple("A");
  for (const char* status : {"checkout-draft", "pending", "failed"}) place(f, status);
  BOOST_TEST(collect(f).empty());
  f.site.options["place_pending"] = "true";
  const auto orders = collect(f);
  BOOST_TEST(orders.size() == 2U);
  BOOST_TEST(orders[0].order.status == "pending");
  BOOST_TEST(!orders[0].order.closed);
  BOOST_TEST(orders[1].order.closed);  // failed: nothing is to be shipped unless the shopper pays after all
}

BOOST_AUTO_TEST_CASE(an_order_whose_payment_failed_after_stock_was_taken_is_closed_but_not_cancelled) {
  WooFixture f;
  f.add_simple("A");
  const int id = place(f, "on-hold");
  set_status(f, id, "failed");
  const auto order = the(collect(f), id);
  BOOST_TEST(order.order.closed);
  BOOST_TEST(find_event(order, std::to_string(id) + "/cancelled") == nullptr);
}

BOOST_AUTO_TEST_CASE(cash_on_delivery_is_captured_with_completion) {
  WooFixture f;
  f.add_simple("A");
  const int id = place(f, "processing", {{"A"}}, {{"payment_method", "cod"}});
  BOOST_TEST(find_event(the(collect(f), id), std::to_string(id) + "/captured") == nullptr);
  f.clock.advance(std::chrono::hours(1));
  set_status(f, id, "completed");
  const auto order = the(collect(f), id);
  const auto* captured = find_event(order, std::to_string(id) + "/captured");
  BOOST_REQUIRE(captured != nullptr);
  BOOST_TEST((captured->occurred_at == tests::at("2026-11-25T09:00:00Z")));
  BOOST_TEST(captured->amount.to_text() == "11.9");
}

BOOST_AUTO_TEST_CASE(completion_ships_what_is_left_with_the_plugins_tracking) {
  WooFixture f;
  f.add_simple("A");
  const int id = place(f);
  f.shop.with_shop([&](FakeWooShop& shop) {
    shop.order(id)["meta_data"].push_back({{"id", 1}, {"key", "_wc_shipment_tracking_items"}, {"value", {{{"tracking_provider", "DHL"}, {"tracking_number", "0034"}}, {{"tracking_provider", "DHL"}, {"tracking_number", "0035"}}}}});
    return 0;
  });
  set_status(f, id, "completed");
  const auto order = the(collect(f), id);
  const auto* shipped = find_event(order, std::to_string(id) + "/shipped");
  BOOST_REQUIRE(shipped != nullptr);
  BOOST_TEST(shipped->carrier == "DHL");
  BOOST_TEST(shipped->tracking_number == "0034, 0035");
  BOOST_REQUIRE(shipped->lines.size() == 1U);
  BOOST_TEST(shipped->lines[0].quantity.to_text() == "2");
}

BOOST_AUTO_TEST_CASE(a_refund_names_pieces_money_and_shelf) {
  WooFixture f;
  f.add_simple("A");
  const int id = place(f);
  const int line = line_id(f, id);
  f.clock.advance(std::chrono::minutes(5));
  const int restocked = f.shop.with_shop([&](FakeWooShop& shop) { return shop.refund(id, "11.90", {{line, 1, "10.00", "1.90"}}, true); });
  f.clock.advance(std::chrono::minutes(5));
  const int broken = f.shop.with_shop([&](FakeWooShop& shop) { return shop.refund(id, "5.00", {{line, 1, "4.20", "0.80"}}, false); });
  const auto order = the(collect(f), id);
  const auto* first = find_event(order, std::to_string(id) + "/refunded/" + std::to_string(restocked));
  const auto* second = find_event(order, std::to_string(id) + "/refunded/" + std::to_string(broken));
  BOOST_REQUIRE((first != nullptr && second != nullptr));
  BOOST_TEST(first->amount.to_text() == "11.9");
  BOOST_TEST(first->lines[0].line_id == std::to_string(line));
  BOOST_TEST(first->lines[0].quantity.to_text() == "1");
  BOOST_TEST(first->lines[0].amount->to_text() == "10");
  BOOST_TEST(first->lines[0].tax->to_text() == "1.9");
  BOOST_TEST(first->lines[0].restock);
  BOOST_TEST(!second->lines[0].restock);
  BOOST_TEST((first->occurred_at == tests::at("2026-11-25T08:05:00Z")));
}

BOOST_AUTO_TEST_CASE(an_amount_alone_is_a_refund_without_lines) {
  WooFixture f;
  f.add_simple("A");
  const int id = place(f);
  const int refund = f.shop.with_shop([&](FakeWooShop& shop) { return shop.refund(id, "3.00", {}, false); });
  const auto order = the(collect(f), id);
  const auto* event = find_event(order, std::to_string(id) + "/refunded/" + std::to_string(refund));
  BOOST_REQUIRE(event != nullptr);
  BOOST_TEST(event->lines.empty());
  BOOST_TEST(event->amount.to_text() == "3");
}

BOOST_AUTO_TEST_CASE(a_refund_that_leaves_the_orders_date_alone_is_found) {
  WooFixture f;
  f.shop.with_shop([](FakeWooShop& shop) { shop.settings().refunds_move_order = false; return 0; });
  f.add_simple("A");
  const int id = place(f);
  const auto connector = f.connector();
  domain::OrderCursor cursor;
  f.collect(*connector, cursor);
  f.clock.advance(std::chrono::hours(5));
  place(f);
  f.collect(*connector, cursor);
  f.clock.advance(std::chrono::hours(5));
  const int refund = f.shop.with_shop([&](FakeWooShop& shop) { return shop.refund(id, "3.00", {}, false); });
  const auto found = f.collect(*connector, cursor);
  BOOST_TEST(find_event(the(found, id), std::to_string(id) + "/refunded/" + std::to_string(refund)) != nullptr);
  // Once delivered, the overlap does not bring it again.
  f.clock.advance(std::chrono::minutes(1));
  BOOST_TEST(!ids(f.collect(*connector, cursor)).contains(std::to_string(id)));
}

BOOST_AUTO_TEST_CASE(a_store_without_a_list_of_refunds_tells_them_with_the_order) {
  WooFixture f;
  f.shop.with_shop([](FakeWooShop& shop) { shop.settings().has_refunds_route = false; return 0; });
  f.add_simple("A");
  const int id = place(f);
  const int refund = f.shop.with_shop([&](FakeWooShop& shop) { return shop.refund(id, "3.00", {}, false); });
  BOOST_TEST(find_event(the(collect(f), id), std::to_string(id) + "/refunded/" + std::to_string(refund)) != nullptr);
}

BOOST_AUTO_TEST_CASE(asks_in_gmt_so_that_a_shop_in_berlin_misses_no_hour) {
  WooFixture f;
  f.add_simple("A");
  place(f);
  domain::OrderCursor cursor;
  const auto connector = f.connector();
  f.collect(*connector, cursor, "2026-11-25T07:59:59Z");
  for (const auto& call : f.shop.calls()) {
    if (!call.query.contains("modified_after")) continue;
    BOOST_TEST(call.query.at("dates_are_gmt") == "true");
    BOOST_TEST(call.query.at("modified_after").find('Z') == std::string::npos);
    BOOST_TEST(call.query.at("modified_after") == "2026-11-25T07:59:58");
  }
}

BOOST_AUTO_TEST_CASE(five_hundred_orders_of_one_second_all_arrive) {
  WooFixture f;
  f.add_simple("A", {{"stock_quantity", 1000}});
  std::set<std::string> placed;
  for (int i = 0; i < 500; ++i) placed.insert(std::to_string(place(f, "on-hold", {{"A"}})));
  BOOST_TEST((ids(collect(f)) == placed));
}

BOOST_AUTO_TEST_CASE(an_order_that_changes_while_we_read_is_neither_lost_nor_hides_others) {
  WooFixture f;
  f.add_simple("A", {{"stock_quantity", 1000}});
  std::vector<int> placed;
  for (int i = 0; i < 250; ++i) {
    placed.push_back(place(f, "on-hold", {{"A"}}));
    f.clock.advance(std::chrono::seconds(1));
  }
  const auto connector = f.connector();
  domain::OrderCursor cursor;
  std::set<std::string> seen;
  for (bool more = true; more;) {
    const auto page = connector->fetch_orders(cursor, tests::at("2026-11-25T00:00:00Z"));
    BOOST_REQUIRE(page.has_value());
    for (const auto& order : page->orders) seen.insert(order.order.web_order_id);
    cursor = page->next;
    more = page->more;
    f.clock.advance(std::chrono::seconds(1));
    if (!placed.empty()) {
      set_status(f, placed.front(), "processing");  // moves to the end of the list
      placed.erase(placed.begin());
    }
  }
  BOOST_TEST(seen.size() == 250U);
}

BOOST_AUTO_TEST_CASE(the_overlap_brings_orders_that_became_visible_late) {
  WooFixture f;
  f.add_simple("A");
  const auto connector = f.connector();
  domain::OrderCursor cursor;
  place(f);
  f.collect(*connector, cursor);
  // Its date of change lies five minutes before the newest that was seen.
  const int late = place(f);
  f.shop.with_shop([&](FakeWooShop& shop) { shop.order(late)["date_modified_gmt"] = "2026-11-25T07:55:00"; return 0; });
  BOOST_TEST(ids(f.collect(*connector, cursor)).contains(std::to_string(late)));
}

BOOST_AUTO_TEST_CASE(older_orders_still_to_be_shipped_come_with_the_first_pass) {
  WooFixture f;
  f.add_simple("A");
  const int open = place(f), done = place(f, "completed");
  f.clock.set(tests::at("2026-12-24T00:00:00Z"));
  domain::OrderCursor cursor;
  const auto first = ids(f.collect(*f.connector(), cursor, "2026-12-23T00:00:00Z"));
  BOOST_TEST(first.contains(std::to_string(open)));
  BOOST_TEST(!first.contains(std::to_string(done)));
  BOOST_TEST(f.collect(*f.connector(), cursor).empty());
}

BOOST_AUTO_TEST_CASE(an_order_thrown_away_closes) {
  WooFixture f;
  f.add_simple("A");
  const auto connector = f.connector();
  domain::OrderCursor cursor;
  const int id = place(f);
  f.collect(*connector, cursor);
  f.clock.advance(std::chrono::hours(2));
  f.shop.with_shop([&](FakeWooShop& shop) { shop.trash_order(id); return 0; });
  const auto order = the(f.collect(*connector, cursor), id);
  BOOST_TEST(order.order.closed);
  BOOST_TEST(order.order.status == "cancelled");
}

BOOST_AUTO_TEST_CASE(the_same_events_come_with_every_poll) {
  WooFixture f;
  f.add_simple("A");
  const int id = place(f);
  f.shop.with_shop([&](FakeWooShop& shop) { return shop.refund(id, "3.00", {}, false); });
  set_status(f, id, "completed");
  const auto first = the(collect(f), id), second = the(collect(f), id);
  BOOST_TEST((first.events == second.events));
  BOOST_TEST((first.order == second.order));
  BOOST_TEST((f.connector()->fetch_order(std::to_string(id))->events == first.events));
}

BOOST_AUTO_TEST_CASE(one_order_is_fetched_by_its_id) {
  WooFixture f;
  f.add_simple("A");
  const int pending = place(f, "pending");
  BOOST_TEST((f.connector()->fetch_order("4711").error().code == base::ErrorCode::kNotFound));
  BOOST_TEST((f.connector()->fetch_order("no number").error().code == base::ErrorCode::kNotFound));
  const auto unplaced = f.connector()->fetch_order(std::to_string(pending));
  BOOST_TEST((unplaced.error().code == base::ErrorCode::kNotFound));
  BOOST_TEST(unplaced.error().message.find("pending") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_shop_in_trouble_leaves_the_cursor_where_it_was) {
  using base::ErrorCode;
  const std::vector<std::pair<WooFault, ErrorCode>> cases{{WooFault::kMaintenance, ErrorCode::kRateLimited}, {WooFault::kTooMany, ErrorCode::kRateLimited},
                                                          {WooFault::kDatabaseAway, ErrorCode::kUnavailable}, {WooFault::kAnswerCut, ErrorCode::kUnavailable},
                                                          {WooFault::kAnswerLost, ErrorCode::kUnavailable},   {WooFault::kRefused, ErrorCode::kUnauthenticated}};
  for (const auto& [fault, code] : cases) {
    WooFixture f;
    // A read may be repeated by the transport: more than one failure makes it visible.
    f.shop.fail(fault, 3);
    const auto page = f.connector()->fetch_orders({}, tests::at("2026-11-25T00:00:00Z"));
    BOOST_REQUIRE(!page.has_value());
    BOOST_TEST((page.error().code == code), page.error().message);
  }
}

BOOST_AUTO_TEST_CASE(a_cursor_of_another_version_starts_again) {
  WooFixture f;
  f.add_simple("A");
  const int id = place(f);
  for (const char* text : {"garbage", "{}", R"({"version":99})", R"({"version":1,"stage":"orders"})"}) {
    domain::OrderCursor cursor{text};
    BOOST_TEST(ids(f.collect(*f.connector(), cursor)).contains(std::to_string(id)), text);
  }
}

BOOST_AUTO_TEST_SUITE_END()
