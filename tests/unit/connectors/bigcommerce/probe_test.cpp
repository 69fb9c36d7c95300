#include "connectors/bigcommerce/probe.hpp"

#include <algorithm>

#include "tests/unit/connectors/bigcommerce/pretended_store.hpp"

// What `site test` says about a store and its API account.
using namespace tillbridge;
using namespace tillbridge::tests;
using tillbridge::connectors::ProbeReport;
using tillbridge::connectors::bigcommerce::probe_store;

namespace {

bool notes(const ProbeReport& report, const std::string& words) {
  return std::any_of(report.notes.begin(), report.notes.end(), [&](const auto& note) { return note.find(words) != std::string::npos; });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(bigcommerce_probe)

BOOST_AUTO_TEST_CASE(tells_what_the_store_is_and_changes_nothing) {
  PretendedStore s;
  s.fake.set_quota(150);
  s.add({{"name", "Cup"}, {"sku", "CUP"}, {"price", 4}});
  const auto before = s.with([](BigStore& store) { return store.catalogue.products(); });
  const auto report = probe_store(s.api, s.settings);
  BOOST_REQUIRE(report);
  BOOST_TEST(report->platform_version == "BigCommerce V3, plan Pro");
  BOOST_TEST(report->currency == "EUR");
  BOOST_TEST(report->time_zone == "Europe/Berlin");
  BOOST_TEST(report->prices_include_tax.value());
  BOOST_TEST(notes(*report, "location 1: Default location, where this site's stock goes"));
  BOOST_TEST(notes(*report, "150 requests"));
  BOOST_TEST(!notes(*report, "option"));
  BOOST_TEST((s.with([](BigStore& store) { return store.catalogue.products(); }) == before));
}

BOOST_AUTO_TEST_CASE(names_every_right_that_is_missing_and_where_to_set_it) {
  const std::vector<std::pair<std::string, std::string>> rights{{"store_v2_products", "Products: modify (store_v2_products)"},
                                                                {"store_inventory", "Store Inventory: modify (store_inventory)"},
                                                                {"store_v2_orders", "Orders: modify (store_v2_orders)"},
                                                                {"store_v2_transactions", "Order Transactions: read-only or modify (store_v2_transactions_read_only)"},
                                                                {"store_v2_information", "Information & Settings: read-only or modify (store_v2_information_read_only)"}};
  for (const auto& [scope, words] : rights) {
    PretendedStore s;
    s.fake.revoke(scope);
    const auto report = probe_store(s.api, s.settings);
    BOOST_REQUIRE_MESSAGE(!report, scope);
    BOOST_TEST((report.error().code == base::ErrorCode::kUnauthenticated));
    BOOST_TEST(report.error().message.find(words) != std::string::npos, report.error().message);
    BOOST_TEST(report.error().message.find("Settings > Store-level API accounts") != std::string::npos);
  }
}

BOOST_AUTO_TEST_CASE(tells_a_right_that_only_reads_and_two_at_once) {
  PretendedStore s;
  s.fake.revoke("store_inventory", false);
  s.fake.revoke("store_v2_orders", false);
  const auto report = probe_store(s.api, s.settings);
  BOOST_REQUIRE(!report);
  const auto& words = report.error().message;
  BOOST_TEST(words.find("Store Inventory: modify (store_inventory)") != std::string::npos, words);
  BOOST_TEST(words.find("Orders: modify (store_v2_orders)") != std::string::npos, words);
  BOOST_TEST(words.find("Products") == std::string::npos, words);
  BOOST_TEST(words.find("read-only") == std::string::npos, words);
}

BOOST_AUTO_TEST_CASE(a_wrong_token_is_no_missing_right) {
  PretendedStore s;
  s.settings.access_token = "wrong";
  const auto report = probe_store(s.api, s.settings);
  BOOST_REQUIRE(!report);
  BOOST_TEST((report.error().code == base::ErrorCode::kUnauthenticated));
  BOOST_TEST(report.error().message.find("right") == std::string::npos);
  BOOST_TEST(s.fake.count("") == 1);
}

BOOST_AUTO_TEST_CASE(notes_what_does_not_fit_the_site) {
  PretendedStore s;
  s.fake.set_store_information({{"decimal_places", 3}, {"weight_units", "Ounces"}});
  s.with([](BigStore& store) { store.stock.add_location(7, "Old shop", false); });
  s.settings.location_id = 7;
  const auto report = probe_store(s.api, s.settings);
  BOOST_REQUIRE(report);
  BOOST_TEST(notes(*report, "set option price_decimals"));
  BOOST_TEST(notes(*report, "set option weight_unit=oz"));
  BOOST_TEST(notes(*report, "set option location_id"));
  BOOST_TEST(notes(*report, "location 7: Old shop (disabled)"));
}

BOOST_AUTO_TEST_CASE(works_without_the_right_to_read_locations) {
  PretendedStore s;
  s.fake.revoke("store_locations");
  const auto report = probe_store(s.api, s.settings);
  BOOST_REQUIRE(report);
  BOOST_TEST(notes(*report, "locations could not be read"));
  BOOST_TEST(notes(*report, "Store Locations: read-only or modify"));
}

BOOST_AUTO_TEST_SUITE_END()
