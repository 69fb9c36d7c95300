#include <boost/test/unit_test.hpp>
#include "tests/orders/both_stores.hpp"
#include "tests/orders/order_world.hpp"

using namespace tillbridge;
using namespace tillbridge::tests;
using domain::DocumentKind;
using domain::OrderEventKind;

namespace {

domain::OrderEvent parcel(int order, const std::string& quantity) {
  return an_event(OrderEventKind::kShipped, std::to_string(order) + "/shipped/1", "2026-11-25T09:00:00Z", {pieces("1", quantity)});
}

domain::OrderEvent cancelled(int order) { return an_event(OrderEventKind::kCancelled, std::to_string(order) + "/cancelled", "2026-11-25T09:00:00Z"); }

}  // namespace

BOOST_AUTO_TEST_SUITE(allocation_stories)

BOOST_AUTO_TEST_CASE_TEMPLATE(ten_on_hand_three_sold_in_the_store_and_three_web_orders_leave_four, Store, AllStores) {
  Store store;
  OrderWorld world(*store);
  world.post("A", "10");
  BOOST_TEST(world.web_quantity("A") == "10");
  for (const char* left : {"9", "8", "7"}) {
    world.post("A", left);
    BOOST_TEST(world.web_quantity("A") == left);
  }
  std::vector<domain::Order> orders;
  for (int number : {1, 2, 3}) orders.push_back(world.place(number, "A", "1"));
  BOOST_TEST(world.web_quantity("A") == "4");

  world.collect(orders[2], {cancelled(3)});
  world.collect(orders[2], {cancelled(3)});
  BOOST_TEST(world.web_quantity("A") == "5");  // given back once

  world.collect(orders[0], {parcel(1, "1")});
  BOOST_TEST(world.web_quantity("A") == "5");
  const auto pulled = ids_of(world.pull(DocumentKind::kTransaction));
  BOOST_REQUIRE(pulled.size() == 1u);
  world.accept(DocumentKind::kTransaction, pulled);
  BOOST_TEST(world.web_quantity("A") == "5");  // a confirm changes no number
  world.post("A", "6");
  BOOST_TEST(world.web_quantity("A") == "5");  // 6 on hand, one order still to ship
  world.collect(orders[1], {parcel(2, "1")});
  world.accept(DocumentKind::kTransaction, ids_of(world.pull(DocumentKind::kTransaction)));
  world.post("A", "5");
  BOOST_TEST(world.web_quantity("A") == "5");
  BOOST_TEST(world.allocated("A") == "0");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_till_that_posts_its_old_stock_again_before_pulling_sells_nothing_twice, Store, AllStores) {  // oversell by absolute stock
  Store store;
  OrderWorld world(*store);
  world.post("A", "2");
  const auto order = world.place(1, "A", "2");
  BOOST_TEST(world.web_quantity("A") == "0");
  world.post("A", "2");
  BOOST_TEST(world.web_quantity("A") == "0");
  world.collect(order, {parcel(1, "2")});
  world.post("A", "2");
  BOOST_TEST(world.web_quantity("A") == "0");
  const auto pulled = ids_of(world.pull(DocumentKind::kTransaction));
  world.post("A", "2");
  world.accept(DocumentKind::kTransaction, pulled);
  BOOST_TEST(world.web_quantity("A") == "0");
  world.post("A", "0");
  BOOST_TEST(world.web_quantity("A") == "0");
  BOOST_TEST(world.allocated("A") == "0");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_quantity_that_was_read_before_the_booking_does_not_end_the_reservation, Store, AllStores) {
  Store store;
  OrderWorld world(*store);
  world.post("A", "10");
  const auto order = world.place(1, "A", "3");
  world.collect(order, {parcel(1, "3")});
  const auto pulled = ids_of(world.pull(DocumentKind::kTransaction));
  const auto booked = world.clock().now() + std::chrono::seconds(10);
  world.accept(DocumentKind::kTransaction, pulled, booked);
  world.post("A", "10", booked - std::chrono::seconds(1));
  BOOST_TEST(world.web_quantity("A") == "7");
  world.post("A", "7", booked);
  BOOST_TEST(world.web_quantity("A") == "7");
  BOOST_TEST(world.allocated("A") == "0");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_quantity_posted_after_the_booking_but_before_the_confirm_shows_too_few_until_the_next_one, Store, AllStores) {
  Store store;
  OrderWorld world(*store);
  world.post("A", "10");
  const auto order = world.place(1, "A", "3");
  world.collect(order, {parcel(1, "3")});
  const auto pulled = ids_of(world.pull(DocumentKind::kTransaction));
  world.post("A", "7");  // booked in the POS, not confirmed to us yet
  BOOST_TEST(world.web_quantity("A") == "4");
  world.accept(DocumentKind::kTransaction, pulled);
  BOOST_TEST(world.web_quantity("A") == "4");
  world.post("A", "7");  // the same number again is news enough
  BOOST_TEST(world.web_quantity("A") == "7");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_till_that_posts_available_quantities_ends_the_reservation_with_the_order_document, Store, AllStores) {
  Store store;
  OrderWorld world(*store, "store-1", domain::PosStockMeaning::kAvailable);
  world.post("A", "10");
  const auto order = world.place(1, "A", "3");
  BOOST_TEST(world.web_quantity("A") == "7");
  world.accept(DocumentKind::kOrder, ids_of(world.pull(DocumentKind::kOrder)));
  BOOST_TEST(world.web_quantity("A") == "7");
  world.post("A", "7");
  BOOST_TEST(world.web_quantity("A") == "7");
  world.collect(order, {parcel(1, "3")});
  world.accept(DocumentKind::kTransaction, ids_of(world.pull(DocumentKind::kTransaction)));
  world.post("A", "7");
  BOOST_TEST(world.web_quantity("A") == "7");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(confirming_twice_and_resending_end_a_reservation_once, Store, AllStores) {
  Store store;
  OrderWorld world(*store);
  world.post("A", "10");
  const auto order = world.place(1, "A", "3");
  world.collect(order, {parcel(1, "1")});
  const auto pulled = ids_of(world.pull(DocumentKind::kTransaction));
  world.accept(DocumentKind::kTransaction, pulled);
  world.accept(DocumentKind::kTransaction, pulled);
  world.post("A", "9");
  BOOST_TEST(world.allocated("A") == "2");
  world.database().write([&](persistence::UnitOfWork& work) {
    work.documents().resend(world.account().id, {pulled[0], work.accounts().step_clock(world.account().id), "cli:tester", "asked", world.clock().now()});
  });
  BOOST_TEST((ids_of(world.pull(DocumentKind::kTransaction)) == pulled));
  BOOST_TEST((world.accept(DocumentKind::kTransaction, pulled) == std::vector<std::string>{"confirmed"}));
  world.post("A", "9");
  BOOST_TEST(world.allocated("A") == "2");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_site_without_allocation_shows_what_the_till_says, Store, AllStores) {
  Store store;
  OrderWorld world(*store);
  world.site().allocation = false;
  world.post("A", "10");
  world.place(1, "A", "3");
  BOOST_TEST(world.web_quantity("A") == "10");
}

BOOST_AUTO_TEST_SUITE_END()
