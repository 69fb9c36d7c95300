#include "sandbox/sandbox_server.hpp"

#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>

#include "connectors/http/curl_http_client.hpp"
#include "tests/support/fixed_clock.hpp"
#include "tests/support/temp_folder.hpp"

using namespace tillbridge::sandbox;
using tillbridge::connectors::http::CurlHttpClient;
using tillbridge::connectors::http::Header;
using tillbridge::tests::FixedClock;
using tillbridge::tests::at;
using Json = nlohmann::json;

namespace {

struct AServer {
  FixedClock clock{at("2026-11-25T08:00:00Z")};
  SandboxServer server{{}, clock};
  CurlHttpClient client{{.policy = {.allow_plain_http = true, .allow_private_address = true}}};

  auto send(const std::string& method, const std::string& path, const std::string& body = "", std::vector<Header> headers = {{"Authorization", "Bearer sandbox-token"}}) {
    return client.send({method, server.base_url() + path, std::move(headers), body});
  }
  void create(const std::string& sku, const std::string& name) {
    const Json product{{"sku", sku}, {"kind", "simple"}, {"name", name}, {"variants", {{{"sku", sku}, {"price", "5"}, {"quantity", "9"}}}}};
    const auto made = send("POST", "/api/products", Json{{"products", {product}}}.dump());
    BOOST_REQUIRE(made.success());
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(sandbox_server, AServer)

BOOST_AUTO_TEST_CASE(wants_the_token_at_the_shop_api) {
  BOOST_TEST(send("GET", "/api/store").status == 200);
  BOOST_TEST(send("GET", "/api/store", "", {{"X-Api-Key", "sandbox-token"}}).status == 200);
  BOOST_TEST(send("GET", "/api/store", "", {}).status == 401);
  BOOST_TEST(send("GET", "/api/store", "", {{"Authorization", "Bearer wrong"}}).status == 401);
}

BOOST_AUTO_TEST_CASE(its_own_doors_answer_to_their_own_page_only) {
  BOOST_TEST(send("GET", "/admin/orders", "", {}).status == 200);
  BOOST_TEST(send("DELETE", "/admin/faults", "", {{"Origin", "https://elsewhere.example"}}).status == 403);
  BOOST_TEST(send("GET", "/", "", {{"Host", "rebound.example"}}).status == 403);
  BOOST_TEST(send("DELETE", "/admin/faults", "", {{"Origin", server.base_url()}}).status == 200);
}

BOOST_AUTO_TEST_CASE(answers_bad_json_and_bad_values_with_400_and_goes_on) {
  for (const auto* body : {"{", "[]", "{}", R"({"updates":1})", R"({"updates":[{"product_id":"1","quantity":"1,5"}]})", R"({"updates":[{"product_id":"1","quantity":{}}]})"})
    BOOST_TEST(send("POST", "/api/stock", body).status == 400, body);
  BOOST_TEST(send("GET", "/api/orders?changed_since=yesterday").status == 400);
  BOOST_TEST(send("GET", "/api/orders?limit=0").status == 400);
  BOOST_TEST(send("GET", "/api/nothing").status == 404);
  BOOST_TEST(send("GET", "/api/store").status == 200);
}

BOOST_AUTO_TEST_CASE(counts_calls_per_route) {
  send("GET", "/api/store");
  send("GET", "/api/orders/77");
  const auto calls = Json::parse(send("GET", "/admin/calls").body)["calls"];
  BOOST_TEST(calls["GET /store"] == 1);
  BOOST_TEST(calls["GET /orders/{id}"] == 1);
  BOOST_TEST(Json::parse(send("DELETE", "/admin/calls").body)["calls"].empty());
}

BOOST_AUTO_TEST_CASE(shows_hostile_names_as_text) {
  const std::string hostile = "<img src=x onerror=alert(1)>\"'&";
  create("X-1", hostile);
  for (const auto* path : {"/", "/products/1001", "/?q=%3Cimg"}) {
    const auto page = send("GET", path);
    BOOST_TEST(page.status == 200);
    BOOST_TEST(page.body.find("<img") == std::string::npos, path);
    BOOST_TEST(page.body.find("&lt;img src=x onerror=alert(1)&gt;") != std::string::npos, path);
  }
  BOOST_TEST(send("GET", "/").header("Content-Security-Policy").find("default-src 'none'") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_person_can_publish_buy_ship_and_refund_on_the_page) {
  create("X-1", "Cup");
  BOOST_TEST(send("POST", "/products/1001", "status=published").status == 303);
  const auto bought = send("POST", "/basket", "sku0=X-1&quantity0=2&first_name=Ada&last_name=L&email=a%40b.example&shipping_charge=4.90&capture=1");
  BOOST_REQUIRE(bought.status == 303);
  const std::string order(bought.header("Location"));
  BOOST_TEST(send("GET", order).body.find("Ada L") != std::string::npos);
  BOOST_TEST(send("POST", order + "/ship", "q1=1&carrier=DHL&tracking_number=T1").status == 303);
  BOOST_TEST(send("POST", order + "/refund", "q1=1&restock=1").status == 303);
  BOOST_TEST(send("POST", order + "/ship", "q1=5").status == 409);
  BOOST_TEST(send("POST", order + "/ship", "q1=x").status == 400);
  BOOST_TEST(send("POST", order + "/explode", "").status == 404);
  BOOST_TEST(send("GET", order).body.find("Shipped 1 × Cup") != std::string::npos);
  BOOST_TEST(send("GET", "/orders").status == 200);
  BOOST_TEST(send("GET", "/faults").status == 200);
}

BOOST_AUTO_TEST_CASE(switches_strike_the_shop_api_and_nothing_else) {
  BOOST_TEST(send("POST", "/admin/faults", R"({"kind":"throttle","retry_after":7,"times":2,"path":"/store"})").status == 200);
  BOOST_TEST(send("GET", "/api/orders").status == 200);
  const auto first = send("GET", "/api/store");
  BOOST_TEST(first.status == 429);
  BOOST_TEST(first.header("Retry-After") == "7");
  BOOST_TEST(send("GET", "/").status == 200);
  BOOST_TEST(send("GET", "/api/store").status == 429);
  BOOST_TEST(send("GET", "/api/store").status == 200);
  BOOST_TEST(send("POST", "/admin/faults", R"({"kind":"gremlin"})").status == 400);
}

BOOST_AUTO_TEST_CASE(loses_the_answer_after_the_work_was_done) {
  send("POST", "/admin/faults", R"({"kind":"drop","after_work":true})");
  const Json product{{"sku", "X-1"}, {"name", "Cup"}, {"variants", {{{"sku", "X-1"}}}}};
  BOOST_TEST(!send("POST", "/api/products", Json{{"products", {product}}}.dump()).answered());
  BOOST_TEST(Json::parse(send("GET", "/admin/products?sku=X-1").body)["products"].size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_search_with_many_results_has_pages) {
  for (int i = 0; i < 60; ++i) create("X-" + std::to_string(i), "Cup & saucer");
  const auto page = send("GET", "/?q=cup%20%26");
  BOOST_TEST(page.body.find("1 to 50 of 60") != std::string::npos);
  BOOST_TEST(page.body.find("from=50&amp;status=&amp;q=cup%20%26") != std::string::npos);
  BOOST_TEST(send("GET", "/?q=cup%20%26&from=50").body.find("51 to 60 of 60") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(lists_orders_late_and_twice_when_told) {
  create("X-1", "Cup");
  send("POST", "/admin/products/1001", R"({"status":"published"})");
  const std::string basket = R"({"lines":[{"sku":"X-1","quantity":"1"}]})";
  const auto listed = [&] { return Json::parse(send("GET", "/api/orders").body)["orders"].size(); };
  send("POST", "/admin/faults", R"({"kind":"late_orders","polls":2})");
  BOOST_TEST(send("POST", "/admin/orders", basket).status == 201);
  BOOST_TEST(listed() == 0u);
  BOOST_TEST(listed() == 0u);
  BOOST_TEST(listed() == 1u);
  send("POST", "/admin/faults", R"({"kind":"late_orders","seconds":60})");
  send("POST", "/admin/orders", basket);
  BOOST_TEST(listed() == 1u);
  clock.advance(std::chrono::seconds(61));
  BOOST_TEST(listed() == 2u);
  send("POST", "/admin/faults", R"({"kind":"duplicate_orders"})");
  BOOST_TEST(listed() == 4u);
  send("POST", "/admin/faults", R"({"kind":"bump_modified"})");
  const auto bumped = Json::parse(send("GET", "/api/orders").body)["orders"];
  BOOST_TEST(bumped[0]["modified_at"] == "2026-11-25T08:01:01Z");
  BOOST_TEST(bumped[0]["placed_at"] == "2026-11-25T08:00:00Z");
}

BOOST_AUTO_TEST_CASE(a_shop_with_a_pace_needs_time_for_each_entry_and_writes_all_of_them) {
  FaultSwitches switches;
  BOOST_REQUIRE(switches.add({.kind = "pace", .method = {}, .path = "/stock", .exact = true, .times = 2, .delay_ms = 12, .sku = {}}));
  BOOST_TEST(switches.working_time("POST", "/prices", 100).count() == 0);
  BOOST_TEST(switches.working_time("POST", "/stock", 100).count() == 1200);
  BOOST_TEST(switches.working_time("POST", "/stock", 1).count() == 12);
  BOOST_TEST(switches.working_time("POST", "/stock", 100).count() == 0);

  create("A-1", "Lamp");
  const auto before = Json::parse(send("GET", "/admin/products").body);
  const auto product_id = before["products"][0]["product_id"];
  BOOST_TEST(send("POST", "/admin/faults", R"({"kind":"pace","delay_ms":1,"times":0})").status == 200);
  const Json update{{"product_id", product_id}, {"quantity", "4"}};
  BOOST_TEST(send("POST", "/api/stock", Json{{"updates", {update, update, update}}}.dump()).status == 200);
  BOOST_TEST(Json::parse(send("GET", "/admin/products").body)["products"][0]["variants"][0]["quantity"] == "4");
  BOOST_TEST(send("POST", "/api/stock", "no JSON").status == 400);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_CASE(a_restarted_sandbox_has_its_products_orders_and_numbers) {
  const tillbridge::tests::TempFolder folder;
  const FixedClock clock{at("2026-11-25T08:00:00Z")};
  const SandboxOptions options{.file = folder.path() / "shop.db"};
  const auto buy = [](Shop& shop) { return shop.orders.place({.lines = {{.sku = "X-1", .quantity = Decimal::from_integer(2)}}}).value(); };
  std::string first;
  {
    SandboxServer server(options, clock);
    first = server.with_shop([&](Shop& shop) {
      Product product{.sku = "X-1", .name = "Cup"};
      product.variants.push_back({.sku = "X-1", .price = Decimal::from_integer(3), .quantity = Decimal::from_integer(9)});
      BOOST_REQUIRE(shop.catalogue.merchandise(shop.catalogue.create(product).product_id, {.status = "published"}));
      return buy(shop).order_id;
    });
  }
  SandboxServer server(options, clock);
  server.with_shop([&](Shop& shop) {
    BOOST_TEST(shop.catalogue.sellable("X-1").second->quantity.to_text() == "7");
    BOOST_TEST(shop.orders.get(first)->total.to_text() == "6");
    BOOST_TEST(buy(shop).order_id != first);
  });
}
