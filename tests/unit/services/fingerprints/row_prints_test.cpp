#include <boost/test/unit_test.hpp>

#include <functional>
#include <set>

#include "services/fingerprints/row_prints.hpp"
#include "tests/support/fixed_clock.hpp"
#include "tests/support/seeded_random.hpp"

using namespace tillbridge;
using namespace tillbridge::services;
using domain::Change;

namespace {

base::Decimal number(const char* text) { return base::Decimal::parse(text).value(); }

struct Fixture {
  tests::SeededRandom random;
  PrintSecret secret{random};
  RowPrinter printer{secret};
};

/// Each makes a row that differs from all the others.
const std::vector<std::function<void(domain::ProductRow&)>> kProductFields = {
    [](auto& row) { row.item_id = "B"; },
    [](auto& row) { row.product_id = Change<std::string>::set("x"); },
    [](auto& row) { row.name = Change<std::string>::set("x"); },
    [](auto& row) { row.name = Change<std::string>::clear(); },
    [](auto& row) { row.name = Change<std::string>::set(""); },
    [](auto& row) { row.short_description = Change<std::string>::set("x"); },
    [](auto& row) { row.long_description = Change<std::string>::set("x"); },
    [](auto& row) { row.additional_description = Change<std::string>::set("x"); },
    [](auto& row) { row.brand = Change<std::string>::set("x"); },
    [](auto& row) { row.department = Change<std::string>::set("x"); },
    [](auto& row) { row.barcode = Change<std::string>::set("x"); },
    [](auto& row) { row.supplier_sku = Change<std::string>::set("x"); },
    [](auto& row) { row.weight = Change<base::Decimal>::set(number("1")); },
    [](auto& row) { row.weight_unit = Change<std::string>::set("x"); },
    [](auto& row) { row.taxable = Change<bool>::set(false); },
    [](auto& row) { row.taxable = Change<bool>::set(true); },
    [](auto& row) { row.tax_class = Change<std::string>::set("x"); },
    [](auto& row) { row.sell_online = Change<bool>::set(false); },
    [](auto& row) { row.options = Change<std::vector<domain::NameValue>>::set({{"ab", "c"}}); },
    [](auto& row) { row.options = Change<std::vector<domain::NameValue>>::set({{"a", "bc"}}); },
    [](auto& row) { row.attributes = Change<std::vector<domain::NameValue>>::set({{"ab", "c"}}); },
    [](auto& row) { row.image_urls = Change<std::vector<std::string>>::set({"a", "b"}); },
    [](auto& row) { row.image_urls = Change<std::vector<std::string>>::set({"ab"}); },
    [](auto& row) { row.price = Change<base::Decimal>::set(number("1")); },
    [](auto& row) { row.sale_price = Change<base::Decimal>::set(number("1")); },
    [](auto& row) { row.sale_start = Change<domain::Timestamp>::set(tests::at("2026-11-25T08:00:00Z")); },
    [](auto& row) { row.sale_end = Change<domain::Timestamp>::set(tests::at("2026-11-25T08:00:00Z")); },
    [](auto& row) { row.quantities = {{"", number("1")}}; },
    [](auto& row) { row.quantities = {{"a", number("1")}}; },
    [](auto& row) { row.quantities = {{"", number("1")}, {"a", number("1")}}; },
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(row_prints, Fixture)

BOOST_AUTO_TEST_CASE(every_field_of_a_product_row_counts) {
  std::set<std::uint64_t> seen{printer.print(domain::ProductRow{.item_id = "A"}).fingerprint};
  for (const auto& change : kProductFields) {
    domain::ProductRow row{.item_id = "A"};
    change(row);
    BOOST_TEST(seen.insert(printer.print(row).fingerprint).second);
  }
  BOOST_TEST(seen.count(0) == 0u);
}

BOOST_AUTO_TEST_CASE(every_field_of_a_price_row_counts) {
  using Number = Change<base::Decimal>;
  using Moment = Change<domain::Timestamp>;
  const auto noon = tests::at("2026-11-25T12:00:00Z");
  const std::vector<domain::PriceRow> rows = {{.item_id = "A"}, {.item_id = "B"}, {.item_id = "A", .price = Number::set(number("1"))},
                                              {.item_id = "A", .price = Number::clear()}, {.item_id = "A", .sale_price = Number::set(number("1"))},
                                              {.item_id = "A", .sale_start = Moment::set(noon)}, {.item_id = "A", .sale_end = Moment::set(noon)}};
  std::set<std::uint64_t> seen;
  for (const auto& row : rows) BOOST_TEST(seen.insert(printer.print(row).fingerprint).second);
}

BOOST_AUTO_TEST_CASE(an_inventory_row_is_its_item_location_and_quantity) {
  const domain::InventoryRow row{.item_id = "A", .quantity = number("5"), .location = "cellar"};
  const auto print = printer.print(row);
  auto later = row;
  later.index = 7;
  BOOST_TEST(printer.print(later).fingerprint == print.fingerprint);
  BOOST_TEST((printer.print(later).key == print.key));
  auto other = row;
  other.quantity = number("5.0001");
  BOOST_TEST((printer.print(other).key == print.key));
  BOOST_TEST(printer.print(other).fingerprint != print.fingerprint);
  for (const char* location : {"", "Cellar", "cellar2"}) {
    auto elsewhere = row;
    elsewhere.location = location;
    BOOST_TEST(!(printer.print(elsewhere).key == print.key));
    BOOST_TEST(printer.print(elsewhere).fingerprint != print.fingerprint);
    BOOST_TEST(printer.print(elsewhere).key.item == print.key.item);
  }
}

BOOST_AUTO_TEST_CASE(rows_that_depend_on_more_than_themselves_have_no_fingerprint) {
  const auto noon = tests::at("2026-11-25T12:00:00Z");
  BOOST_TEST(printer.print(domain::InventoryRow{.item_id = "A", .as_of = noon}).fingerprint == 0u);
  BOOST_TEST(printer.print(domain::PriceRow{.item_id = "A", .as_of = noon}).fingerprint == 0u);
  BOOST_TEST(printer.print(domain::ProductRow{.item_id = "A", .as_of = noon}).fingerprint == 0u);
  domain::ProductRow with_sites{.item_id = "A"};
  with_sites.sites = Change<std::vector<std::string>>::set({"shop"});
  BOOST_TEST(printer.print(with_sites).fingerprint == 0u);
  with_sites.sites = Change<std::vector<std::string>>::clear();
  BOOST_TEST(printer.print(with_sites).fingerprint == 0u);
  domain::ProductRow twice{.item_id = "A"};
  twice.quantities = {{"", number("1")}, {"a", number("1")}, {"", number("2")}};
  BOOST_TEST(printer.print(twice).fingerprint == 0u);
}

BOOST_AUTO_TEST_CASE(no_process_hashes_as_another_one) {
  tests::SeededRandom other_random(2);
  const PrintSecret other_secret(other_random);
  RowPrinter other(other_secret);
  const domain::InventoryRow row{.item_id = "A", .quantity = number("5")};
  BOOST_TEST(other.print(row).key.item != printer.print(row).key.item);
  BOOST_TEST(other.print(row).fingerprint != printer.print(row).fingerprint);
}

BOOST_AUTO_TEST_SUITE_END()
