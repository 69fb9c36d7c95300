#include <boost/test/unit_test.hpp>

#include "domain/listing.hpp"
#include "tests/support/fixed_clock.hpp"

using namespace tillbridge;
using namespace tillbridge::domain;
using tests::at;

BOOST_AUTO_TEST_SUITE(web_price_rule)

BOOST_AUTO_TEST_CASE(a_sale_goes_only_if_it_is_above_zero_lower_and_has_a_moment) {
  struct Row { const char* price; const char* sale; const char* start; const char* end; const char* expected; };  // "" = none
  const Row table[] = {
      {"10", "8", "", "", "8"},
      {"10", "9.9999", "", "", "9.9999"},
      {"10", "10", "", "", ""},
      {"10", "12", "", "", ""},
      {"10", "0", "", "", ""},
      {"10", "-1", "", "", ""},
      {"0", "0", "", "", ""},
      {"0.0001", "0.0001", "", "", ""},
      {"10", "8", "2026-03-29T01:00:00Z", "", "8"},
      {"10", "8", "", "2026-03-29T01:00:00Z", "8"},
      {"10", "8", "2026-03-29T01:00:00Z", "2026-03-29T01:00:01Z", "8"},
      {"10", "8", "2026-03-29T01:00:00Z", "2026-03-29T01:00:00Z", ""},
      {"10", "8", "2026-03-29T01:00:01Z", "2026-03-29T01:00:00Z", ""},
  };
  for (const auto& row : table) {
    ItemPrice price;
    price.price = Decimal::parse(row.price).value();
    if (*row.sale) price.sale_price = Decimal::parse(row.sale).value();
    if (*row.start) price.sale_start = at(row.start);
    if (*row.end) price.sale_end = at(row.end);
    const auto web = web_price(price);
    BOOST_REQUIRE(web.has_value());
    BOOST_TEST((web->price == *price.price));
    BOOST_TEST((web->sale_price ? web->sale_price->to_text() : "") == row.expected, row.price << ", sale " << row.sale << " from " << row.start << " to " << row.end);
    // No sale, no dates: the shop must not keep any.
    if (!web->sale_price) BOOST_TEST((!web->sale_start && !web->sale_end));
  }
}

BOOST_AUTO_TEST_CASE(without_a_price_there_is_nothing_to_send) {
  ItemPrice price;
  price.sale_price = Decimal::from_integer(8);
  BOOST_TEST(!web_price(price).has_value());
}

BOOST_AUTO_TEST_SUITE_END()
