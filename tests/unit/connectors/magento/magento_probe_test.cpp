#include <algorithm>
#include <boost/test/unit_test.hpp>

#include "tests/support/fake_magento_fixture.hpp"

// What `site test` finds out, and which right or setting it names.
using namespace tillbridge;
using namespace tillbridge::tests;
using namespace tillbridge::connectors;

namespace {

bool notes_hold(const ProbeReport& report, const std::string& words) {
  return std::ranges::any_of(report.notes, [&](const std::string& note) { return note.find(words) != std::string::npos; });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(magento_probe)

BOOST_AUTO_TEST_CASE(tells_currency_zone_and_edition_and_changes_nothing) {
  MagentoFixture f({.commerce = true});
  f.add_simple("A", "10", "5");
  const auto report = f.connector()->probe();
  BOOST_REQUIRE(report.has_value());
  BOOST_TEST(report->currency == "EUR");
  BOOST_TEST(report->time_zone == "Europe/Berlin");
  BOOST_TEST(report->platform_version == "Adobe Commerce 2");
  BOOST_TEST(notes_hold(*report, "reads and writes"));
  BOOST_TEST(notes_hold(*report, "this site writes 'default' only"));
  BOOST_TEST(f.on_hand("A") == "5");
  BOOST_TEST(f.product("A").price == "10");
}

BOOST_AUTO_TEST_CASE(names_each_missing_right_and_where_to_give_it) {
  for (const std::string resource : {"Magento_Backend::store", "Magento_InventoryApi::sources", "Magento_InventoryApi::source-items", "Magento_Catalog::products", "Magento_Sales::sales"}) {
    MagentoFixture f;
    f.with([&](FakeMagento& shop) { shop.catalogue().settings().denied.insert(resource); });
    const auto refused = f.connector()->probe();
    BOOST_REQUIRE_MESSAGE(!refused.has_value(), resource);
    BOOST_TEST((refused.error().code == base::ErrorCode::kUnauthenticated), resource);
    BOOST_TEST(refused.error().message.find(resource) != std::string::npos, refused.error().message);
    BOOST_TEST(refused.error().message.find("System > Extensions > Integrations") != std::string::npos);
  }
}

BOOST_AUTO_TEST_CASE(wrong_keys_are_no_missing_right) {
  MagentoFixture f;
  f.secrets["access_token_secret"] = "wrong-secret";
  const auto refused = f.connector()->probe();
  BOOST_REQUIRE(!refused.has_value());
  BOOST_TEST(refused.error().message.find("four keys") != std::string::npos, refused.error().message);
  BOOST_TEST(refused.error().message.find("wrong-secret") == std::string::npos);
  BOOST_TEST(f.shop.calls().size() == 1u);
}

BOOST_AUTO_TEST_CASE(names_what_the_shop_does_not_have_and_what_it_has) {
  const std::tuple<std::string, std::string, std::string> wrong[] = {{"source_code", "warehouse", "default, backroom"}, {"attribute_set_id", "9", "4"}, {"website_ids", "1,5", "0, 1"}};
  for (const auto& [option, value, there] : wrong) {
    MagentoFixture f;
    f.site.options[option] = value;
    const auto refused = f.connector()->probe();
    BOOST_REQUIRE_MESSAGE(!refused.has_value(), option);
    BOOST_TEST(refused.error().field == option);
    BOOST_TEST(refused.error().message.find(there) != std::string::npos, refused.error().message);
  }
}

BOOST_AUTO_TEST_CASE(says_what_does_not_fit) {
  MagentoFixture f({.currency = "USD", .weight_unit = "lbs"});
  f.currency = "EUR";
  f.site.options["store_code"] = "default";
  const auto report = f.connector()->probe();
  BOOST_REQUIRE(report.has_value());
  BOOST_TEST(notes_hold(*report, "the account's prices are in EUR"));
  BOOST_TEST(notes_hold(*report, "set option weight_unit"));
  BOOST_TEST(notes_hold(*report, "store_code is 'default'"));
}

BOOST_AUTO_TEST_SUITE_END()
