#include <boost/test/unit_test.hpp>
#include <set>

#include "connectors/shopify/order_documents.hpp"
#include "connectors/shopify/shipment_documents.hpp"
#include "tests/unit/connectors/shopify/order_work.hpp"

using namespace tillbridge;
using namespace tillbridge::tests;
using namespace tillbridge::connectors;
using base::ErrorCode;
using domain::OrderEventKind;

BOOST_AUTO_TEST_SUITE(shopify_orders)

BOOST_AUTO_TEST_CASE(no_document_asks_for_more_points_than_the_shop_allows_or_than_it_says) {
  constexpr int kDearest = 1'000;
  using namespace shopify;
  for (const auto& document : {orders_document(), order_document(), names_document("refunds"), names_document("fulfillments"), transactions_document(), nodes_document("refunds"),
                               nodes_document("fulfillments"), further_document("Order", "lineItems"), further_document("Order", "shippingLines"),
                               further_document("Fulfillment", "fulfillmentLineItems"), further_document("Refund", "refundLineItems"), further_document("Refund", "transactions"),
                               further_document("Refund", "refundShippingLines"), returns_document(), fulfillment_orders_document(), fulfillment_order_lines_document(), create_document(),
                               tracking_document()}) {
    const int cost = graphql_cost(parse_graphql(document.text, {{"id", "gid"}, {"ids", Json::array({1, 2, 3, 4, 5})}, {"query", ""}, {"first", shopify::kOrdersPerPage}, {"fulfillment", Json::object()}, {"tracking", Json::object()}, {"notify", true}}));
    BOOST_TEST(cost <= kDearest, document.name << " costs " << cost);
    BOOST_TEST(cost <= document.points, document.name << " costs " << cost << " and says " << document.points);
  }
}

BOOST_AUTO_TEST_CASE(pages_to_the_end_and_begins_the_next_pass_behind_what_was_seen) {
  ShopifyOrderWork w;
  std::set<std::string> placed, found;
  for (int i = 0; i < 12; ++i) placed.insert(w.place({{"A-1"}}));
  int pages = 0;
  for (bool more = true; more; ++pages) {
    const auto page = w.page();
    BOOST_REQUIRE(page);
    for (const auto& order : page->orders) found.insert(order.order.web_order_id);
    w.cursor = page->next;
    more = page->more;
  }
  BOOST_TEST((found == placed));
  BOOST_TEST(pages == 4);  // the open ones of before, and 5 + 5 + 2
  w.clock.advance(std::chrono::hours(1));
  const auto late = w.place({{"A-2"}});
  w.collect();
  w.clock.advance(std::chrono::hours(1));
  const auto quiet = w.collect();
  BOOST_REQUIRE(quiet.size() == 1u);
  BOOST_TEST(quiet[0].order.web_order_id == late);
}

BOOST_AUTO_TEST_CASE(the_first_pass_brings_older_orders_that_are_still_open) {
  ShopifyOrderWork w;
  const auto open = w.place({{"A-1"}}), shipped = w.place({{"A-1"}}), cancelled = w.place({{"A-1"}});
  w.orders([&](FakeShopifyOrders& shop) {
    shop.ship_the_rest(shipped);
    shop.cancel(cancelled);
    return 0;
  });
  w.clock.advance(std::chrono::hours(1));
  w.since = w.clock.now();
  const auto page = w.page();
  BOOST_REQUIRE(page);
  BOOST_REQUIRE(page->orders.size() == 1u);
  BOOST_TEST(page->orders[0].order.web_order_id == open);
  BOOST_TEST(page->more);
  w.cursor = page->next;
  const auto changed = w.page();
  BOOST_REQUIRE(changed);
  BOOST_TEST(changed->orders.empty());
  BOOST_TEST(!changed->more);
}

BOOST_AUTO_TEST_CASE(a_mark_that_the_shop_does_not_know_begins_the_list_again) {
  ShopifyOrderWork w;
  for (int i = 0; i < 6; ++i) w.place({{"A-1"}});
  w.cursor = {R"({"version": 1, "stage": "changed", "from": "2026-11-01T00:00:00Z", "seen": "2026-11-01T00:00:00Z", "after": "of another sort", "page_size": 5, "listed": 5})"};
  const auto again = w.page();
  BOOST_REQUIRE(again);
  BOOST_TEST(again->orders.empty());
  BOOST_TEST(again->more);
  w.cursor = again->next;
  const auto page = w.page();
  BOOST_REQUIRE(page);
  BOOST_TEST(page->orders.size() == 5u);
}

BOOST_AUTO_TEST_CASE(pages_that_are_too_dear_for_the_shop_become_smaller_and_stay_so) {
  ShopifyOrderWork w;
  for (int i = 0; i < 6; ++i) w.place({{"A-1"}});
  w.shop.with([](FakeShopify& shop) { return shop.dearest_document = 400; });
  BOOST_TEST(w.collect().size() == 6u);
  w.shop.forget_calls();
  BOOST_TEST(w.collect().size() == 6u);
  BOOST_TEST(w.shop.count("") == 3);
  w.shop.with([](FakeShopify& shop) { return shop.dearest_document = 100; });
  std::string code;
  for (int i = 0; i < 4 && code.empty(); ++i) {
    const auto page = w.page();
    if (!page) code = page.error().catalogue_word();
    else w.cursor = page->next;
  }
  BOOST_TEST(code == "MAX_COST_EXCEEDED");
}

BOOST_AUTO_TEST_CASE(a_page_that_is_cut_short_ends_behind_its_last_whole_order) {
  ShopifyOrderWork w;
  const auto whole = w.place({{"A-1"}});
  const auto large = w.place({{"A-1"}, {"A-2"}, {"A-1"}, {"A-2"}, {"A-1"}, {"A-2"}});
  const auto open = w.page();
  BOOST_REQUIRE(open);
  w.cursor = open->next;
  w.shop.fail(ShopFault::kThrottle, 1, [](const PlatformCall& call) { return call.body.find("MoreOrderlineItems") != std::string::npos; });
  const auto cut = w.page();
  BOOST_REQUIRE(cut);
  BOOST_REQUIRE(cut->orders.size() == 1u);
  BOOST_TEST(cut->orders[0].order.web_order_id == whole);
  BOOST_TEST(cut->more);
  w.cursor = cut->next;
  w.shop.fail(ShopFault::kThrottle, 1, [](const PlatformCall& call) { return call.body.find("MoreOrderlineItems") != std::string::npos; });
  const auto throttled = w.page();
  BOOST_REQUIRE(!throttled.has_value());
  BOOST_TEST((throttled.error().code == ErrorCode::kRateLimited));
  const auto rest = w.page();
  BOOST_REQUIRE(rest);
  BOOST_REQUIRE(rest->orders.size() == 1u);
  BOOST_TEST(rest->orders[0].order.web_order_id == large);
  BOOST_TEST(rest->orders[0].order.lines.size() == 6u);
}

BOOST_AUTO_TEST_CASE(lists_that_are_longer_than_their_first_page_are_read_to_the_end) {
  ShopifyOrderWork w;
  std::vector<ShopifySale> sales;
  for (int i = 0; i < 70; ++i) sales.push_back({"A-1", 3});
  const auto id = w.place(sales, false);
  w.orders([&](FakeShopifyOrders& shop) {
    for (int i = 0; i < 6; ++i) shop.add_transaction(id, "CAPTURE", "1.00");
    std::vector<ShopifyBack> back;
    for (std::size_t i = 0; i < 60; ++i) back.push_back({i, 1, "CANCEL"});
    for (int i = 0; i < 3; ++i) shop.refund(id, i == 0 ? back : std::vector<ShopifyBack>{{static_cast<std::size_t>(i), 1, "CANCEL"}}, "1.00");
    for (int i = 0; i < 3; ++i) {
      Json copy = shop.order(id)["fulfillmentOrders"];
      shop.ship_the_rest(id);
      if (i < 2) shop.order(id)["fulfillmentOrders"] = copy;
    }
    return 0;
  });
  const auto order = w.read(id);
  BOOST_REQUIRE(order);
  BOOST_TEST(order->order.lines.size() == 70u);
  BOOST_TEST(events_of(*order, OrderEventKind::kCaptured).size() == 6u);
  const auto refunds = events_of(*order, OrderEventKind::kRefunded);
  BOOST_REQUIRE(refunds.size() == 3u);
  BOOST_TEST(std::max({refunds[0].lines.size(), refunds[1].lines.size(), refunds[2].lines.size()}) == 60u);
  const auto parcels = events_of(*order, OrderEventKind::kShipped);
  BOOST_REQUIRE(parcels.size() == 3u);
  for (const auto& parcel : parcels) BOOST_TEST(parcel.lines.size() == 70u);
}

BOOST_AUTO_TEST_CASE(an_order_that_came_whole_costs_one_call) {
  ShopifyOrderWork w;
  for (int i = 0; i < 5; ++i) w.place({{"A-1"}, {"A-2"}});
  BOOST_REQUIRE(w.page());
  w.cursor = w.page()->next;
  w.shop.forget_calls();
  const auto page = w.page();
  BOOST_REQUIRE(page);
  BOOST_TEST(page->orders.size() == 5u);
  BOOST_TEST(w.shop.count("") == 1);
}

BOOST_AUTO_TEST_CASE(customers_that_the_app_may_not_read_are_left_out_and_the_note_says_so) {
  ShopifyOrderWork w;
  const auto id = w.place({{"A-1"}});
  w.orders([&](FakeShopifyOrders& shop) { shop.order(id)["note"] = "Ring twice"; return shop.customers_approved = false; });
  const auto one = w.read(id);
  BOOST_REQUIRE(one);
  BOOST_TEST(one->order.customer.first_name.empty());
  BOOST_TEST(one->order.lines.size() == 1u);
  BOOST_TEST(one->order.note.starts_with("Ring twice\n[The shop does not let this app read customer, billingAddress, shippingAddress, email, phone: This app is not approved"));
  BOOST_TEST(one->order.note.find("protected-customer-data") != std::string::npos);
  w.cursor = w.page()->next;
  const auto page = w.page();
  BOOST_REQUIRE(page);
  BOOST_REQUIRE(page->orders.size() == 1u);
  BOOST_TEST(page->orders[0].order.note == one->order.note);
  w.orders([&](FakeShopifyOrders& shop) { return shop.customers_approved = true; });
  BOOST_TEST(w.read(id)->order.note == "Ring twice");
}

BOOST_AUTO_TEST_CASE(a_missing_scope_is_said_by_name_and_hides_no_order_in_silence) {
  ShopifyOrderWork w;
  w.place({{"A-1"}});
  w.shop.with([](FakeShopify& shop) { return shop.scopes().erase("read_orders"); });
  const auto page = w.page();
  BOOST_REQUIRE(!page.has_value());
  BOOST_TEST((page.error().code == ErrorCode::kUnauthenticated));
  BOOST_TEST(page.error().message.find("read_orders") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(an_order_of_the_future_does_not_blind_the_next_pass) {
  ShopifyOrderWork w;
  const auto odd = w.place({{"A-1"}});
  w.orders([&](FakeShopifyOrders& shop) { return shop.order(odd)["updatedAt"] = "2099-01-01T00:00:00Z", 0; });
  w.cursor = w.page()->next;
  w.cursor = w.page()->next;
  const auto next = w.place({{"A-2"}});
  const auto page = w.page();
  BOOST_REQUIRE(page);
  BOOST_TEST(std::any_of(page->orders.begin(), page->orders.end(), [&](const auto& order) { return order.order.web_order_id == next; }));
}

BOOST_AUTO_TEST_CASE(what_cannot_be_read_is_set_aside_with_the_field) {
  ShopifyOrderWork w;
  const std::vector<std::pair<std::string, std::function<void(Json&)>>> table{
      {"lineItems 1.originalUnitPriceSet", [](Json& order) { order["lineItems"][0]["originalUnitPriceSet"]["shopMoney"]["amount"] = "1e99"; }},
      {"totalPriceSet", [](Json& order) { order["totalPriceSet"]["shopMoney"]["amount"] = "much"; }},
      {"processedAt", [](Json& order) { order["processedAt"] = "yesterday"; }},
      {"lineItems", [](Json& order) { order["lineItems"][0]["quantity"] = 0; }},
      {"larger", [](Json& order) { order["lineItems"][0]["originalUnitPriceSet"]["shopMoney"]["amount"] = "900000000000000"; }},
  };
  for (const auto& [part, garble] : table) {
    const auto id = w.place({{"A-1", 2}});
    w.orders([&](FakeShopifyOrders& shop) { return garble(shop.order(id)), 0; });
    const auto found = w.read(id);
    BOOST_REQUIRE(!found.has_value());
    BOOST_TEST(found.error().catalogue_word() == kUnreadableOrder);
    BOOST_TEST(found.error().details.find(part) != std::string::npos, found.error().details);
  }
}

BOOST_AUTO_TEST_CASE(a_key_that_is_no_number_is_not_asked_for) {
  ShopifyOrderWork w;
  for (const char* id : {"", "#1001", "12; drop", "gid://shopify/Order/1"}) BOOST_TEST((w.read(id).error().code == ErrorCode::kNotFound));
  BOOST_TEST(w.shop.count("") == 0);
}

BOOST_AUTO_TEST_SUITE_END()
