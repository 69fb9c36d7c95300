#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <set>

#include "tests/unit/connectors/bigcommerce/order_fixture.hpp"

using namespace tillbridge;
using namespace tillbridge::tests;
using domain::OrderEventKind;

namespace {

std::vector<std::string> ids_of(const std::vector<domain::CollectedOrder>& orders) {
  std::vector<std::string> out;
  for (const auto& order : orders) out.push_back(order.order.web_order_id);
  return out;
}

FakeBigOrder one(const std::string& sku, int quantity = 1) {
  FakeBigOrder order;
  order.lines = {{.sku = sku, .quantity = quantity}};
  return order;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(bigcommerce_orders)

BOOST_AUTO_TEST_CASE(an_order_comes_whole_in_the_list_and_two_calls_more) {
  BigOrderFixture f;
  f.collect();
  const int id = f.place(one("A", 2));
  f.shop.forget_calls();
  const auto orders = f.collect();
  BOOST_REQUIRE(orders.size() == 1U);
  const auto& order = orders[0].order;
  BOOST_TEST(order.web_order_id == std::to_string(id));
  BOOST_TEST(order.currency == "EUR");
  BOOST_TEST(order.shipping.line1 == "1 High Street");
  BOOST_TEST(order.shipping.country == "GB");
  BOOST_TEST(order.billing.email == "shopper@example.org");
  BOOST_TEST(order.total.to_text() == "25.95");
  BOOST_TEST(order.shipping_charge.to_text() == "5");
  BOOST_TEST(order.lines.at(0).tax.to_text() == "3.19");
  BOOST_TEST(unexplained(order).is_zero());
  BOOST_TEST(f.shop.count("/taxes") == 1);
  BOOST_TEST(f.shop.count("/transactions") == 1);
  BOOST_TEST(f.shop.count("") == 4);  // with the lists of orders and of refunds
}

BOOST_AUTO_TEST_CASE(parts_are_asked_again_only_when_the_order_has_changed) {
  BigOrderFixture f;
  const int id = f.place(one("A"));
  BOOST_TEST(f.collect().size() == 1U);
  f.shop.forget_calls();
  BOOST_TEST(f.collect().empty());
  BOOST_TEST(f.shop.count("") == 2);
  f.with_orders([&](FakeBigOrders& orders) { return orders.set_status(id, 9), 0; });  // in the same second
  BOOST_TEST(f.collect().size() == 1U);
}

BOOST_AUTO_TEST_CASE(an_order_that_was_never_placed_is_skipped) {
  BigOrderFixture f;
  FakeBigOrder left = one("A");
  left.status = 0;
  left.payment_status = "";
  const int id = f.place(left);
  BOOST_TEST(f.collect().empty());
  BOOST_TEST((f.fetch(id).error().code == base::ErrorCode::kNotFound));
  f.with_orders([&](FakeBigOrders& orders) { return orders.set_status(id, 7), 0; });
  BOOST_TEST(f.collect().size() == 1U);
}

BOOST_AUTO_TEST_CASE(the_open_orders_of_before_are_found_once_in_the_first_pass) {
  BigOrderFixture f;
  const int open = f.place(one("A")), done = f.place(one("B"));
  f.with_orders([&](FakeBigOrders& orders) { return orders.set_status(done, 10), 0; });
  f.clock.advance(std::chrono::hours(48));
  f.since = f.clock.now();
  f.clock.advance(std::chrono::minutes(1));
  const int fresh = f.place(one("C"));
  BOOST_TEST(ids_of(f.collect()) == (std::vector{std::to_string(open), std::to_string(fresh)}));
  BOOST_TEST(f.collect().empty());
}

BOOST_AUTO_TEST_CASE(nothing_is_lost_when_orders_change_while_pages_are_read) {
  BigOrderFixture f;
  std::set<std::string> placed;
  for (int i = 0; i < 120; ++i) {
    placed.insert(std::to_string(f.place(one("A"))));
    f.clock.advance(std::chrono::seconds(1));
  }
  int pages = 0;
  // Somebody works through the oldest orders: each goes to the end of the list and the others move up.
  std::vector<domain::CollectedOrder> orders;
  for (bool more = true; more; ++pages) {
    const auto page = f.page();
    BOOST_REQUIRE(page);
    orders.insert(orders.end(), page->orders.begin(), page->orders.end());
    f.cursor = page->next;
    more = page->more;
    for (int i = 0; i < 10; ++i) f.with_orders([&](FakeBigOrders& store) { return store.set_status(100 + i, 9), 0; });
    f.clock.advance(std::chrono::seconds(1));
    BOOST_REQUIRE(pages < 100);
    if (pages == 20) break;
  }
  const auto found = ids_of(orders);
  BOOST_TEST((std::set(found.begin(), found.end()) == placed));
}

BOOST_AUTO_TEST_CASE(a_closed_window_stops_a_page_and_the_next_goes_on_behind_it) {
  // All in one second, and spread over weeks that the overlap never shows again.
  for (const auto between : {std::chrono::hours(0), std::chrono::hours(20)}) {
    BigOrderFixture f;
    std::set<std::string> placed;
    for (int i = 0; i < 30; ++i) {
      placed.insert(std::to_string(f.place(one("A"))));
      f.clock.advance(between);
    }
    f.shop.set_quota(20);
    std::vector<std::string> found;
    int stops = 0;
    for (bool more = true; more;) {
      // A run asks on until the store's window closes.
      const auto stopped = f.run([&](auto& api) {
        for (; more;) {
          const auto page = connectors::bigcommerce::fetch_orders(api, f.settings, f.cursor, f.since, f.clock.now());
          if (!page) return page.error().code;
          for (const auto& id : ids_of(page->orders)) found.push_back(id);
          f.cursor = page->next;
          more = page->more;
        }
        return base::ErrorCode::kAlreadyDone;
      });
      if (!more) break;
      BOOST_TEST((stopped == base::ErrorCode::kRateLimited));
      BOOST_REQUIRE(++stops < 20);
      f.clock.advance(std::chrono::seconds(31));
    }
    BOOST_TEST(stops >= 3);
    BOOST_TEST(found.size() == placed.size());  // each once
    BOOST_TEST((std::set(found.begin(), found.end()) == placed));
  }
}

BOOST_AUTO_TEST_CASE(pages_that_are_too_large_to_read_are_asked_for_in_smaller_ones) {
  BigOrderFixture f;
  for (int i = 0; i < 45; ++i) f.place(one("A"));
  f.options.body_cap = 60'000;
  BOOST_TEST(f.collect().size() == 45U);
  BOOST_TEST(f.collect().empty());
}

BOOST_AUTO_TEST_CASE(a_store_that_gives_links_is_asked_for_lines_and_addresses) {
  BigOrderFixture f;
  f.with_orders([](FakeBigOrders& orders) { return orders.link_lines(true), 0; });
  const int id = f.place(one("A", 3));
  const auto orders = f.collect();
  BOOST_REQUIRE(orders.size() == 1U);
  BOOST_TEST(orders[0].order.lines.at(0).quantity.to_text() == "3");
  BOOST_TEST(orders[0].order.shipping.city == "York");
  BOOST_TEST(f.shop.count("/v2/orders/" + std::to_string(id) + "/products") == 1);
}

BOOST_AUTO_TEST_CASE(an_archived_order_is_closed_and_keeps_its_events) {
  BigOrderFixture f;
  const int id = f.place(one("A"));
  const auto before = f.order(id);
  f.with_orders([&](FakeBigOrders& orders) { return orders.archive(id), 0; });
  const auto after = f.order(id);
  BOOST_TEST(after.order.closed);
  BOOST_TEST((after.events == before.events));
}

BOOST_AUTO_TEST_CASE(a_clock_that_runs_ahead_hides_no_orders) {
  BigOrderFixture f;
  const int ahead = f.place(one("A"));
  f.with_orders([&](FakeBigOrders& orders) {
    orders.order(ahead)["date_modified"] = "Wed, 25 Nov 2026 20:00:00 +0000";
    orders.order(ahead)["_modified"] = 1'795'636'800;
    return 0;
  });
  BOOST_TEST(f.collect().size() == 1U);
  f.clock.advance(std::chrono::hours(1));
  const int later = f.place(one("B"));
  BOOST_TEST(ids_of(f.collect()) == std::vector{std::to_string(later)});
}

BOOST_AUTO_TEST_CASE(a_part_that_the_store_refuses_sets_its_order_aside_and_a_failing_store_does_not) {
  BigOrderFixture f;
  const int refused = f.place(one("A")), fine = f.place(one("B"));
  f.shop.fail(ShopFault::kError500, 1, "/v2/orders/" + std::to_string(refused) + "/taxes");
  BOOST_CHECK_THROW(f.collect(), std::runtime_error);
  f.with_orders([&](FakeBigOrders& orders) { return orders.order(refused)["_taxes"][0]["line_amount"] = "much", 0; });
  std::vector<std::string> found, aside;
  for (bool more = true; more;) {
    const auto page = f.page();
    BOOST_REQUIRE(page);
    for (const auto& order : page->orders) found.push_back(order.order.web_order_id);
    for (const auto& order : page->unreadable) aside.push_back(order.web_order_id + ": " + order.reason);
    f.cursor = page->next;
    more = page->more;
  }
  BOOST_TEST(found == std::vector{std::to_string(fine)});
  BOOST_REQUIRE(aside.size() == 1U);
  BOOST_TEST(aside[0].starts_with(std::to_string(refused) + ": tax"), aside[0]);
}

BOOST_AUTO_TEST_SUITE_END()
