#include "connectors/http/json.hpp"

#include <boost/test/unit_test.hpp>
#include <utility>
#include <vector>

using namespace tillbridge;
using namespace tillbridge::connectors::http;

BOOST_AUTO_TEST_SUITE(json_reading)

BOOST_AUTO_TEST_CASE(numbers_never_become_floating_point) {
  const auto parsed = parse_json(R"({"price":11.336134453781513,"big":90071992547409931,"small":-0.30000,"e":1.5e3,"list":[0.1,[2]]})");
  BOOST_REQUIRE(parsed.has_value());
  BOOST_TEST(text_member(*parsed, "price") == "11.336134453781513");
  BOOST_TEST(text_member(*parsed, "big") == "90071992547409931");
  BOOST_TEST(decimal_member(*parsed, "price").to_text() == "11.3361");
  BOOST_TEST(decimal_member(*parsed, "small").to_text() == "-0.3");
  BOOST_TEST(parsed->dump() == R"({"big":90071992547409931,"e":"1500.0000000000","list":["0.1",[2]],"price":"11.336134453781513","small":"-0.30000"})");
}

BOOST_AUTO_TEST_CASE(longer_fractions_are_rounded_at_the_fourth_place) {
  const std::vector<std::pair<const char*, const char*>> cases{{"2.154622", "2.1546"}, {"2.15465", "2.1547"}, {"-2.15465", "-2.1547"}, {"-0.00005", "-0.0001"}, {"5", "5"}, {"", "0"}, {"abc", "0"}};
  for (const auto& [text, expected] : cases) BOOST_TEST(decimal_of(Json(text)).to_text() == expected, text);
}

BOOST_AUTO_TEST_CASE(refuses_what_is_not_json) {
  for (const char* text : {"", "<html></html>", "{\"a\":", "{\"a\":1}x", "nul"}) BOOST_TEST(!parse_json(text).has_value(), text);
  BOOST_TEST(!parse_json(std::string(200, '[')).has_value());
  BOOST_TEST(parse_json("\xEF\xBB\xBF{\"a\":1}").has_value());
}

BOOST_AUTO_TEST_CASE(characters_that_no_till_can_be_told_do_not_make_a_page_unreadable) {
  const std::pair<const char*, const char*> cases[] = {{R"(Ann\u0000)", "Ann\uFFFD"},       {R"(a\u001b[31m)", "a\uFFFD[31m"}, {R"(a\r\nb\tc)", "a\r\nb\tc"}, {R"(cut \ud83d)", "cut \uFFFD"},
                                                       {R"(\ud83d\ude00)", "\U0001F600"}, {"gr\xF6\xDF", "gr\uFFFD\uFFFD"}, {"a\nb", "a\nb"},         {R"(\uffff)", "\uFFFD"}};
  for (const auto& [told, expected] : cases) {
    const auto parsed = parse_json("[{\"note\":\"" + std::string(told) + "\"}]");
    BOOST_TEST_REQUIRE(parsed.has_value(), told);
    BOOST_TEST(text_member(parsed->at(0), "note") == expected);
  }
}

BOOST_AUTO_TEST_CASE(tiny_numbers_with_an_exponent_are_numbers_and_huge_ones_none) {
  const auto parsed = parse_json(R"([1.0e-5,1e99])");
  BOOST_REQUIRE(parsed.has_value());
  BOOST_TEST(is_decimal_or_absent(parsed->at(0)));
  BOOST_TEST(decimal_of(parsed->at(0)).to_text() == "0");
  BOOST_TEST(!is_decimal_or_absent(parsed->at(1)));
}

BOOST_AUTO_TEST_CASE(numbers_go_out_with_their_own_digits) {
  for (const char* text : {"0", "-3", "12.5", "0.0001", "1234567.89", "99999999999.9999", "0.1", "-0.3"})
    BOOST_TEST(number_of(base::Decimal::parse(text).value()).dump() == text);
}

BOOST_AUTO_TEST_SUITE_END()
