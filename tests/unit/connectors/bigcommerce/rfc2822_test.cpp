#include <boost/test/unit_test.hpp>

#include "base/time_text.hpp"
#include "connectors/bigcommerce/rfc2822.hpp"

using namespace tillbridge;
using connectors::bigcommerce::filter_date;
using connectors::bigcommerce::parse_date;

BOOST_AUTO_TEST_SUITE(bigcommerce_dates)

BOOST_AUTO_TEST_CASE(reads_the_dates_of_both_versions) {
  const struct {
    const char* text;
    const char* utc;
  } kDates[] = {
      {"Wed, 25 Nov 2026 08:15:30 +0000", "2026-11-25T08:15:30Z"}, {"Wed, 25 Nov 2026 08:15:30 GMT", "2026-11-25T08:15:30Z"},
      {"Tue, 1 Dec 2026 00:30:00 +0200", "2026-11-30T22:30:00Z"},  {"25 Nov 2026 08:15 -0530", "2026-11-25T13:45:00Z"},
      {"Sat, 29 Feb 2020 23:59:60 +0000", "2020-02-29T23:59:59Z"}, {"2026-11-25T08:15:30+00:00", "2026-11-25T08:15:30Z"},
      {"2026-11-25T08:15:30-05:00", "2026-11-25T13:15:30Z"},       {"Thu, 25 Nov 1993 08:15:30 +0000", "1993-11-25T08:15:30Z"},
  };
  for (const auto& date : kDates) {
    const auto at = parse_date(date.text);
    BOOST_REQUIRE_MESSAGE(at.has_value(), date.text);
    BOOST_TEST(base::format_utc(*at) == date.utc);
  }
}

BOOST_AUTO_TEST_CASE(takes_nothing_else_for_a_date) {
  for (const char* text : {"", "0", "Wed, 25 Nov 2026", "Wed, 31 Nov 2026 08:15:30 +0000", "Wed, 25 Nix 2026 08:15:30 +0000", "Wed, 25 Nov 26 08:15:30 +0000",
                           "Wed, 25 Nov 2026 24:15:30 +0000", "Wed, 25 Nov 2026 08:15:30 +00", "Wed, 25 Nov 2026 08:15:30 EST", "25/11/2026 08:15"})
    BOOST_TEST(!parse_date(text).has_value(), text);
}

BOOST_AUTO_TEST_CASE(filters_are_whole_seconds_with_an_offset) {
  BOOST_TEST(filter_date(base::Timestamp(std::chrono::microseconds(1'795'593'600'999'999))) == "2026-11-25T08:00:00+00:00");
}

BOOST_AUTO_TEST_SUITE_END()
