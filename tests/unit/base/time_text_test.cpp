#include "base/time_text.hpp"

#include <boost/test/unit_test.hpp>

using namespace tillbridge::base;

namespace {
std::string read(const char* text, const char* zone = "Etc/UTC") {
  const auto parsed = parse_xsd_datetime(text, zone);
  return parsed ? format_utc(*parsed) : parsed.error().word;
}
}  // namespace

BOOST_AUTO_TEST_SUITE(time_text)

BOOST_AUTO_TEST_CASE(reads_every_form_that_tills_send) {
  BOOST_TEST(read("2026-11-25T08:15:30Z") == "2026-11-25T08:15:30Z");
  BOOST_TEST(read("2026-11-25T08:15:30+02:00") == "2026-11-25T06:15:30Z");
  BOOST_TEST(read("2026-11-25T08:15:30-0530") == "2026-11-25T13:45:30Z");
  BOOST_TEST(read("2026-11-25 08:15:30z") == "2026-11-25T08:15:30Z");
  BOOST_TEST(read("2026-11-25T08:15:30.1234567Z") == "2026-11-25T08:15:30.123456Z");
  BOOST_TEST(read(" 2026-11-25 ") == "2026-11-25T00:00:00Z");
}

BOOST_AUTO_TEST_CASE(reads_times_without_a_zone_in_the_given_one) {
  BOOST_TEST(read("2026-07-01T12:00:00", "Europe/Berlin") == "2026-07-01T10:00:00Z");
  BOOST_TEST(read("2026-01-01T12:00:00", "Europe/Berlin") == "2026-01-01T11:00:00Z");
  BOOST_TEST(read("2026-03-29T02:30:00", "Europe/Berlin") == "2026-03-29T01:00:00Z");  // skipped by the change to summer time
}

BOOST_AUTO_TEST_CASE(refuses_dates_that_do_not_exist) {
  for (const char* text : {"2024-02-31T00:00:00Z", "06.05.2024", "05/06/2024", "2024-13-01", "2024-01-01T25:00:00", "2024-01-01T10:00:00 CET", "0001-01-01T00:00:00", "", "today"})
    BOOST_TEST(read(text) == "bad_date", text);
}

BOOST_AUTO_TEST_CASE(keeps_microseconds_through_the_database_form) {
  const auto at = parse_xsd_datetime("2026-11-25T08:15:30.000007Z", "Etc/UTC").value();
  BOOST_TEST(format_sql(at) == "2026-11-25 08:15:30.000007");
  BOOST_TEST((parse_sql(format_sql(at)) == at));
}

BOOST_AUTO_TEST_SUITE_END()
