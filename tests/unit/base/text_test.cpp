#include "base/text.hpp"

#include <boost/test/unit_test.hpp>

using namespace tillbridge::base;

BOOST_AUTO_TEST_SUITE(text)

BOOST_AUTO_TEST_CASE(trims_what_tills_put_around_values) {
  BOOST_TEST(trim_blanks(" \t\r\n A 1\n") == "A 1");
  BOOST_TEST(trim_blanks(" \n") == "");
  BOOST_TEST(trim_blanks("") == "");
  BOOST_TEST(trim_blanks("\u00a0x") == "\u00a0x");
}

BOOST_AUTO_TEST_CASE(lowers_ascii_letters_only) {
  BOOST_TEST(to_lower("Content-TYPE") == "content-type");
  BOOST_TEST(to_lower("Ärger") == "Ärger");
}

BOOST_AUTO_TEST_CASE(cuts_between_characters_and_never_inside_one) {
  using tillbridge::base::cut_at_character;
  BOOST_TEST(cut_at_character("abc", 3) == "abc");
  BOOST_TEST(cut_at_character("abc", 2) == "ab");
  BOOST_TEST(cut_at_character("a\u00e9b", 2) == "a");
  BOOST_TEST(cut_at_character("a\u00e9b", 3) == "a\u00e9");
  BOOST_TEST(cut_at_character("\U0001F600", 3) == "");
  BOOST_TEST(cut_at_character("", 0) == "");
}

BOOST_AUTO_TEST_CASE(reads_the_byte_of_an_escape) {
  using tillbridge::base::escaped_byte;
  BOOST_TEST(escaped_byte("%41", 0) == 0x41);
  BOOST_TEST(escaped_byte("x%fFy", 1) == 0xFF);
  BOOST_TEST(escaped_byte("%00", 0) == 0);
  for (const char* broken : {"%", "%4", "%4g", "%g4", "%-1", "% 1", "%+1"}) BOOST_TEST(escaped_byte(broken, 0) == -1, broken);
}

BOOST_AUTO_TEST_SUITE_END()
