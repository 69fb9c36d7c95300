#include "base/time_text.hpp"

#include <date/date.h>

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

BOOST_AUTO_TEST_CASE(a_missing_hour_is_its_change_and_a_doubled_one_its_first) {
  struct Row { const char* text; const char* zone; const char* expected; };
  const Row table[] = {
      {"2026-03-29T01:59:59", "Europe/Berlin", "2026-03-29T00:59:59Z"},       {"2026-03-29T02:00:00", "Europe/Berlin", "2026-03-29T01:00:00Z"},
      {"2026-03-29T02:59:59", "Europe/Berlin", "2026-03-29T01:00:00Z"},       {"2026-03-29T03:00:00", "Europe/Berlin", "2026-03-29T01:00:00Z"},
      {"2026-10-25T01:59:59", "Europe/Berlin", "2026-10-24T23:59:59Z"},       {"2026-10-25T02:30:00", "Europe/Berlin", "2026-10-25T00:30:00Z"},
      {"2026-10-25T03:00:00", "Europe/Berlin", "2026-10-25T02:00:00Z"},       {"2026-03-08T02:30:00", "America/New_York", "2026-03-08T07:00:00Z"},
      {"2026-11-01T01:30:00", "America/New_York", "2026-11-01T05:30:00Z"},    {"2026-05-01T00:00:00", "Asia/Kathmandu", "2026-04-30T18:15:00Z"},
      {"2026-10-04T02:10:00", "Australia/Lord_Howe", "2026-10-03T15:30:00Z"}, {"2026-10-04T02:30:00", "Australia/Lord_Howe", "2026-10-03T15:30:00Z"},
      {"2026-04-05T01:45:00", "Australia/Lord_Howe", "2026-04-04T14:45:00Z"}, {"2026-04-05T02:00:00", "Australia/Lord_Howe", "2026-04-04T15:30:00Z"},
      {"2026-01-01T00:00:00", "Pacific/Apia", "2025-12-31T11:00:00Z"},        {"2011-12-30T12:00:00", "Pacific/Apia", "2011-12-30T10:00:00Z"},
      {"2026-03-29T02:30:00+01:00", "Europe/Berlin", "2026-03-29T01:30:00Z"}, {"2026-10-25T02:30:00+01:00", "Europe/Berlin", "2026-10-25T01:30:00Z"},
  };
  for (const auto& row : table) BOOST_TEST(read(row.text, row.zone) == row.expected, row.text << " in " << row.zone << " is " << read(row.text, row.zone));
}

BOOST_AUTO_TEST_CASE(a_later_local_time_is_never_an_earlier_moment) {
  for (const auto& [zone, day] : {std::pair("Europe/Berlin", "2026-03-29"), {"Europe/Berlin", "2026-10-25"}, {"America/New_York", "2026-11-01"}, {"Australia/Lord_Howe", "2026-04-05"},
                                  {"Australia/Lord_Howe", "2026-10-04"}, {"Pacific/Apia", "2011-12-30"}}) {
    std::string before;
    for (int minute = 0; minute < 24 * 60; ++minute) {
      char text[32];
      std::snprintf(text, sizeof text, "%sT%02d:%02d:00", day, minute / 60, minute % 60);
      const auto now = read(text, zone);
      BOOST_TEST(before <= now, zone << " " << text);
      before = now;
    }
  }
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

BOOST_AUTO_TEST_CASE(writes_the_database_form_with_all_its_digits) {
  const auto sql = [](const char* text) { return format_sql(parse_xsd_datetime(text, "Etc/UTC").value()); };
  BOOST_TEST(sql("1900-01-02T03:04:05.000006Z") == "1900-01-02 03:04:05.000006");
  BOOST_TEST(sql("9999-12-31T23:59:59.999999Z") == "9999-12-31 23:59:59.999999");
  BOOST_TEST(sql("1969-12-31T23:59:59.5Z") == "1969-12-31 23:59:59.500000");
  BOOST_TEST(sql("2024-02-29") == "2024-02-29 00:00:00.000000");
  BOOST_TEST(format_sql(Timestamp{date::sys_days{date::year{987} / 6 / 5}}) == "0987-06-05 00:00:00.000000");
  BOOST_TEST(format_sql(Timestamp{date::sys_days{date::year{12345} / 6 / 5}}) == "12345-06-05 00:00:00.000000");
}

BOOST_AUTO_TEST_SUITE_END()
