#include <boost/test/unit_test.hpp>

#include "tests/orders/both_stores.hpp"
#include "tests/orders/stored_stock_system.hpp"
#include "tests/support/order_builders.hpp"

// Stories of the stock as shoppers see it: till, store, jobs and shop together.
using namespace tillbridge;
using namespace tillbridge::tests;
using domain::JobKind;
using domain::OrderEventKind;

namespace {

constexpr int kRaces = 1'000;

StockScene one_shop() { return {.account = an_account(), .sites = {a_site()}, .locations = {""}, .physical = {false}}; }

StockScene two_shops() {
  auto scene = one_shop();
  scene.sites.push_back(a_site());
  scene.sites[1].name = "outlet";
  scene.physical.push_back(false);
  return scene;
}

/// A till and its shops with one item A.
struct Scene {
  FixedClock clock{at("2026-11-25T08:00:00Z")};
  StoredStockSystem system;

  Scene(persistence::Database& database, StockScene scene) : system(std::move(scene), database, clock) {}
  void post(const std::string& quantity, const std::string& location = "", std::optional<base::Timestamp> as_of = {}) {
    clock.advance(std::chrono::seconds(1));
    system.post("A", location, decimal(quantity), as_of);
  }
  /// What the shop sells after an inventory run.
  std::string shown(std::size_t site = 0) {
    clock.advance(std::chrono::seconds(1));
    system.run(site, JobKind::kInventory);
    return system.shop(site).salable("A").to_text();
  }
  domain::CollectedOrder order(const std::string& pieces, const std::string& id = "1") {
    domain::CollectedOrder order{an_order({a_line("1", "A", pieces, "10")}).web, {}};
    order.order.web_order_id = order.order.number = id;
    return order;
  }
  void collect(const domain::CollectedOrder& order, std::size_t site = 0) { system.collect(system.site(site).id, order); }
  domain::CollectedOrder shipped(domain::CollectedOrder order, const std::string& pieces) {
    order.events.push_back(an_event(OrderEventKind::kShipped, order.order.web_order_id + "/shipped", "2026-11-25T09:00:00Z", {tests::pieces("1", pieces)}));
    return order;
  }
  void confirm_all(std::optional<base::Timestamp> booked_at = {}) {
    clock.advance(std::chrono::seconds(1));
    for (const auto& document : system.pull()) system.confirm(document, booked_at);
    clock.advance(std::chrono::seconds(1));
  }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(shop_stock_stories)

BOOST_AUTO_TEST_CASE_TEMPLATE(an_erp_that_posts_its_old_stock_again_before_it_pulls_the_order_sells_nothing_twice, Store, AllStores) {
  Store store;
  Scene scene(*store, one_shop());
  scene.post("2");
  BOOST_TEST(scene.shown() == "2");
  scene.system.shop(0).sell("1001", "A", "2", scene.clock.now());
  BOOST_TEST(scene.system.shop(0).salable("A").to_text() == "0");
  scene.post("2");
  BOOST_TEST(scene.shown() == "0");
  scene.post("2");
  BOOST_TEST(scene.shown() == "0");
  auto order = scene.order("2", "1001");
  order.order.lines[0].line_id = "L1";
  order.events = {an_event(OrderEventKind::kShipped, "1001/shipped", "2026-11-25T09:00:00Z", {pieces("L1", "2")})};
  scene.collect(order);
  scene.post("2");
  BOOST_TEST(scene.shown() == "0");
  scene.confirm_all();
  BOOST_TEST(scene.shown() == "0");
  scene.post("0");
  BOOST_TEST(scene.shown() == "0");
  BOOST_TEST(scene.system.allocated("A").to_text() == "0");
  scene.post("3");
  BOOST_TEST(scene.shown() == "3");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_sale_between_our_read_and_our_write_never_stays_in_the_shops_number, Store, AllStores) {
  Store store;
  Scene scene(*store, one_shop());
  auto& shop = scene.system.shop(0);
  const int in_the_shop = kRaces + 10;
  int sold = 0;
  bool race = false;
  const auto sell = [&] {
    if (!race) return;
    race = false;
    shop.sell("order" + std::to_string(++sold), "A", "1", scene.clock.now());
  };
  shop.before_calls([&](const std::string& method) { if (method == "set_stock" && sold % 2 == 0) sell(); });
  shop.during_calls([&](const std::string& method) { if (method == "set_stock") sell(); });
  for (int i = 0; i < kRaces; ++i) {
    scene.post(std::to_string(in_the_shop + i % 2));  // the till has not pulled yet: its number knows of no web order
    race = true;
    scene.clock.advance(std::chrono::seconds(1));
    scene.system.run(0, JobKind::kInventory);
    BOOST_REQUIRE(sold == i + 1);
    BOOST_REQUIRE(scene.shown() == std::to_string(in_the_shop + i % 2 - sold));
  }
  BOOST_TEST(!shop.lowest_written().is_negative());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_shop_of_physical_stock_gets_what_it_holds_back_on_top_and_sells_what_is_available, Store, AllStores) {
  Store store;
  auto set_up = one_shop();
  set_up.physical = {true};
  Scene scene(*store, set_up);
  auto& shop = scene.system.shop(0);
  scene.post("10");
  BOOST_TEST(scene.shown() == "10");
  const auto order = scene.order("3");
  scene.collect(order);
  BOOST_TEST(scene.shown() == "7");
  BOOST_TEST(shop.quantity("A").to_text() == "10");  // the shop takes its three orders off by itself
  scene.collect(scene.shipped(order, "2"));
  BOOST_TEST(scene.shown() == "7");
  BOOST_TEST(shop.quantity("A").to_text() == "8");
  scene.confirm_all();
  scene.post("8");
  BOOST_TEST(scene.shown() == "7");
  BOOST_TEST(shop.quantity("A").to_text() == "8");
  // More is promised than there is: nothing can be bought, whatever the till counts.
  scene.post("0");
  BOOST_TEST(scene.shown() == "0");
  BOOST_TEST(shop.quantity("A").to_text() == "1");
  BOOST_TEST(!shop.lowest_written().is_negative());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_sale_during_our_write_costs_a_shop_of_physical_stock_nothing, Store, AllStores) {
  Store store;
  auto set_up = one_shop();
  set_up.physical = {true};
  Scene scene(*store, set_up);
  scene.post("10");
  bool race = true;
  scene.system.shop(0).before_calls([&](const std::string& method) {
    if (method != "set_stock" || !race) return;
    race = false;
    scene.system.shop(0).sell("race", "A", "4", scene.clock.now());
  });
  scene.system.run(0, JobKind::kInventory);
  BOOST_TEST(scene.system.shop(0).salable("A").to_text() == "6");
  BOOST_TEST(scene.shown() == "6");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(shops_that_share_stock_share_the_reservation, Store, AllStores) {
  Store store;
  Scene scene(*store, two_shops());
  scene.post("10");
  BOOST_TEST(scene.shown(0) == "10");
  const auto order = scene.order("3");
  scene.collect(order, 0);
  BOOST_TEST(scene.shown(1) == "7");
  BOOST_TEST(scene.shown(0) == "7");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(shops_that_sell_from_different_locations_share_nothing, Store, AllStores) {
  Store store;
  auto set_up = two_shops();
  set_up.sites[0].stock_locations = {"EAST"};
  set_up.sites[1].stock_locations = {"WEST"};
  Scene scene(*store, set_up);
  scene.post("10", "EAST");
  scene.post("4", "WEST");
  scene.post("50", "OUTLET");
  BOOST_TEST(scene.shown(0) == "10");
  BOOST_TEST(scene.shown(1) == "4");
  scene.collect(scene.order("3"), 0);
  BOOST_TEST(scene.shown(0) == "7");
  BOOST_TEST(scene.shown(1) == "4");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(an_item_that_is_counted_elsewhere_only_shows_none, Store, AllStores) {
  Store store;
  auto set_up = one_shop();
  set_up.locations = {"EAST", "WEST"};
  Scene scene(*store, set_up);
  scene.post("44", "WEST");
  BOOST_TEST(scene.shown() == "44");
  scene.system.database().write([&](persistence::UnitOfWork& work) {
    auto site = work.sites().get(scene.system.account().id, scene.system.site(0).id);
    site.stock_locations = {"EAST"};
    work.sites().update(site);
  });
  scene.post("45", "WEST");
  BOOST_TEST(scene.shown() == "0");
  scene.post("3", "EAST");
  BOOST_TEST(scene.shown() == "3");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(with_several_locations_a_reservation_ends_when_all_have_posted_newer, Store, AllStores) {
  Store store;
  Scene scene(*store, one_shop());
  scene.post("6", "EAST");
  scene.post("4", "WEST");
  const auto order = scene.shipped(scene.order("3"), "3");
  scene.collect(order);
  scene.confirm_all();
  scene.post("4", "WEST");
  BOOST_TEST(scene.shown() == "7");  // the till may have booked it in the east
  scene.post("3", "EAST");
  BOOST_TEST(scene.shown() == "7");
  BOOST_TEST(scene.system.allocated("A").to_text() == "0");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(with_a_named_order_location_its_quantity_alone_ends_the_reservation, Store, AllStores) {
  Store store;
  auto set_up = one_shop();
  set_up.sites[0].order_location = "WEST";
  Scene scene(*store, set_up);
  scene.post("6", "EAST");
  scene.post("4", "WEST");
  scene.collect(scene.shipped(scene.order("3"), "3"));
  scene.confirm_all();
  scene.post("6", "EAST");
  BOOST_TEST(scene.shown() == "7");
  BOOST_TEST(scene.system.allocated("A").to_text() == "3");
  scene.post("1", "WEST");
  BOOST_TEST(scene.shown() == "7");
  BOOST_TEST(scene.system.allocated("A").to_text() == "0");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_till_that_posted_before_it_confirmed_and_told_both_times_need_not_post_again, Store, AllStores) {
  Store store;
  Scene scene(*store, one_shop());
  scene.post("10", "", scene.clock.now());
  scene.collect(scene.shipped(scene.order("3"), "3"));
  const auto booked = scene.clock.now();
  scene.clock.advance(std::chrono::seconds(5));
  scene.post("7", "", scene.clock.now());
  BOOST_TEST(scene.shown() == "4");
  scene.confirm_all(booked);
  BOOST_TEST(scene.system.allocated("A").to_text() == "3");  // a confirm changes no number
  BOOST_TEST(scene.shown() == "7");
  BOOST_TEST(scene.system.allocated("A").to_text() == "0");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(an_item_that_the_till_tells_after_its_order_is_reserved_before_it_is_sold, Store, AllStores) {
  Store store;
  Scene scene(*store, one_shop());
  auto order = scene.order("2");
  order.order.lines[0].sku = "B";
  scene.collect(order);
  BOOST_TEST(scene.system.allocated("B").to_text() == "0");
  scene.system.create_item("B");
  BOOST_TEST(scene.system.allocated("B").to_text() == "2");
  scene.system.post("B", "", decimal("5"), {});
  scene.system.run(0, JobKind::kInventory);
  BOOST_TEST(scene.system.shop(0).salable("B").to_text() == "3");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(safety_stock_is_never_shown_and_an_item_may_have_its_own, Store, AllStores) {
  Store store;
  auto set_up = one_shop();
  set_up.sites[0].safety_stock = decimal("2");
  Scene scene(*store, set_up);
  scene.post("10");
  BOOST_TEST(scene.shown() == "8");
  const auto account = scene.system.account().id;
  store->write([&](persistence::UnitOfWork& work) {
    work.safety_stocks().store(account, scene.system.site(0).id, "A", decimal("0.5"));
    work.stock().touch_all(account, work.accounts().step_clock(account));
  });
  BOOST_TEST(scene.shown() == "9");  // 9.5 floored
  scene.post("0.25");
  BOOST_TEST(scene.shown() == "0");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_shop_without_allocation_shows_what_the_till_says_and_its_orders_still_count_elsewhere, Store, AllStores) {
  Store store;
  auto set_up = two_shops();
  set_up.sites[0].allocation = false;
  Scene scene(*store, set_up);
  scene.post("10");
  scene.collect(scene.order("3"), 0);
  BOOST_TEST(scene.shown(0) == "10");
  BOOST_TEST(scene.shown(1) == "7");
}

BOOST_AUTO_TEST_SUITE_END()
