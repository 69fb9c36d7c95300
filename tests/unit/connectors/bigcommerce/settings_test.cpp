#include "connectors/bigcommerce/settings.hpp"

#include <boost/test/unit_test.hpp>

// What an operator may write about a BigCommerce store, and what is said about the rest.
using namespace tillbridge;
using connectors::bigcommerce::read_settings;

namespace {

domain::Site a_site(std::map<std::string, std::string> options = {}) {
  return {.name = "web", .platform = "bigcommerce", .base_url = "https://api.bigcommerce.com/stores/abc123", .options = std::move(options)};
}
const domain::SiteSecrets kSecrets{{"access_token", "t"}};

}  // namespace

BOOST_AUTO_TEST_SUITE(bigcommerce_settings)

BOOST_AUTO_TEST_CASE(takes_the_api_path_as_the_control_panel_shows_it) {
  for (const auto* url : {"https://api.bigcommerce.com/stores/abc123", "https://api.bigcommerce.com/stores/abc123/", "https://api.bigcommerce.com/stores/abc123/v3/"}) {
    auto site = a_site();
    site.base_url = url;
    const auto settings = read_settings(site, kSecrets, "JPY");
    BOOST_REQUIRE(settings);
    BOOST_TEST(settings->base_url == "https://api.bigcommerce.com/stores/abc123");
    BOOST_TEST(settings->price_decimals == 0);
    BOOST_TEST(settings->location_id == 1);
  }
}

BOOST_AUTO_TEST_CASE(an_address_that_names_no_store_is_refused) {
  for (const auto* url : {"https://api.bigcommerce.com", "https://my-shop.example/", "https://api.bigcommerce.com/stores/", "https://api.bigcommerce.com/stores/v3"}) {
    auto site = a_site();
    site.base_url = url;
    const auto settings = read_settings(site, kSecrets);
    BOOST_REQUIRE_MESSAGE(!settings, url);
    BOOST_TEST(settings.error().word == "bad_url");
    BOOST_TEST(settings.error().field == "base_url");
  }
}

BOOST_AUTO_TEST_CASE(reads_every_option) {
  const auto settings = read_settings(a_site({{"location_id", "4"}, {"categories", "12, 7"}, {"price_decimals", "3"}, {"weight_unit", "lb"}, {"duplicate_names", "refuse"},
                                              {"send_images", "yes"}, {"order_overlap", "900"}, {"capture_on_ship", "false"}}),
                                      {{"access_token", "t"}, {"webhook_secret", "c"}}, "EUR");
  BOOST_REQUIRE(settings);
  BOOST_TEST(settings->location_id == 4);
  BOOST_TEST(settings->categories == (std::vector<int>{12, 7}), boost::test_tools::per_element());
  BOOST_TEST(settings->price_decimals == 3);
  BOOST_TEST(settings->weight_unit == "lb");
  BOOST_TEST(!settings->unique_names);
  BOOST_TEST(settings->send_images);
  BOOST_TEST(settings->order_overlap.count() == 900);
  BOOST_TEST(settings->webhook_secret == "c");
}

BOOST_AUTO_TEST_CASE(names_what_is_missing_or_wrong) {
  BOOST_TEST(read_settings(a_site(), {}).error().field == "access_token");
  const std::map<std::string, std::string> wrong{{"location_id", "0"}, {"categories", "Shirts"}, {"price_decimals", "5"}, {"weight_unit", "stone"}, {"duplicate_names", "keep"},
                                                 {"order_overlap", "5"}, {"capture_on_ship", "true"}, {"batch_size", "10"}};
  for (const auto& [name, value] : wrong) {
    const auto refused = read_settings(a_site({{name, value}}), kSecrets);
    BOOST_REQUIRE_MESSAGE(!refused, name);
    BOOST_TEST(refused.error().word == "bad_option");
    BOOST_TEST(refused.error().field == name);
  }
}

BOOST_AUTO_TEST_SUITE_END()
