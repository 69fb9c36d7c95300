#include <boost/test/unit_test.hpp>
#include <random>
#include <string>
#include <vector>

#include "front_reading.hpp"
#include "contract/expat_parser.hpp"

using namespace tillbridge::services::front;
namespace contract = tillbridge::contract;

namespace {

/// Reads XML once more, on its own: element names and texts in order, credentials, headers and unknown elements left out by name.
class TextsOf final : public contract::XmlEvents {
 public:
  static std::pair<bool, std::string> read(std::string_view xml) {
    TextsOf texts;
    contract::ExpatParser parser(texts);
    const bool well_formed = parser.parse(xml, true);
    return {well_formed, texts.found_};
  }
  void on_start(contract::QName name, contract::AttributeList) override {
    if (skipped_ > 0 || name.local == "Credentials" || name.local == "Header" || name.local == "Unknown") ++skipped_;
    if (skipped_ == 0) found_ += "<" + std::string(name.local) + ">";
  }
  void on_end(contract::QName name) override {
    if (skipped_ > 0) --skipped_;
    else found_ += "</" + std::string(name.local) + ">";
  }
  void on_text(std::string_view text) override {
    if (skipped_ == 0 && !is_only_blank(text)) found_ += text;
  }
  void on_namespace(std::string_view, std::string_view) override {}

 private:
  static bool is_only_blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }
  std::string found_;
  int skipped_ = 0;
};

const std::string kSeed =
    R"(<?xml version="1.0" encoding="UTF-8"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:p="urn:test:pos:1"><s:Header><x:H xmlns:x="urn:x" s:mustUnderstand="0">h</x:H></s:Header><s:Body><p:UpdateInventory><p:Credentials><p:StoreId>S</p:StoreId><p:UserName>u</p:UserName><p:Password>p</p:Password></p:Credentials><p:Rows><p:Row><p:ItemIntegrationId>A&amp;1</p:ItemIntegrationId><p:Quantity>1.5</p:Quantity><p:Note><![CDATA[<b>]]>&#233;<!-- c --></p:Note><p:Urls><p:Url>u</p:Url><p:Url>v</p:Url></p:Urls></p:Row><p:Row><p:Quantity xsi:nil="true"/><Unknown a="1">z</Unknown></p:Row></p:Rows><p:ReturnAllRows>true</p:ReturnAllRows></p:UpdateInventory></s:Body></s:Envelope>)";

std::string mutate(std::mt19937& random) {
  static const std::vector<std::string> pieces = {"<", ">", "&", ";", "\"", "'", "/", "]]>", "<![CDATA[", "<!--", "-->", "<?", "&#x", "&#0;", "\xC3", "\xA9", "\xED\xA0\x80",
                                                  "xmlns=''", "<p:Row>", "</p:Row>", " xsi:nil='1'", "<!DOCTYPE a>", std::string(1, '\0'), "\r", "p:", "=", ":"};
  std::string text = kSeed;
  const auto pick = [&](std::size_t count) { return std::uniform_int_distribution<std::size_t>(0, count - 1)(random); };
  const auto times = 1 + pick(3);
  for (std::size_t at = 0; at < times && !text.empty(); ++at) {
    const auto place = pick(text.size());
    switch (pick(5)) {
      case 0: text[place] = static_cast<char>(pick(256)); break;
      case 1: text.erase(place, 1 + pick(12)); break;
      case 2: text.insert(place, pieces[pick(pieces.size())]); break;
      case 3: text.insert(place, text.substr(pick(text.size()), 1 + pick(60))); break;
      default: text.resize(place + 1); break;
    }
  }
  return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(front_mutations)

BOOST_AUTO_TEST_CASE(the_seed_itself_keeps_every_text) {
  const auto reading = read_all(kSeed);
  BOOST_REQUIRE_EQUAL(reading.word, "");
  BOOST_TEST(TextsOf::read(reading.emitted).second == TextsOf::read(kSeed).second);
}

BOOST_AUTO_TEST_CASE(what_is_accepted_is_well_formed_and_says_what_the_request_said) {
  std::mt19937 random(20260101);
  int accepted = 0;
  for (int at = 0; at < 20'000; ++at) {
    const std::string text = mutate(random);
    const auto reading = read_all(text);
    if (!reading.word.empty()) continue;
    ++accepted;
    const auto [well_formed, texts] = TextsOf::read(reading.emitted);
    BOOST_REQUIRE_MESSAGE(well_formed, "emitted text is not well-formed for: " << text);
    if (!reading.warnings.empty() && reading.warnings.size() != 1) continue;
    const auto original = TextsOf::read(text);
    BOOST_REQUIRE_MESSAGE(original.first || text.find('\0') != std::string::npos, "accepted, and not well-formed: " << text);
    if (reading.warnings.size() == 1 && original.first && reading.warnings[0].message.find("/Unknown ") != std::string::npos) {
      BOOST_REQUIRE_MESSAGE(texts == original.second, "texts differ for: " << text << "\n" << texts << "\n" << original.second);
    }
  }
  BOOST_TEST(accepted > 100);
}

BOOST_AUTO_TEST_SUITE_END()
