#include "base/legal_characters.hpp"

#include <boost/test/unit_test.hpp>
#include <string>

BOOST_AUTO_TEST_SUITE(legal_characters)

using tillbridge::base::with_legal_characters;
using namespace std::string_literals;

BOOST_AUTO_TEST_CASE(keeps_all_that_xml_can_carry) {
  for (const std::string text : {"", "plain", "tab\tline\nend\r", "\x7f", "\xC2\x80\xC2\x9F", "é€😀", "\uE000\uFFFD", "\uFDD0", "\U0001FFFF", "\U0010FFFF", "\uFEFF", "\u2028"})
    BOOST_TEST(with_legal_characters(text) == text);
}

BOOST_AUTO_TEST_CASE(puts_a_replacement_in_the_place_of_each_character_that_xml_forbids) {
  const std::pair<std::string, std::string> table[] = {
      {"\0"s, "\uFFFD"},          {"a\x01\x1F"s, "a\uFFFD\uFFFD"},   {"\x1B[31m"s, "\uFFFD[31m"},          {"a\xEF\xBF\xBE"s, "a\uFFFD"}, {"\xED\xA0\x80z"s, "\uFFFDz"},
      {"\xC0\xAF"s, "\uFFFD\uFFFD"}, {"\xE2\x82"s, "\uFFFD\uFFFD"},   {"\xF4\x90\x80\x80"s, "\uFFFD\uFFFD\uFFFD\uFFFD"}, {"x\xFFy"s, "x\uFFFDy"}};
  for (const auto& [text, expected] : table) BOOST_TEST(with_legal_characters(text) == expected);
}

BOOST_AUTO_TEST_SUITE_END()
