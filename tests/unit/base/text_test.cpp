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

BOOST_AUTO_TEST_SUITE_END()
