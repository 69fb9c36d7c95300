#include "connectors/shopify/settings.hpp"

#include <boost/test/unit_test.hpp>

using namespace tillbridge;
using connectors::shopify::read_settings;
using connectors::shopify::TokenSource;

namespace {

domain::Site a_site(std::map<std::string, std::string> options = {}) {
  return {.name = "web", .platform = "shopify", .base_url = "https://my-shop.myshopify.com/", .options = std::move(options)};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(shopify_settings)

BOOST_AUTO_TEST_CASE(the_token_comes_from_where_the_credentials_point_to) {
  BOOST_TEST((read_settings(a_site(), {{"token", "t"}})->token_source == TokenSource::kStatic));
  BOOST_TEST((read_settings(a_site({{"client_id", "c"}}), {{"client_secret", "s"}})->token_source == TokenSource::kClientCredentials));
  BOOST_TEST((read_settings(a_site({{"client_id", "c"}}), {{"client_secret", "s"}, {"refresh_token", "r"}})->token_source == TokenSource::kRefreshToken));
  BOOST_TEST(read_settings(a_site(), {{"token", "t"}})->base_url == "https://my-shop.myshopify.com");
}

BOOST_AUTO_TEST_CASE(what_is_missing_is_named) {
  BOOST_TEST(read_settings(a_site(), {}).error().field == "token");
  BOOST_TEST(read_settings(a_site({{"client_id", "c"}}), {{"token", "t"}}).error().field == "client_secret");
  auto plain = a_site();
  plain.base_url = "http://my-shop.myshopify.com";
  BOOST_TEST(read_settings(plain, {{"token", "t"}}).error().catalogue_word() == "bad_url");
}

BOOST_AUTO_TEST_CASE(an_address_copied_from_the_admin_is_taken_where_it_names_the_shop) {
  auto site = a_site();
  for (const auto* url : {"https://my-shop.myshopify.com/admin", "https://my-shop.myshopify.com/admin/products", "https://my-shop.myshopify.com//"}) {
    site.base_url = url;
    BOOST_TEST(read_settings(site, {{"token", "t"}})->base_url == "https://my-shop.myshopify.com", url);
  }
  site.base_url = "https://admin.shopify.com/store/my-shop";
  const auto refused = read_settings(site, {{"token", "t"}});
  BOOST_REQUIRE(!refused.has_value());
  BOOST_TEST(refused.error().catalogue_word() == "bad_url");
  BOOST_TEST(refused.error().message.find("myshopify.com") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_client_secret_without_its_id_asks_for_the_id) {
  const auto refused = read_settings(a_site(), {{"client_secret", "s"}});
  BOOST_REQUIRE(!refused.has_value());
  BOOST_TEST(refused.error().field == "client_id");
  BOOST_TEST((read_settings(a_site(), {{"token", "t"}, {"client_secret", "s"}})->token_source == TokenSource::kStatic));
}

BOOST_AUTO_TEST_CASE(options_out_of_their_range_and_unknown_ones_are_refused) {
  const std::vector<std::pair<std::string, std::string>> rows{{"stock_batch", "251"}, {"products_per_call", "0"}, {"price_batch", "many"}, {"bulk_threshold", "-1"},
                                                               {"order_overlap", "60"}, {"capture_on_ship", "true"}, {"locatoin", "1"}};
  for (const auto& [name, value] : rows) {
    const auto settings = read_settings(a_site({{name, value}}), {{"token", "t"}});
    BOOST_REQUIRE_MESSAGE(!settings.has_value(), name);
    BOOST_TEST(settings.error().catalogue_word() == "bad_option", name);
    BOOST_TEST(settings.error().field == name);
  }
}

BOOST_AUTO_TEST_CASE(decimals_are_those_of_the_accounts_currency) {
  BOOST_TEST(read_settings(a_site(), {{"token", "t"}}, "JPY")->price_decimals == 0);
  BOOST_TEST(read_settings(a_site(), {{"token", "t"}}, "EUR")->price_decimals == 2);
  BOOST_TEST(read_settings(a_site({{"price_decimals", "3"}}), {{"token", "t"}}, "EUR")->price_decimals == 3);
}

BOOST_AUTO_TEST_SUITE_END()
