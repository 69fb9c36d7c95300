#include "persistence/soci/json_columns.hpp"

#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>

#include "tests/support/seeded_random.hpp"

using namespace tillbridge;
using namespace tillbridge::persistence::soci;

namespace {

const std::vector<std::string> kOddTexts = {"",      "plain", "ä € 😀", "a\"b",  "a\\b", "[",        "]",     "\"]",      "],[",  "\",\"", "line\nbreak", "\x01",
                                            "\x7F", "/",     "<b>",     "[[\"a", "]]",   "\\u0041", " a , b ", "\",\"c\"]]", "]],[[", ",",     "\\",          "\"\""};

std::string form_of(const std::vector<domain::NameValue>& pairs) {
  auto list = nlohmann::json::array();
  for (const auto& pair : pairs) list.push_back({pair.name, pair.value});
  return list.dump();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(json_columns)

BOOST_AUTO_TEST_CASE(lists_of_odd_texts_are_written_in_one_form_and_come_back) {
  tests::SeededRandom random(7);
  for (int round = 0; round < 3'000; ++round) {
    std::vector<std::string> texts;
    std::vector<domain::NameValue> pairs;
    const auto pick = [&] { return kOddTexts[static_cast<std::size_t>(random.fraction() * static_cast<double>(kOddTexts.size()))]; };
    for (int left = static_cast<int>(random.fraction() * 4); left > 0; --left) {
      texts.push_back(pick());
      pairs.push_back({pick(), pick()});
    }
    BOOST_TEST(to_json(texts) == nlohmann::json(texts).dump());
    BOOST_TEST(texts_from(to_json(texts)) == texts);
    BOOST_TEST(to_json(pairs) == form_of(pairs));
    BOOST_TEST((name_values_from(to_json(pairs)) == pairs));
  }
}

BOOST_AUTO_TEST_CASE(other_forms_of_the_same_list_are_read_too) {
  BOOST_TEST(texts_from(" [ \"a\" , \"\\u00e4\\/\" ] ") == (std::vector<std::string>{"a", "ä/"}));
  BOOST_TEST(texts_from("[\"a\", \"b\"]") == (std::vector<std::string>{"a", "b"}));
  BOOST_TEST(texts_from("[]").empty());
  BOOST_TEST((name_values_from("[[\"a\",\"b\"], [\"c\",\"d\"]]") == std::vector<domain::NameValue>{{"a", "b"}, {"c", "d"}}));
}

BOOST_AUTO_TEST_CASE(a_broken_list_is_told) {
  for (const char* broken : {"", "[", "[\"a\"", "[\"a]", "[\"a\"]]", "[\"a\",]", "[\"a\"\"b\"]", "[[\"a\",\"b\"]]", "{}", "[1]", "[\"a\",\"b\"]x", "\"a\""})
    BOOST_CHECK_THROW(texts_from(broken), std::runtime_error);
  for (const char* broken : {"", "[[", "[[\"a\"]]", "[[\"a\",\"b\"]", "[[\"a\",\"b\"],[\"c\"]]", "[\"a\",\"b\"]", "[[\"a\",\"b\"]]]", "[[\"a\",\"b\"]],", "[[\"a\" \"b\"]]"})
    BOOST_CHECK_THROW(name_values_from(broken), std::runtime_error);
}

BOOST_AUTO_TEST_SUITE_END()
