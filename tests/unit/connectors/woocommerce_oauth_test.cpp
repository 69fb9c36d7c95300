#include "connectors/http/oauth.hpp"

#include <boost/test/unit_test.hpp>

#include "connectors/woocommerce/settings.hpp"
#include "tests/support/fake_woocommerce_fixture.hpp"

using namespace tillbridge;
using connectors::http::OAuthSigner;
using connectors::http::Parameters;
using tests::WooFault;
using tests::WooFixture;

namespace {
const Parameters kParameters{{"sku", "A B,é+1"}, {"per_page", "100"}, {"oauth_consumer_key", "ck_test"}, {"oauth_nonce", "abc123"},
                             {"oauth_signature_method", "HMAC-SHA256"}, {"oauth_timestamp", "1764057600"}};
constexpr const char* kUrl = "http://shop.example/wp-json/wc/v3/products";
}  // namespace

BOOST_AUTO_TEST_SUITE(woocommerce_oauth)

// Expected values made with Python's hmac and urllib, not with the code under test.
BOOST_AUTO_TEST_CASE(signs_all_query_parameters_in_rfc_3986_encoding) {
  BOOST_TEST(OAuthSigner::base_string("GET", kUrl, kParameters) ==
             "GET&http%3A%2F%2Fshop.example%2Fwp-json%2Fwc%2Fv3%2Fproducts&oauth_consumer_key%3Dck_test%26oauth_nonce%3Dabc123%26oauth_signature_method%3DHMAC-"
             "SHA256%26oauth_timestamp%3D1764057600%26per_page%3D100%26sku%3DA%2520B%252C%25C3%25A9%252B1");
  const std::string base = OAuthSigner::base_string("GET", kUrl, kParameters);
  BOOST_TEST((OAuthSigner{"ck_test", "cs_test", "HMAC-SHA256"}.signature(base)) == "TQ5iI6CCu99wgfPL+VuJhrcGEVQfYf8/rl+2+EuPO9E=");
  BOOST_TEST((OAuthSigner{"ck_test", "cs_test", "HMAC-SHA1"}.signature(base)) == "i9akFPrdhBjSs4SfLvsZY3aqDHg=");
}

BOOST_AUTO_TEST_CASE(gets_into_a_shop_over_http_with_either_digest) {
  for (const char* digest : {"HMAC-SHA256", "HMAC-SHA1"}) {
    WooFixture f;
    f.site.options["signature"] = digest;
    f.add_simple("A B");
    const std::vector<std::string> skus{"A B"};
    const auto found = f.connector()->resolve(skus);
    BOOST_REQUIRE_MESSAGE(found.has_value(), (found ? "" : found.error().message));
    BOOST_TEST((*found)[0].found.size() == 1U);
  }
}

BOOST_AUTO_TEST_CASE(every_call_has_a_nonce_of_its_own) {
  WooFixture f;
  const auto connector = f.connector();
  const std::vector<std::string> skus{"A"};
  for (int i = 0; i < 3; ++i) BOOST_TEST(connector->resolve(skus).has_value());
}

BOOST_AUTO_TEST_CASE(a_read_on_a_dead_connection_is_signed_anew) {
  WooFixture f;
  f.add_simple("A");
  const auto connector = f.connector();
  const std::vector<std::string> skus{"A"};
  BOOST_TEST(connector->resolve(skus).has_value());
  f.shop.fail(WooFault::kAnswerLost, 1);
  const auto again = connector->resolve(skus);
  BOOST_TEST(again.has_value(), (again ? "" : again.error().message));
  // Twice in a row is an outage, not refused credentials.
  f.shop.fail(WooFault::kAnswerLost, 2);
  BOOST_TEST((connector->resolve(skus).error().code == base::ErrorCode::kUnavailable));
}

BOOST_AUTO_TEST_CASE(a_wrong_home_address_is_refused_until_signing_url_names_the_right_one) {
  WooFixture f;
  f.shop.set_home_url("http://www.shop.example");
  const std::vector<std::string> skus{"A"};
  BOOST_TEST((f.connector()->resolve(skus).error().code == base::ErrorCode::kUnauthenticated));
  f.site.options["signing_url"] = "http://www.shop.example/";
  BOOST_TEST(f.connector()->resolve(skus).has_value());
}

BOOST_AUTO_TEST_CASE(a_clock_that_is_off_by_an_hour_is_refused) {
  WooFixture f;
  tests::FixedClock late(f.clock.now() + std::chrono::hours(1));
  tests::FakeWooCommerce elsewhere(late);
  f.site.base_url = elsewhere.base_url();
  const std::vector<std::string> skus{"A"};
  BOOST_TEST((f.connector()->resolve(skus).error().code == base::ErrorCode::kUnauthenticated));
}

BOOST_AUTO_TEST_CASE(uses_basic_or_query_keys_over_https) {
  for (const char* way : {"basic", "query"}) {
    WooFixture f;
    f.shop.pretend_https(true);
    f.site.options["authentication"] = way;
    const std::vector<std::string> skus{"A"};
    BOOST_TEST(f.connector_over_https()->resolve(skus).has_value(), way);
    BOOST_TEST((f.connector()->resolve(skus).error().code == base::ErrorCode::kUnauthenticated), way);
  }
}

BOOST_AUTO_TEST_CASE(basic_is_refused_where_php_sees_http) {
  WooFixture f;  // the proxy in front does not tell PHP that the call came by https
  const std::vector<std::string> skus{"A"};
  const auto refused = f.connector_over_https()->resolve(skus);
  BOOST_TEST((refused.error().code == base::ErrorCode::kUnauthenticated));
  BOOST_TEST(refused.error().message.find(tests::FakeWooCommerce::kSecret) == std::string::npos);
}

BOOST_AUTO_TEST_CASE(missing_keys_and_wrong_options_are_named) {
  const std::vector<std::pair<std::string, std::string>> bad{{"batch_size", "101"}, {"batch_size", "many"}, {"price_decimals", "7"}, {"weight_unit", "stone"},
                                                             {"order_overlap", "30"}, {"place_pending", "perhaps"}, {"signature", "PLAINTEXT"}, {"batchsize", "10"}};
  for (const auto& [key, value] : bad) {
    WooFixture f;
    f.site.options[key] = value;
    const auto made = connectors::woocommerce::read_settings(f.site, f.secrets);
    BOOST_REQUIRE_MESSAGE(!made.has_value(), key + "=" + value);
    BOOST_TEST(made.error().message.find(key) != std::string::npos, made.error().message);
  }
  WooFixture f;
  f.secrets.erase("consumer_secret");
  BOOST_TEST(connectors::woocommerce::read_settings(f.site, f.secrets).error().message.find("consumer_secret") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
