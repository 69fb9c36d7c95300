#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

#include "services/front/surrogate_pairs.hpp"

using tillbridge::services::front::SurrogatePairs;

namespace {

std::string joined(const std::vector<std::string>& pieces) {
  SurrogatePairs pairs;
  std::string out;
  for (std::size_t at = 0; at < pieces.size(); ++at) out += pairs.join(pieces[at], at + 1 == pieces.size());
  return out;
}

struct Row {
  std::string name, text, expected;
};

const std::string kSmile = "\xF0\x9F\x98\x80";

const std::vector<Row> kTable = {
    {"hexadecimal", "a&#xD83D;&#xDE00;b", "a" + kSmile + "b"},
    {"lower case and zeros in front", "&#x0d83d;&#x000de00;", kSmile},
    {"decimal", "&#55357;&#56832;", kSmile},
    {"one of each", "&#xD83D;&#56832;", kSmile},
    {"two pairs", "&#xD83D;&#xDE00;&#xD83D;&#xDE00;", kSmile + kSmile},
    {"the first and the last character of all", "&#xD800;&#xDC00; &#xDBFF;&#xDFFF;", "\xF0\x90\x80\x80 \xF4\x8F\xBF\xBF"},
    {"a high half alone", "&#xD83D;x", "&#xD83D;x"},
    {"a low half alone", "&#xDE00;", "&#xDE00;"},
    {"a high half twice", "&#xD83D;&#xD83D;&#xDE00;", "&#xD83D;" + kSmile},
    {"the wrong way round", "&#xDE00;&#xD83D;", "&#xDE00;&#xD83D;"},
    {"something between", "&#xD83D; &#xDE00;", "&#xD83D; &#xDE00;"},
    {"no semicolon", "&#xD83D;&#xDE00", "&#xD83D;&#xDE00"},
    {"a capital X", "&#XD83D;&#XDE00;", "&#XD83D;&#XDE00;"},
    {"a sign", "&#-55357;&#56832;", "&#-55357;&#56832;"},
    {"other references", "&amp;&#233;&#x1F600;", "&amp;&#233;&#x1F600;"},
    {"cut off", "&#xD8", "&#xD8"},
    {"in CDATA", "<![CDATA[&#xD83D;&#xDE00;]]>", "<![CDATA[&#xD83D;&#xDE00;]]>"},
    {"behind CDATA", "<![CDATA[]>]]]]>&#xD83D;&#xDE00;", "<![CDATA[]>]]]]>" + kSmile},
    {"behind tags and a comment", "<a b=''><!-- c -->&#xD83D;&#xDE00;</a>", "<a b=''><!-- c -->" + kSmile + "</a>"},
    {"nothing", "", ""},
};

}  // namespace

BOOST_AUTO_TEST_SUITE(front_surrogate_pairs)

BOOST_AUTO_TEST_CASE(joins_what_can_only_be_one_character_and_leaves_the_rest) {
  for (const auto& row : kTable) BOOST_TEST_CONTEXT(row.name) BOOST_TEST(joined({row.text}) == row.expected);
}

BOOST_AUTO_TEST_CASE(says_the_same_wherever_the_text_is_cut_in_pieces) {
  for (const auto& row : kTable) {
    for (std::size_t first = 0; first <= row.text.size(); ++first) {
      for (std::size_t second = first; second <= row.text.size(); ++second) {
        BOOST_TEST_CONTEXT(row.name << " cut at " << first << " and " << second) {
          BOOST_TEST(joined({row.text.substr(0, first), row.text.substr(first, second - first), row.text.substr(second)}) == row.expected);
        }
      }
    }
    std::vector<std::string> bytes;
    for (const char c : row.text) bytes.emplace_back(1, c);
    BOOST_TEST_CONTEXT(row.name << " byte by byte") BOOST_TEST(joined(bytes) == row.expected);
  }
}

BOOST_AUTO_TEST_CASE(hands_on_a_piece_without_marks_in_place) {
  SurrogatePairs pairs;
  const std::string text = "<a><b>plain text that is long enough to hold nothing back</b></a> and more";
  BOOST_TEST(pairs.join(text, false).data() == text.data());
}

BOOST_AUTO_TEST_SUITE_END()
