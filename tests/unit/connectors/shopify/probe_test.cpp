#include <boost/test/unit_test.hpp>

#include "tests/support/fake_shopify_fixture.hpp"

using namespace tillbridge;
using namespace tillbridge::connectors;
using tests::FakeShopify;
using tests::ShopifyFixture;

namespace {

bool says(const ProbeReport& report, const std::string& words) {
  return std::any_of(report.notes.begin(), report.notes.end(), [&](const auto& note) { return note.find(words) != std::string::npos; });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(shopify_probe)

BOOST_AUTO_TEST_CASE(tells_what_the_shop_is) {
  ShopifyFixture f;
  const auto report = f.connector()->probe();
  BOOST_REQUIRE(report.has_value());
  BOOST_TEST(report->platform_version == "Shopify Admin API 2026-10");
  BOOST_TEST(report->currency == "EUR");
  BOOST_TEST(report->time_zone == "Europe/Berlin");
  BOOST_TEST(report->prices_include_tax.value());
  BOOST_TEST(says(*report, "location Shop (7001)"));
}

BOOST_AUTO_TEST_CASE(names_each_scope_that_is_missing_and_where_to_give_it) {
  ShopifyFixture f;
  f.shop.with([](FakeShopify& shop) { shop.scopes() = {"write_products", "read_locations", "read_orders", "write_merchant_managed_fulfillment_orders"}; });
  const auto report = f.connector()->probe();
  BOOST_REQUIRE(!report.has_value());
  BOOST_TEST(report.error().word == "missing_scope");
  BOOST_TEST(report.error().message.find("write_inventory") != std::string::npos);
  BOOST_TEST(report.error().message.find("write_products") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(says_what_goes_without_the_scopes_that_are_not_needed) {
  ShopifyFixture f;
  f.shop.with([](FakeShopify& shop) { shop.scopes().erase("read_all_orders"); });
  BOOST_TEST(says(f.connector()->probe().value(), "read_all_orders"));
}

BOOST_AUTO_TEST_CASE(says_that_the_app_may_not_read_customers_and_where_to_ask) {
  ShopifyFixture f;
  f.add_simple("A-1");
  f.shop.with([](FakeShopify& shop) { return shop.orders().place_order({{"A-1"}}); });
  BOOST_TEST(!says(f.connector()->probe().value(), "protected customer data"));
  f.shop.with([](FakeShopify& shop) { return shop.orders().customers_approved = false; });
  BOOST_TEST(says(f.connector()->probe().value(), "ask for protected customer data in the app's API access settings. [The shop does not let this app read customer, billingAddress"));
}

BOOST_AUTO_TEST_CASE(a_call_without_its_scope_pauses_the_site_with_the_platforms_words) {
  ShopifyFixture f;
  f.shop.with([](FakeShopify& shop) { shop.scopes().erase("read_products"); });
  const auto found = f.connector()->resolve(std::vector<std::string>{"A-1"});
  BOOST_REQUIRE(!found.has_value());
  BOOST_TEST((found.error().code == base::ErrorCode::kUnauthenticated));
  BOOST_TEST(found.error().message.find("read_products") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_retired_version_is_told) {
  ShopifyFixture f;
  f.shop.with([](FakeShopify& shop) { shop.served_version = "2027-10"; });
  BOOST_TEST(says(f.connector()->probe().value(), "2027-10"));
}

BOOST_AUTO_TEST_CASE(decimals_that_do_not_fit_are_told) {
  ShopifyFixture f;
  f.shop.with([](FakeShopify& shop) { shop.currency = "JPY"; });
  BOOST_TEST(says(f.connector()->probe().value(), "price_decimals"));
}

BOOST_AUTO_TEST_CASE(a_wrong_location_is_told_with_those_that_there_are) {
  ShopifyFixture f;
  f.site.options["location"] = "Warehous";
  const auto report = f.connector()->probe();
  BOOST_REQUIRE(!report.has_value());
  BOOST_TEST(report.error().word == "location_unknown");
  BOOST_TEST(report.error().message.find("Shop (7001)") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_location_of_a_fulfilment_service_is_never_chosen_unasked) {
  ShopifyFixture f;
  f.shop.with([](FakeShopify& shop) { shop.catalogue().locations().push_back({"7002", "Amazon", true, true}); });
  BOOST_TEST(says(f.connector()->probe().value(), "location Shop (7001) of 2"));
}

BOOST_AUTO_TEST_CASE(a_closed_shop_and_a_misspelt_one_pause_the_site) {
  for (const int status : {402, 404, 423}) {
    ShopifyFixture f;
    f.shop.with([&](FakeShopify& shop) { shop.closed_with = status; });
    const auto report = f.connector()->probe();
    BOOST_REQUIRE(!report.has_value());
    BOOST_TEST((report.error().code == base::ErrorCode::kUnauthenticated));
    BOOST_TEST(report.error().message.find("myshopify.com") != std::string::npos);
  }
}

BOOST_AUTO_TEST_SUITE_END()
