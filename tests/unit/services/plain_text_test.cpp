#include <boost/test/unit_test.hpp>

#include <string>

#include "services/front/plain_text.hpp"

using namespace tillbridge::services::front;

namespace {

/// Whether the text, with an end tag behind it, is plain. In front of it stand 0 to 17 letters, for the search goes sixteen bytes at a time.
bool is_plain(const std::string& text) {
  int plain = 0;
  for (std::size_t lead = 0; lead < 18; ++lead) {
    const std::string whole = std::string(lead, 'x') + text + "</a>" + std::string(lead, '<');
    const char* end = find_text_end(whole.data(), whole.data() + whole.size());
    if (end == whole.data() + lead + text.size()) ++plain;
    else BOOST_REQUIRE(end == nullptr);
  }
  BOOST_REQUIRE(plain == 0 || plain == 18);
  return plain == 18;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(plain_text)

BOOST_AUTO_TEST_CASE(texts_as_tills_write_them_are_plain) {
  for (const std::string text : {"", " ", "5", "a b", "line\nline\tend", "\"quoted\" 'too' > =", "]", "]]", "]] >", "]]&gt;", "\x7F", "\xC2\x85", "é € 👟", "\xEF\xBC\x81", "\xEF\xBF\xBD", "\xEF\xB7\x90",
                                 "a long text of more than sixteen and then more than thirty-two bytes"})
    BOOST_TEST(is_plain(text), text);
  for (const std::string text : {"&lt;", "&gt;", "&amp;", "&quot;", "&apos;", "&lt;p&gt;&amp;amp;&lt;/p&gt;", "&#9;", "&#10;", "&#13;", "&#65;", "&#00065;", "&#xE9;", "&#x20ac;", "&#x0041;", "&#65533;", "&#xD7FF;", "&#xE000;"})
    BOOST_TEST(is_plain(text), text);
}

BOOST_AUTO_TEST_CASE(what_xml_forbids_or_writes_otherwise_is_not) {
  for (const std::string text : {"\r", "a\r\nb", "]]>", "\x01", "\x0B", "\x1F", "\xEF\xBF\xBE", "\xEF\xBF\xBF"}) BOOST_TEST(!is_plain(text), text);
  BOOST_TEST(!is_plain(std::string(1, '\0')));
}

BOOST_AUTO_TEST_CASE(references_that_xml_or_the_engine_does_not_know_are_not) {
  for (const std::string text : {"&", "&&", "& ", "&;", "&lt", "&LT;", "&nbsp;", "&lt&gt;", "&#;", "&#x;", "&#-1;", "&#+1;", "&# 65;", "&#65", "&#6 5;", "&#X41;", "&#xG;", "&#0;", "&#1;", "&#31;", "&#xFFFE;", "&#65535;",
                                 "&#xD800;", "&#57343;", "&#xD83D;&#xDE00;"})
    BOOST_TEST(!is_plain(text), text);
  // The engine reads six characters and no more.
  for (const std::string text : {"&#000065;", "&#x00041;", "&#x1F600;", "&#128512;", "&#99999999999999999999;"}) BOOST_TEST(!is_plain(text), text);
}

BOOST_AUTO_TEST_CASE(a_text_without_an_end_is_not) {
  for (const std::string text : {"", "a", "a text of more than sixteen bytes without an end", "&", "&l", "]", "]]", "\xEF", "\xEF\xBF"}) {
    const std::string exact = text;  // its own storage: nothing behind the end may be read
    BOOST_TEST((find_text_end(exact.data(), exact.data() + exact.size()) == nullptr), text);
  }
}

BOOST_AUTO_TEST_CASE(references_are_resolved) {
  BOOST_TEST(resolve_references("a&lt;&gt;&amp;&quot;&apos;&amp;lt;z") == "a<>&\"'&lt;z");
  BOOST_TEST(resolve_references("") == "");
  BOOST_TEST(resolve_references("&#65;&#x42;&#233;&#x20AC;&#13;z&#x7F;&#xFFFD;") == "AB\xC3\xA9\xE2\x82\xAC\rz\x7F\xEF\xBF\xBD");
}

BOOST_AUTO_TEST_SUITE_END()
