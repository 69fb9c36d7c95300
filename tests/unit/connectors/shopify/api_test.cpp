#include "connectors/shopify/api.hpp"

#include <boost/test/unit_test.hpp>

#include "connectors/shopify/remote.hpp"
#include "tests/support/fixed_clock.hpp"

using namespace tillbridge;
using namespace tillbridge::connectors;
using shopify::classify;
using shopify::Json;

namespace {

Outcome judged(int status, const std::string& body) {
  const http::HttpExchange exchange{.transport = http::Transport::kAnswered, .status = status, .body = body};
  const auto read = http::parse_json(body);
  return classify(exchange, read && read->is_object() ? *read : Json(), tests::at("2026-11-25T08:00:00Z"));
}

std::string error(const char* code) { return R"({"errors":[{"message":"Words","extensions":{"code":")" + std::string(code) + R"("}}]})"; }

}  // namespace

BOOST_AUTO_TEST_SUITE(shopify_api)

BOOST_AUTO_TEST_CASE(status_200_may_mean_anything) {
  struct Row {
    std::string body;
    OutcomeKind kind;
  };
  const std::vector<Row> rows{
      {R"({"data":{"shop":{"name":"x"}}})", OutcomeKind::kOk},       {error("THROTTLED"), OutcomeKind::kThrottled},
      {error("ACCESS_DENIED"), OutcomeKind::kUnauthorized},          {error("SHOP_INACTIVE"), OutcomeKind::kUnauthorized},
      {error("INTERNAL_SERVER_ERROR"), OutcomeKind::kUnknown},       {error("TIMEOUT"), OutcomeKind::kUnknown},
      {error("MAX_COST_EXCEEDED"), OutcomeKind::kRejected},          {error("undefinedField"), OutcomeKind::kRejected},
      {R"({"errors":[{"message":"Parse error"}]})", OutcomeKind::kRejected}, {R"({"errors":"Words"})", OutcomeKind::kRejected},
      {R"({"data":null})", OutcomeKind::kUnknown},                   {"<html></html>", OutcomeKind::kUnknown},
      {"", OutcomeKind::kUnknown},                                   {"[]", OutcomeKind::kUnknown},
  };
  for (const auto& row : rows) BOOST_TEST((judged(200, row.body).kind == row.kind), row.body);
}

BOOST_AUTO_TEST_CASE(refusals_keep_the_platforms_words) {
  BOOST_TEST(judged(200, error("MAX_COST_EXCEEDED")).code == "MAX_COST_EXCEEDED");
  BOOST_TEST(judged(200, error("MAX_COST_EXCEEDED")).message == "Words");
  BOOST_TEST(judged(401, R"({"errors":"[API] Invalid API key or access token"})").message.find("Invalid API key") != std::string::npos);
  BOOST_TEST(judged(400, R"({"errors":{"query":"Required parameter missing"}})").message.find("Required parameter missing") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(ids_are_the_numbers_of_global_names) {
  BOOST_TEST(shopify::gid("Product", "17") == "gid://shopify/Product/17");
  BOOST_TEST(shopify::gid("Product", "17/../2") == "");
  BOOST_TEST(shopify::id_of(Json("gid://shopify/InventoryLevel/17?inventory_item_id=3")) == "17");
  for (const auto& strange : {Json(), Json(17), Json("17"), Json("gid://shopify/Product/"), Json("gid://shopify/Product/x")}) BOOST_TEST(shopify::id_of(strange) == "");
}

BOOST_AUTO_TEST_CASE(a_users_error_names_its_entry) {
  const Json payload{{"userErrors", Json::array({{{"code", "X"}, {"field", {"input", "quantities", "3", "quantity"}}, {"message", "m"}}, {{"field", nullptr}, {"message", "n"}}})}};
  const auto errors = shopify::user_errors(payload);
  BOOST_REQUIRE(errors.size() == 2u);
  BOOST_TEST(errors[0].index_in("quantities") == 3);
  BOOST_TEST(errors[0].index_in("variants") == -1);
  BOOST_TEST(errors[1].index_in("quantities") == -1);
  BOOST_TEST(shopify::rejected(errors[1], "own").code == "own");
}

BOOST_AUTO_TEST_CASE(a_reference_holds_product_variant_and_inventory_item) {
  const shopify::Remote remote{"1", "2", "3"};
  for (const auto& ref : {remote.as_simple(), remote.as_variant()}) {
    const auto back = shopify::Remote::from(ref);
    BOOST_REQUIRE(back.has_value());
    BOOST_TEST(back->product == "1");
    BOOST_TEST(back->variant == "2");
    BOOST_TEST(back->inventory_item == "3");
    BOOST_TEST(shopify::product_of(ref) == "1");
  }
  for (const domain::RemoteRef& strange : {domain::RemoteRef{"", ""}, {"1", ""}, {"1:2", ""}, {"1:2:x", ""}, {"1:2:3", "4:5"}, {"1", "2"}, {"1", "2:3:4"}}) BOOST_TEST(!shopify::Remote::from(strange).has_value());
}

BOOST_AUTO_TEST_SUITE_END()
