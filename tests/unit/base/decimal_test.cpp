#include "base/decimal.hpp"

#include <boost/test/unit_test.hpp>

using tillbridge::base::Decimal;

namespace {
Decimal d(const char* text) { return Decimal::parse(text).value(); }
}  // namespace

BOOST_AUTO_TEST_SUITE(decimal)

BOOST_AUTO_TEST_CASE(reads_what_tills_write) {
  BOOST_TEST(d("12.5").units() == 125'000);
  BOOST_TEST(d(" +007 ").units() == 70'000);
  BOOST_TEST(d(".5").units() == 5'000);
  BOOST_TEST(d("-0.0001").units() == -1);
  BOOST_TEST(d("12.").units() == 120'000);
  BOOST_TEST(d("1.230000").units() == 12'300);
}

BOOST_AUTO_TEST_CASE(refuses_what_cannot_be_kept_exactly) {
  for (const char* text : {"", " ", "1,50", "1.234,56", "1e3", "NaN", "abc", "5 pcs", "1.00001", "--1", ".", "1.2.3", "9999999999999999"}) {
    const auto parsed = Decimal::parse(text);
    BOOST_TEST(!parsed.has_value(), text);
    BOOST_TEST(parsed.error().word == "bad_number", text);
  }
}

BOOST_AUTO_TEST_CASE(says_what_to_do_about_a_comma) {
  BOOST_TEST(Decimal::parse("1,50").error().message.find("use a point") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(writes_short_and_fixed_text) {
  BOOST_TEST(d("12.5000").to_text() == "12.5");
  BOOST_TEST(d("-3").to_text() == "-3");
  BOOST_TEST(d("0").to_text() == "0");
  BOOST_TEST(d("-0.004").to_fixed(2) == "0.00");
  BOOST_TEST(d("2.345").to_fixed(2) == "2.35");
  BOOST_TEST(d("-2.345").to_fixed(2) == "-2.35");
  BOOST_TEST(d("7").to_fixed(0) == "7");
  BOOST_TEST(d("12.05").to_fixed(4) == "12.0500");
  BOOST_TEST(d("-0.0007").to_fixed(4) == "-0.0007");
  BOOST_TEST(d("922337203685477.5807").to_fixed(4) == "922337203685477.5807");
  BOOST_TEST(d("-922337203685477.5807").to_fixed(4) == "-922337203685477.5807");
  BOOST_TEST(d("-0.5").to_fixed(0) == "-1");
  BOOST_TEST(d("34.9").to_money() == "34.90");
  BOOST_TEST(d("0").to_money() == "0.00");
  BOOST_TEST(d("-4.0833").to_money() == "-4.0833");
}

BOOST_AUTO_TEST_CASE(calculates_exactly) {
  BOOST_TEST((d("0.1") + d("0.2")).to_text() == "0.3");
  BOOST_TEST((d("3") * d("19.99")).to_text() == "59.97");
  BOOST_TEST((d("-1.5") * d("0.0001")).to_text() == "-0.0002");
  BOOST_TEST(proportion(d("10"), d("1"), d("3")).to_text() == "3.3333");
  BOOST_TEST(d("-1.2").floored(0).to_text() == "-2");
  BOOST_TEST(d("2.99").floored(0).to_text() == "2");
  BOOST_CHECK_THROW(Decimal::from_integer(900'000'000'000'000) + Decimal::from_integer(900'000'000'000'000), std::overflow_error);
}

BOOST_AUTO_TEST_SUITE_END()
