#include <boost/test/unit_test.hpp>

#include "connectors/woocommerce/json.hpp"
#include "connectors/woocommerce/make.hpp"
#include "tests/integration/jobs_platform_day.hpp"
#include "tests/support/fake_woocommerce.hpp"

// The jobs on a real store against WooCommerce's REST API over sockets, one whole day.
using namespace tillbridge;
using namespace tillbridge::tests;
using namespace std::chrono_literals;
using domain::JobKind;

namespace {

struct WooDay : PlatformDay {
  WooDay() { connect_to(connectors::woocommerce::make, woo.base_url(), {{"consumer_key", FakeWooCommerce::kKey}, {"consumer_secret", FakeWooCommerce::kSecret}}); }
  Json product(const std::string& sku) {
    return woo.with_shop([&](FakeWooShop& state) {
      const Json* found = state.product_with_sku(sku);
      return found == nullptr ? Json() : *found;
    });
  }
  int quantity(const std::string& sku) { return product(sku)["stock_quantity"].get<int>(); }
  std::string sell(const std::string& sku, int pieces) {
    return std::to_string(woo.with_shop([&](FakeWooShop& state) { return state.place_order({{sku, pieces}}, "processing"); }));
  }
  domain::Item shirt(const std::string& size) {
    auto item = an_item("T-" + size);
    item.product_id = "T";
    item.name = "Shirt " + size;
    item.options = {{"Size", size}};
    return item;
  }
  std::vector<domain::OrderEvent> events(const std::string& web_order_id) {
    std::vector<domain::OrderEvent> found;
    database.read([&](persistence::UnitOfWork& work) {
      if (const auto order = work.orders().find_by_web_id(account, site.id, web_order_id)) found = work.orders().list_events(account, order->id);
    });
    return found;
  }

  FakeWooCommerce woo{clock};
};

}  // namespace

BOOST_AUTO_TEST_SUITE(jobs_woocommerce)

BOOST_FIXTURE_TEST_CASE(drafts_appear_and_only_price_and_stock_follow, WooDay) {
  post_item(an_item("A"), "10", "12.5");
  for (const auto* size : {"S", "M"}) post_item(shirt(size), "4", "20");
  settle_all();
  BOOST_TEST(product("A")["status"] == "draft");
  BOOST_TEST(product("T")["type"] == "variable");
  BOOST_TEST(quantity("T-M") == 4);
  woo.with_shop([](FakeWooShop& state) {
    (*state.product_with_sku("A"))["name"] = "The merchant's name";
    (*state.product_with_sku("A"))["status"] = "publish";
  });
  auto renamed = an_item("A");
  renamed.name = "The till's new name";
  post_item(renamed, "9", "11");
  post_quantity("T-S", "0");
  settle_all();
  BOOST_TEST(product("A")["name"] == "The merchant's name");
  BOOST_TEST(product("A")["status"] == "publish");
  BOOST_TEST(product("A")["regular_price"] == "11.00");
  BOOST_TEST(quantity("A") == 9);
  BOOST_TEST(quantity("T-S") == 0);
  woo.forget_calls();
  settle_all();
  BOOST_TEST(woo.count("POST") + woo.count("PUT") == 0);
}

BOOST_FIXTURE_TEST_CASE(texts_of_every_kind_go_to_woocommerce_and_back_byte_for_byte, WooDay) {
  const std::vector<std::string> texts = {"Größe Ł ș", "日本語 𠮷", "👩🏽‍✈️ 🇩🇪", "cafe\u0301", "café", "مرحبا \u202Eabc", "O'Neill \\ \"x\" 100% _", "<b>&amp;</b> &#65; ]]>", "nb\u00A0sp\u2028\uFEFF",
                                          "\U0010FFFF\uFDD0", "{\"a\":[1]} null", "İIıi ß ẞ", "Salt & Pepper", "&amp;amp; & &amp;"};
  for (std::size_t i = 0; i < texts.size(); ++i) {
    auto item = an_item("C" + std::to_string(i));
    item.name = item.brand = texts[i];
    item.short_description = texts[i] + "\r\nsecond line\n";
    item.long_description = "<p>" + texts[i] + "</p>\tend";
    item.attributes = {{texts[i], texts[i]}};
    post_item(item, "5", "10");
  }
  settle_all();
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const auto sku = "C" + std::to_string(i);
    const auto made = product(sku);
    BOOST_TEST_REQUIRE(made.is_object(), sku);
    BOOST_TEST(connectors::woocommerce::from_title(made["name"]) == texts[i]);
    BOOST_TEST(made["short_description"] == texts[i] + "\r\nsecond line\n");
    BOOST_TEST(made["description"] == "<p>" + texts[i] + "</p>\tend");
    BOOST_TEST(made["attributes"].dump().find(Json(texts[i]).dump()) != std::string::npos);
    const Json told = {{"customer_note", texts[i] + "\r\nring\rtwice\x01"}, {"billing", {{"first_name", texts[i]}, {"last_name", texts[i]}, {"company", texts[i]}, {"address_1", texts[i]}}}};
    const auto id = std::to_string(woo.with_shop([&](FakeWooShop& state) { return state.place_order({{sku, 1}}, "processing", told); }));
    clock.advance(1min);
    run(JobKind::kOrders);
    std::optional<domain::Order> order;
    database.read([&](persistence::UnitOfWork& work) { order = work.orders().find_by_web_id(account, site.id, id); });
    BOOST_TEST_REQUIRE(order.has_value(), texts[i]);
    BOOST_TEST(order->web.note == texts[i] + "\r\nring\rtwice\uFFFD");
    BOOST_TEST(order->web.billing.first_name == texts[i]);
    BOOST_TEST(order->web.billing.company == texts[i]);
    BOOST_TEST(order->web.billing.line1 == texts[i]);
    BOOST_TEST(order->web.lines.at(0).name == texts[i]);
  }
}

BOOST_FIXTURE_TEST_CASE(a_shop_connected_with_five_hundred_old_orders_sends_down_the_open_ones_only, WooDay) {
  post_item(an_item("A"), "5000", "10");
  woo.with_shop([](FakeWooShop& state) {
    return state.add_product({{"name", "A"}, {"type", "simple"}, {"status", "publish"}, {"sku", "A"}, {"regular_price", "10.00"}, {"manage_stock", true}, {"stock_quantity", 5'000}});
  });
  const std::vector<std::string> statuses = {"processing", "on-hold", "completed", "cancelled", "refunded"};
  std::map<std::string, std::vector<int>> placed;
  clock.advance(std::chrono::hours(-24 * 30));
  woo.with_shop([&](FakeWooShop& state) {
    for (std::size_t i = 0; i < 500; ++i) placed[statuses[i % statuses.size()]].push_back(state.place_order({{"A", 1}}, statuses[i % statuses.size()]));
  });
  clock.advance(std::chrono::hours(24 * 30));
  update_site([&](domain::Site& changed) { changed.orders_since = clock.now(); });
  clock.advance(1min);
  // Of the closed ones one is refunded and one is touched: they show up in the list of changes and still do not go down.
  woo.with_shop([&](FakeWooShop& state) {
    const int done = placed["completed"][0];
    const int line = state.order(done)["line_items"][0]["id"].get<int>();
    state.refund(done, "11.90", {{line, 1, "10.00", "1.90"}}, true);
    state.set_order_status(placed["completed"][1], "completed");
    state.set_order_status(placed["processing"][0], "completed");  // open at the connection, shipped before the first poll
  });
  run(JobKind::kOrders);
  run(JobKind::kOrders);
  std::size_t down = 0, shipments = 0;
  base::Decimal reserved;
  database.read([&](persistence::UnitOfWork& work) {
    down = shipments = 0;
    reserved = {};
    for (const auto& order : work.orders().list(account, {.site = site.id, .status = {}, .limit = 1'000})) {
      const auto documents = work.documents().list_by_order(account, order.id);
      down += documents.empty() ? 0 : 1;
      for (const auto& stored : documents) shipments += stored.document.kind == domain::DocumentKind::kTransaction ? 1 : 0;
    }
    for (const auto& [id, sum] : work.allocations().sums(account, {"A"})) reserved += sum;
  });
  BOOST_TEST(down == placed["processing"].size() + placed["on-hold"].size());
  BOOST_TEST(shipments == 1u);
  BOOST_TEST(reserved == whole(200));
}

BOOST_FIXTURE_TEST_CASE(web_orders_are_subtracted_once_and_given_back_once, WooDay) {
  post_item(an_item("A"), "7", "10");
  settle_all();
  const auto first = sell("A", 1);
  sell("A", 1);
  sell("A", 1);
  BOOST_TEST(quantity("A") == 4);
  run(JobKind::kInventory);
  BOOST_TEST(quantity("A") == 4);
  post_quantity("A", "7");
  run(JobKind::kInventory);
  BOOST_TEST(quantity("A") == 4);
  clock.advance(1min);
  woo.with_shop([&](FakeWooShop& state) { state.set_order_status(std::stoi(first), "cancelled"); });
  run(JobKind::kInventory);
  BOOST_TEST(quantity("A") == 5);
}

BOOST_FIXTURE_TEST_CASE(a_parcel_of_the_till_reaches_the_shop_once_and_comes_back_as_an_event, WooDay) {
  post_item(an_item("A"), "10", "10");
  settle_all();
  const auto order = sell("A", 2);
  run(JobKind::kOrders);
  const auto line = woo.with_shop([&](FakeWooShop& state) { return std::to_string(state.order(std::stoi(order))["line_items"][0]["id"].get<int>()); });
  database.write([&](persistence::UnitOfWork& work) {
    work.accounts().step_clock(account);
    const auto stored = work.orders().find_by_web_id(account, site.id, order);
    domain::Shipment parcel;
    parcel.shipment_id = "P-1";
    parcel.site_id = site.id;
    parcel.order_id = stored->id;
    parcel.web_order_id = order;
    parcel.carrier = "DHL";
    parcel.tracking_number = "0034";
    parcel.lines = {{line, "A", whole(2)}};
    work.shipments().append(account, parcel, clock.now());
  });
  woo.fail(WooFault::kAnswerLost, 1, "PUT /orders");  // the work is done, the answer lost
  run(JobKind::kOrders);
  clock.advance(10min);
  run(JobKind::kOrders);
  BOOST_TEST(woo.with_shop([&](FakeWooShop& state) { return state.order(std::stoi(order))["status"]; }) == "completed");
  BOOST_TEST(woo.with_shop([&](FakeWooShop& state) { return state.notes(std::stoi(order)).size(); }) == 1U);
  int shipped = 0;
  for (const auto& event : events(order))
    if (event.kind == domain::OrderEventKind::kShipped) {
      ++shipped;
      BOOST_TEST(event.shipment_id == "P-1");
      BOOST_TEST(event.tracking_number == "0034");
    }
  BOOST_TEST(shipped == 1);
}

BOOST_FIXTURE_TEST_CASE(a_shop_in_maintenance_loses_nothing, WooDay) {
  post_item(an_item("A"), "10", "10");
  woo.fail(WooFault::kMaintenance, 1);
  BOOST_TEST(!run(JobKind::kProducts).fine());
  clock.advance(15min);
  settle_all();
  BOOST_TEST(quantity("A") == 10);
  woo.fail(WooFault::kAnswerLost, 2, "POST /products/batch");
  post_quantity("A", "3");
  run(JobKind::kInventory);
  clock.advance(1h);
  run(JobKind::kInventory);
  run(JobKind::kInventory);
  clock.advance(1h);
  run(JobKind::kInventory);
  BOOST_TEST(quantity("A") == 3);
}

BOOST_AUTO_TEST_SUITE_END()
