#include <boost/test/unit_test.hpp>

#include "connectors/http/curl_http_client.hpp"
#include "connectors/magento/api.hpp"
#include "connectors/magento/search.hpp"
#include "tests/support/fake_magento.hpp"
#include "tests/support/fixed_clock.hpp"
#include "tests/support/seeded_random.hpp"

// The pretended shop lets in who signs as Magento asks, and nobody else.
using namespace tillbridge;
using namespace tillbridge::tests;
using namespace tillbridge::connectors;
using namespace tillbridge::connectors::magento;

namespace {

struct SignedCaller {
  FixedClock clock{at("2026-11-25T08:00:00Z")};
  SeededRandom random;
  FakeMagento shop{clock};
  Settings settings;
  http::CurlHttpClient client{options()};
  Api api{settings, client, clock, random};

  SignedCaller() {
    settings.base_url = settings.signing_url = shop.base_url();
    settings.consumer_key = FakeMagento::kConsumerKey;
    settings.consumer_secret = FakeMagento::kConsumerSecret;
    settings.access_token = FakeMagento::kToken;
    settings.access_token_secret = FakeMagento::kTokenSecret;
  }
  static http::CurlOptions options() {
    http::CurlOptions out;
    out.policy = {.allow_plain_http = true, .allow_private_address = true};
    return out;
  }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(magento_signed_calls)

BOOST_AUTO_TEST_CASE(a_signed_search_gets_in_with_brackets_blanks_and_foreign_letters) {
  SignedCaller caller;
  caller.shop.with([](FakeMagento& shop) { return shop.catalogue().add_product({.sku = "caf\xc3\xa9 1&2=3", .name = "Cup"}); });
  const auto reply = caller.api.get("/products", Search().where("sku", "caf\xc3\xa9 1&2=3").page(100).only("id,sku").parameters());
  BOOST_REQUIRE_MESSAGE(reply.ok(), reply.outcome.message);
  BOOST_TEST(reply.body["total_count"] == 1);
  BOOST_TEST(reply.body["items"][0].dump() == Json({{"id", 100}, {"sku", "caf\xc3\xa9 1&2=3"}}).dump());
}

BOOST_AUTO_TEST_CASE(ten_filters_are_signed_in_the_shops_order) {
  SignedCaller caller;
  Search search;
  for (int i = 0; i < Search::kMostFilters; ++i) search.or_where("sku", "A-" + std::to_string(i));
  BOOST_TEST(caller.api.get("/products", search.page(10).parameters()).ok());
}

BOOST_AUTO_TEST_CASE(each_wrong_key_is_refused_and_none_is_told) {
  for (auto member : {&Settings::consumer_key, &Settings::consumer_secret, &Settings::access_token, &Settings::access_token_secret}) {
    SignedCaller caller;
    caller.settings.*member = "another";
    const auto reply = caller.api.post("/products", {{"product", {{"sku", "A"}}}});
    BOOST_TEST((reply.outcome.kind == OutcomeKind::kUnauthorized));
    BOOST_TEST(reply.outcome.message.find("another") == std::string::npos);
  }
}

BOOST_AUTO_TEST_CASE(a_missing_right_is_named) {
  SignedCaller caller;
  caller.shop.with([](FakeMagento& shop) { return shop.catalogue().settings().denied.insert("Magento_Catalog::products").second; });
  const auto reply = caller.api.get("/products", Search().page(1).parameters());
  BOOST_TEST((reply.outcome.kind == OutcomeKind::kUnauthorized));
  BOOST_TEST(reply.outcome.code == code::kNoPermission);
  BOOST_TEST(reply.outcome.message.find("Magento_Catalog::products") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(past_the_last_page_the_last_page_comes_again) {
  SignedCaller caller;
  caller.shop.with([](FakeMagento& shop) {
    for (const auto* sku : {"A", "B", "C"}) shop.catalogue().add_product({.sku = sku, .name = sku});
    return 0;
  });
  const auto reply = caller.api.get("/products", Search().sort("entity_id").page(2, 7).only("sku").parameters());
  BOOST_REQUIRE(reply.ok());
  BOOST_TEST(reply.body["items"].dump() == R"([{"sku":"C"}])");
  BOOST_TEST(reply.body["total_count"] == 3);
}

BOOST_AUTO_TEST_SUITE_END()
