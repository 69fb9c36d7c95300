#include <boost/test/unit_test.hpp>

#include "tests/support/fake_magento_fixture.hpp"

// Prices and sales in both editions.
using namespace tillbridge;
using namespace tillbridge::tests;
using namespace tillbridge::connectors;

namespace {

base::Decimal money(const std::string& text) { return base::Decimal::parse(text).value(); }

Outcome set_price(Connector& connector, const std::string& sku, const std::string& price, const std::string& sale = "") {
  PriceWrite write{.item_id = sku, .remote = {.product_id = "1"}, .price = {.price = money(price)}};
  if (!sale.empty()) write.price.sale_price = money(sale);
  return connector.set_prices(std::vector{write}).at(0);
}

const char* const kSet = "/products/special-price";
const char* const kErase = "/products/special-price-delete";

int count_exactly(const MagentoFixture& f, const std::string& path) {
  return f.shop.count([&](const PlatformCall& call) { return call.path.ends_with(path); });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(magento_prices)

BOOST_AUTO_TEST_CASE(a_sale_of_open_source_leaves_no_date_of_an_earlier_one) {
  MagentoFixture f;
  f.add_simple("A");
  f.with([](FakeMagento& shop) { shop.catalogue().find("A")->custom.insert({{"special_price", "8"}, {"special_from_date", "2020-01-01 00:00:00"}, {"special_to_date", "2020-02-01 00:00:00"}}); });
  const auto connector = f.connector();
  BOOST_TEST(set_price(*connector, "A", "10", "7.5").ok());
  BOOST_TEST(money(f.custom("A", "special_price")).to_text() == "7.5");
  BOOST_TEST(f.custom("A", "special_from_date") == "2000-01-01 00:00:00");
  BOOST_TEST(f.custom("A", "special_to_date") == "2037-12-31 23:59:59");
  BOOST_TEST(set_price(*connector, "A", "10").ok());
  for (const auto* attribute : {"special_price", "special_from_date", "special_to_date"}) BOOST_TEST(f.custom("A", attribute) == "", attribute);
}

BOOST_AUTO_TEST_CASE(commerce_gets_a_start_ahead_and_an_end_that_its_clock_can_count) {
  MagentoFixture f({.commerce = true});
  f.add_simple("A");
  BOOST_TEST(set_price(*f.connector(), "A", "10", "7.5").ok());
  BOOST_TEST(f.custom("A", "special_from_date") == "2026-11-25 08:01:00");
  BOOST_TEST(f.custom("A", "special_to_date") == "2037-12-31 23:59:59");
}

BOOST_AUTO_TEST_CASE(commerce_replaces_a_sale_instead_of_laying_another_over_it) {
  MagentoFixture f({.commerce = true});
  f.add_simple("A");
  const auto connector = f.connector();
  BOOST_TEST(set_price(*connector, "A", "10", "7.5").ok());
  f.clock.advance(std::chrono::hours(1));
  const auto second = set_price(*connector, "A", "10", "6");
  BOOST_TEST(second.ok(), second.message);
  BOOST_TEST(money(f.custom("A", "special_price")).to_text() == "6");
  BOOST_TEST(set_price(*connector, "A", "10").ok());
  BOOST_TEST(f.custom("A", "special_price") == "");
}

BOOST_AUTO_TEST_CASE(commerce_keeps_a_sale_that_is_right_already) {
  MagentoFixture f({.commerce = true});
  f.add_simple("A");
  const auto connector = f.connector();
  BOOST_TEST(set_price(*connector, "A", "10", "7.5").ok());
  f.shop.forget_calls();
  BOOST_TEST(set_price(*connector, "A", "11", "7.50").ok());
  BOOST_TEST(count_exactly(f, kSet) == 0);
  BOOST_TEST(count_exactly(f, kErase) == 0);
  BOOST_TEST(f.product("A").price == "11");
}

BOOST_AUTO_TEST_CASE(commerce_clears_the_merchants_own_sale_without_dates) {
  MagentoFixture f({.commerce = true});
  f.add_simple("A");
  f.with([](FakeMagento& shop) { shop.catalogue().find("A")->custom["special_price"] = "8"; });
  BOOST_TEST(set_price(*f.connector(), "A", "10").ok());
  BOOST_TEST(f.custom("A", "special_price") == "");
}

BOOST_AUTO_TEST_CASE(the_edition_is_asked_once_and_an_option_saves_the_question) {
  MagentoFixture f;
  f.add_simple("A");
  for (int run = 0; run < 3; ++run) BOOST_TEST(set_price(*f.connector(), "A", "10").ok());
  BOOST_TEST(count_exactly(f, "/V1/modules") == 1);
  MagentoFixture told;
  told.site.options["edition"] = "open_source";
  told.add_simple("A");
  BOOST_TEST(set_price(*told.connector(), "A", "10").ok());
  BOOST_TEST(count_exactly(told, "/V1/modules") == 0);
}

BOOST_AUTO_TEST_CASE(a_complaint_concerns_its_own_row_and_the_others_are_saved) {
  MagentoFixture f;
  for (const auto* sku : {"A", "B", "C"}) f.add_simple(sku);
  f.with([](FakeMagento& shop) { shop.catalogue().refuse_sku("B"); });
  std::vector<PriceWrite> writes;
  for (const auto* sku : {"A", "B", "C", "GONE"}) writes.push_back({.item_id = sku, .remote = {.product_id = "1"}, .price = {.price = money("12.34")}});
  const auto outcomes = f.connector()->set_prices(writes);
  BOOST_TEST(outcomes[0].ok());
  BOOST_TEST((outcomes[1].kind == OutcomeKind::kRejected));
  BOOST_TEST(outcomes[1].message == "Invalid attribute %fieldName = %fieldValue. [SKU, B]", outcomes[1].message);
  BOOST_TEST(outcomes[2].ok());
  BOOST_TEST((outcomes[3].kind == OutcomeKind::kGone));
  BOOST_TEST(f.product("C").price == "12.34");
}

BOOST_AUTO_TEST_CASE(a_sale_that_rounds_to_nothing_or_to_the_price_is_none) {
  MagentoFixture f;
  f.currency = "JPY";
  f.add_simple("A");
  for (const auto* sale : {"0.4", "9.6"}) {
    BOOST_TEST(set_price(*f.connector(), "A", "10", sale).ok());
    BOOST_TEST(f.custom("A", "special_price") == "", sale);
  }
  BOOST_TEST(f.product("A").price == "10");
}

BOOST_AUTO_TEST_CASE(prices_are_written_for_all_stores) {
  MagentoFixture f;
  f.add_simple("A");
  BOOST_TEST(set_price(*f.connector(), "A", "1234567.8912", "0.1").ok());
  for (const auto& call : f.shop.calls()) {
    BOOST_TEST(call.path.starts_with("/rest/all/V1/"));
    if (call.method == "POST") BOOST_TEST(Json::parse(call.body)["prices"][0]["store_id"] == 0);
  }
  BOOST_TEST(f.product("A").price == "1234567.89");
}

BOOST_AUTO_TEST_SUITE_END()
