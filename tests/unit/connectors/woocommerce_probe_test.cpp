#include <boost/test/unit_test.hpp>

#include <algorithm>

#include "tests/support/fake_woocommerce_fixture.hpp"

using namespace tillbridge;
using tests::FakeWooShop;
using tests::WooFault;
using tests::WooFixture;

namespace {
bool has_note(const connectors::ProbeReport& report, const std::string& words) {
  return std::any_of(report.notes.begin(), report.notes.end(), [&](const std::string& note) { return note.find(words) != std::string::npos; });
}
}  // namespace

BOOST_AUTO_TEST_SUITE(woocommerce_probe)

BOOST_AUTO_TEST_CASE(tells_what_the_shop_says_about_itself) {
  WooFixture f;
  const auto report = f.connector()->probe();
  BOOST_REQUIRE_MESSAGE(report.has_value(), (report ? "" : report.error().message));
  BOOST_TEST(report->platform_version == "WooCommerce 10.0.2");
  BOOST_TEST(report->currency == "EUR");
  BOOST_TEST((report->prices_include_tax == std::optional(true)));
  BOOST_TEST(report->time_zone == "Europe/Berlin");
  BOOST_TEST(has_note(*report, "reads and writes"));
}

BOOST_AUTO_TEST_CASE(changes_nothing) {
  WooFixture f;
  const auto ignored = f.connector()->probe();
  BOOST_TEST(ignored.has_value());
  f.shop.with_shop([](FakeWooShop& shop) { BOOST_TEST(shop.product_count() == 0U); return 0; });
}

BOOST_AUTO_TEST_CASE(refuses_a_store_that_cannot_tell_changes) {
  WooFixture f;
  f.shop.with_shop([](FakeWooShop& shop) { shop.settings().has_modified_after = false; return 0; });
  BOOST_TEST(f.connector()->probe().error().message.find("5.8") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(warns_of_settings_that_do_not_fit) {
  WooFixture f;
  f.shop.with_shop([](FakeWooShop& shop) {
    shop.settings().manage_stock = false;
    shop.settings().weight_unit = "lbs";
    shop.settings().has_refunds_route = false;
    return 0;
  });
  f.site.options["price_decimals"] = "0";
  const auto report = f.connector()->probe();
  BOOST_REQUIRE(report.has_value());
  for (const char* words : {"stock management is off", "weight_unit", "price_decimals", "before 9.0"}) BOOST_TEST(has_note(*report, words), words);
}

BOOST_AUTO_TEST_CASE(names_a_key_that_only_reads) {
  WooFixture f;
  f.shop.read_only_key(true);
  const auto report = f.connector()->probe();
  BOOST_TEST((report.error().code == base::ErrorCode::kUnauthenticated));
  BOOST_TEST(report.error().message.find("read/write") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_wrong_secret_is_refused_without_being_told) {
  WooFixture f;
  f.secrets["consumer_secret"] = "cs_wrong_secret_of_somebody";
  const auto report = f.connector()->probe();
  BOOST_TEST((report.error().code == base::ErrorCode::kUnauthenticated));
  BOOST_TEST(report.error().message.find("cs_wrong") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(an_address_without_a_rest_api_is_named) {
  WooFixture f;
  f.site.base_url += "/blog";
  BOOST_TEST(f.connector()->probe().error().message.find("permalinks") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_door_behind_index_php_works) {
  WooFixture f;
  f.site.base_url += "/index.php";
  const auto report = f.connector()->probe();
  BOOST_TEST(report.has_value(), (report ? "" : report.error().message));
}

BOOST_AUTO_TEST_SUITE_END()
