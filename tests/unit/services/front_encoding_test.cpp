#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

#include "front_reading.hpp"

using namespace tillbridge::services::front;

namespace {

std::string note(const std::string& text) { return inventory_envelope("<p:Row><p:Note>" + text + "</p:Note></p:Row>"); }

std::string to_utf16(const std::string& ascii, bool little) {
  std::string out = little ? "\xFF\xFE" : "\xFE\xFF";
  for (const char c : ascii) out += little ? std::string{c, '\0'} : std::string{'\0', c};
  return out;
}

struct Row {
  std::string name, bytes, content_type, expected_note, word;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(front_encoding)

BOOST_AUTO_TEST_CASE(decides_by_mark_then_declaration_then_header) {
  const std::string e_acute = "\xC3\xA9", euro = "\xE2\x82\xAC";
  const std::vector<Row> table = {
      {"UTF-8, nothing said", note(e_acute), "", e_acute, ""},
      {"UTF-8 with mark", "\xEF\xBB\xBF" + note(e_acute), "", e_acute, ""},
      {"mark before blanks and declaration", "\xEF\xBB\xBF\r\n<?xml version='1.0'?>" + note(e_acute), "", e_acute, ""},
      {"mark against a header", "\xEF\xBB\xBF" + note(e_acute), "text/xml; charset=iso-8859-1", e_acute, ""},
      {"latin-1 declared", "<?xml version='1.0' encoding='ISO-8859-1'?>" + note("\xE9"), "", e_acute, ""},
      {"latin-1 declared is read as windows-1252", "<?xml version='1.0' encoding='iso-8859-1'?>" + note("\x80"), "", euro, ""},
      {"windows-1252 declared", "<?xml version=\"1.0\" encoding=\"windows-1252\"?>" + note("\x80\xE9"), "", euro + e_acute, ""},
      {"latin-9 declared", "<?xml version='1.0' encoding='ISO-8859-15'?>" + note("\xA4"), "", euro, ""},
      {"latin-1 in the header only", note("\xE9"), "text/xml; charset=\"ISO-8859-1\"", e_acute, ""},
      {"declaration before header", "<?xml version='1.0' encoding='ISO-8859-15'?>" + note("\xA4"), "text/xml; charset=utf-8", euro, ""},
      {"UTF-8 declared over latin-1 bytes, header right", "<?xml version='1.0' encoding='UTF-8'?>" + note("\xE9"), "text/xml; charset=iso-8859-1", e_acute, ""},
      {"UTF-16 declared over UTF-8 bytes", "<?xml version='1.0' encoding='utf-16'?>" + note(e_acute), "", e_acute, ""},
      {"UTF-16 little endian", to_utf16("<?xml version='1.0' encoding='utf-16'?>" + note("x"), true), "", "x", ""},
      {"UTF-16 big endian", to_utf16(note("x"), false), "text/xml; charset=utf-8", "x", ""},
      {"UTF-16 with trailing NUL", to_utf16(note("x"), true) + std::string(2, '\0'), "", "x", ""},
      {"UTF-16 cut in a character", to_utf16(note("x"), true) + "<", "", "", "encoding"},
      {"8-bit bytes, nothing said", note("\xE9"), "", "", "encoding"},
      {"8-bit bytes, UTF-8 said", "<?xml version='1.0' encoding='UTF-8'?>" + note("\xE9"), "text/xml; charset=utf-8", "", "encoding"},
      {"overlong", note("\xC0\x80"), "", "", "encoding"},
      {"surrogate in UTF-8", note("\xED\xA0\x80"), "", "", "encoding"},
      {"beyond Unicode", note("\xF4\x90\x80\x80"), "", "", "encoding"},
      {"unknown charset declared", "<?xml version='1.0' encoding='shift_jis'?>" + note("x"), "", "", "encoding"},
      {"unknown charset in the header", note("x"), "text/xml; charset=koi8-r", "", "encoding"},
      {"nothing", "", "", "", "empty_request"},
      {"blanks", " \r\n", "", "", "empty_request"},
      {"JSON", "{\"a\":1}", "application/json", "", "not_xml"},
      {"form post", "op=UpdateInventory&x=1", "", "", "not_xml"},
  };
  for (const auto& test : table) {
    BOOST_TEST_CONTEXT(test.name) {
      const auto reading = read_all(test.bytes, test.content_type);
      BOOST_TEST(reading.word == test.word, reading.message);
      if (test.word.empty()) BOOST_TEST(reading.inner == "<UpdateInventory><Rows><Row><Note>" + test.expected_note + "</Note></Row></Rows></UpdateInventory>");
    }
  }
}

BOOST_AUTO_TEST_CASE(names_the_offset_of_the_first_bad_byte) {
  const std::string text = note(std::string(20'000, 'x') + "\xE9");
  const auto reading = read_all(text);
  BOOST_TEST(reading.word == "encoding");
  BOOST_TEST(reading.message.find("at byte " + std::to_string(text.find('\xE9'))) != std::string::npos, reading.message);
}

BOOST_AUTO_TEST_CASE(keeps_characters_whole_wherever_a_piece_ends) {
  for (int shift = 0; shift < 8; ++shift) {
    std::string text(static_cast<std::size_t>(shift), 'a');
    for (int at = 0; at < 9000; ++at) text += "\xF0\x9F\x98\x80";
    const auto reading = read_all(note(text));
    BOOST_TEST(reading.word == "", reading.message);
    BOOST_TEST((reading.inner == "<UpdateInventory><Rows><Row><Note>" + text + "</Note></Row></Rows></UpdateInventory>"));
  }
}

BOOST_AUTO_TEST_SUITE_END()
