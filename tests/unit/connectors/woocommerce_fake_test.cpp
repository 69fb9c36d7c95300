#include <boost/test/unit_test.hpp>

#include <thread>

#include "tests/support/fake_woocommerce_fixture.hpp"

// The pretended shop has the silent traps of the real one: a test that relies on it must be able to fall into them.
using namespace tillbridge;
using tests::FakeWooSettings;
using tests::FakeWooShop;
using tests::FixedClock;
using tests::Json;
using tests::WooAnswer;
using tests::WooFixture;

namespace {

struct Bare {
  FixedClock clock{tests::at("2026-11-25T08:00:00Z")};
  FakeWooShop shop{clock, FakeWooSettings{}};

  WooAnswer get(const std::string& path, const tests::WooQuery& query = {}) { return shop.call("GET", path, query, ""); }
  WooAnswer post(const std::string& path, const Json& body, const tests::WooQuery& query = {}) { return shop.call("POST", path, query, body.dump()); }
  WooAnswer put(const std::string& path, const Json& body) { return shop.call("PUT", path, {}, body.dump()); }
  int add(const Json& fields) { return shop.add_product(fields); }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(woocommerce_fake)

BOOST_AUTO_TEST_CASE(prices_are_misread_in_silence) {
  const std::vector<std::pair<Json, const char*>> cases{{"7.50", "7.50"}, {"7,50", "750"}, {"abc", ""}, {12, "12"}};
  for (const auto& [sent, kept] : cases) {
    Bare f;
    const int id = f.add({{"sku", "A"}, {"regular_price", "10.00"}});
    const auto answer = f.post("/products/batch", {{"update", {{{"id", id}, {"regular_price", sent}}}}});
    BOOST_TEST(answer.body["update"][0]["regular_price"] == kept, sent.dump());
  }
  Bare f;
  const int id = f.add({{"sku", "A"}, {"regular_price", "10.00"}, {"sale_price", "8.00"}});
  BOOST_TEST(f.put("/products/" + std::to_string(id), {{"regular_price", 12}}).status == 400);
  f.put("/products/" + std::to_string(id), {{"sale_price", nullptr}});
  BOOST_TEST(f.shop.product(id)["sale_price"] == "8.00");
  f.put("/products/" + std::to_string(id), {{"regular_price", "7.00"}});
  BOOST_TEST(f.shop.product(id)["sale_price"] == "");
}

BOOST_AUTO_TEST_CASE(stock_without_management_is_ignored_with_200) {
  Bare f;
  const int id = f.add({{"sku", "A"}});
  const auto answer = f.post("/products/batch", {{"update", {{{"id", id}, {"stock_quantity", 3}}}}});
  BOOST_TEST(answer.status == 200);
  BOOST_TEST(answer.body["update"][0]["stock_quantity"].is_null());
}

BOOST_AUTO_TEST_CASE(an_empty_filter_returns_the_whole_catalogue) {
  for (const char* sku : {"", "0", "<b>", "%20"}) {
    Bare f;
    f.add({{"sku", "A"}});
    f.add({{"sku", "B"}});
    BOOST_TEST(f.get("/products", {{"sku", sku}}).body.size() == 2U, sku);
  }
}

BOOST_AUTO_TEST_CASE(batches_answer_200_with_errors_inside_and_413_above_a_hundred) {
  Bare f;
  f.add({{"sku", "held"}});
  const auto answer = f.post("/products/batch", {{"create", {{{"sku", "HELD"}}, {{"sku", "new"}}}}, {"update", {{{"id", 99'999}}}}});
  BOOST_TEST(answer.status == 200);
  BOOST_TEST(answer.body["create"][0]["error"]["code"] == "product_invalid_sku");
  BOOST_TEST(answer.body["create"][0]["id"] == 0);
  BOOST_TEST(answer.body["create"][1]["sku"] == "new");
  BOOST_TEST(answer.body["create"][1]["status"] == "publish");
  BOOST_TEST(answer.body["create"][1]["name"] == "Product");
  BOOST_TEST(answer.body["update"][0]["error"]["code"] == "woocommerce_rest_product_invalid_id");
  Json many = Json::array();
  for (int i = 0; i < 101; ++i) many.push_back({{"id", i}});
  BOOST_TEST(f.post("/products/batch", {{"update", many}}).status == 413);
  BOOST_TEST(f.post("/products/batch", Json::object()).body.dump() == "[]");
}

BOOST_AUTO_TEST_CASE(fields_on_a_batch_destroy_the_answer_not_the_work) {
  Bare f;
  const int id = f.add({{"sku", "A"}});
  const auto answer = f.post("/products/batch", {{"update", {{{"id", id}, {"name", "Changed"}}}}}, {{"_fields", "id"}});
  BOOST_TEST(answer.body.dump() == R"({"update":[]})");
  BOOST_TEST(f.shop.product(id)["name"] == "Changed");
}

BOOST_AUTO_TEST_CASE(variations_have_rules_of_their_own) {
  Bare f;
  const int parent = f.add({{"sku", "T"}, {"type", "variable"}, {"attributes", {{{"name", "Size"}, {"options", {"S"}}}}}});
  const std::string path = "/products/" + std::to_string(parent) + "/variations";
  const auto made = f.post(path, {{"sku", "T-S"}, {"attributes", {{{"name", "Size"}, {"option", "XXL"}}, {{"name", "Smell"}, {"option", "Rose"}}}}});
  BOOST_TEST(made.status == 201);
  BOOST_TEST(made.body["attributes"].size() == 1U);
  BOOST_TEST(f.post("/products/4711/variations", {{"sku", "X"}}).status == 500);
  BOOST_TEST(f.get("/products/" + std::to_string(made.body["id"].get<int>())).body["code"] == "woocommerce_rest_invalid_product_id");
  BOOST_TEST(f.put("/products/4711/variations/" + std::to_string(made.body["id"].get<int>()), {{"sku", "X"}}).body["code"] == "woocommerce_rest_product_variation_invalid_id");
}

BOOST_AUTO_TEST_CASE(dates_with_a_zone_and_the_gmt_flag_miss_an_hour) {
  Bare f;
  f.add({{"sku", "A"}});
  f.shop.place_order({{"A"}}, "processing");  // at 08:00 GMT, 09:00 in Berlin
  const auto found = [&](const char* after, const char* flag) {
    return f.get("/orders", {{"modified_after", after}, {"dates_are_gmt", flag}}).body.size();
  };
  BOOST_TEST(found("2026-11-25T07:59:59", "true") == 1U);
  BOOST_TEST(found("2026-11-25T08:00:00", "true") == 0U);   // strictly after
  BOOST_TEST(found("2026-11-25T07:30:00Z", "true") == 0U);  // taken for 08:30
  BOOST_TEST(found("2026-11-25T08:59:59", "false") == 1U);  // local time
  BOOST_TEST(found("nonsense", "true") == 1U);
}

BOOST_AUTO_TEST_CASE(lists_have_at_most_a_hundred_a_page_and_forget_their_totals_behind_the_end) {
  Bare f;
  f.shop.place_order({{"A"}}, "processing");
  f.shop.place_order({{"A"}}, "checkout-draft");
  BOOST_TEST(f.get("/orders", {{"per_page", "101"}}).body["code"] == "rest_invalid_param");
  BOOST_TEST(f.get("/orders").body.size() == 2U);
  BOOST_TEST((f.get("/orders").total == std::optional<std::size_t>(2)));
  BOOST_TEST((f.get("/orders", {{"page", "3"}}).total == std::optional<std::size_t>(0)));
}

BOOST_AUTO_TEST_CASE(stock_follows_the_orders_status) {
  Bare f;
  f.add({{"sku", "A"}, {"manage_stock", true}, {"stock_quantity", 10}});
  const int order = f.shop.place_order({{"A", 3}}, "pending");
  const auto stock = [&] { return (*f.shop.product_with_sku("A"))["stock_quantity"].get<int>(); };
  BOOST_TEST(stock() == 10);
  for (const auto& [status, expected] : std::vector<std::pair<const char*, int>>{{"on-hold", 7}, {"processing", 7}, {"cancelled", 10}, {"completed", 7}, {"failed", 7}}) {
    f.shop.set_order_status(order, status);
    BOOST_TEST(stock() == expected, status);
  }
}

BOOST_AUTO_TEST_CASE(of_parallel_creates_of_one_sku_one_wins) {
  WooFixture f;
  std::vector<std::unique_ptr<connectors::Connector>> writers;
  for (int i = 0; i < 4; ++i) writers.push_back(f.connector());
  std::vector<connectors::PublishedItem> answers(writers.size());
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < writers.size(); ++i)
    threads.emplace_back([&, i] { answers[i] = writers[i]->publish_products(std::vector{tests::a_simple_product("ONE")})[0][0]; });
  for (auto& thread : threads) thread.join();
  for (const auto& answer : answers) BOOST_TEST(answer.outcome.ok(), answer.outcome.message);
  BOOST_TEST(f.shop.with_shop([](FakeWooShop& shop) { return shop.product_count(); }) == 1U);
}

BOOST_AUTO_TEST_SUITE_END()
