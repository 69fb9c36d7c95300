#include <boost/test/unit_test.hpp>

#include "contract/contract_text.hpp"
#include "guide/sample_reader.hpp"

using namespace tillbridge;
using guide::Language;

namespace {

const contract::ContractTable& the_contract() {
  static const auto table = contract::ContractTable::from_wsdl(contract::contract_text());
  return table;
}

base::Result<guide::Sample> read(std::string_view xml) { return guide::read_sample(the_contract(), xml, {.address = "https://pos.example"}); }
bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

BOOST_AUTO_TEST_SUITE(sample_reader)

BOOST_AUTO_TEST_CASE(what_was_written_reads_back_as_the_same_sample) {
  for (const auto& operation : the_contract().operations()) {
    for (const bool soap12 : {false, true}) {
      const auto written = guide::make_sample(the_contract(), operation.name, {.address = "https://pos.example", .soap12 = soap12});
      const auto back = read(guide::write_sample(written, Language::kXml));
      BOOST_REQUIRE_MESSAGE(back.has_value(), (back ? "" : back.error().message));
      for (const auto& word : guide::language_words()) {
        const auto language = guide::language_of(word);
        BOOST_TEST(guide::write_sample(*back, language) == guide::write_sample(written, language));
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(an_edited_request_keeps_its_login_and_loses_its_password) {
  const auto sample = read("<x:UpdateInventory xmlns:x='urn:tillbridge:pos:v1'><x:Credentials><x:StoreId> POS1 </x:StoreId><x:UserName>kim</x:UserName><x:Password>s3cret</x:Password>"
                           "</x:Credentials><x:InventoryRows><x:InventoryRow><x:Quantity>1</x:Quantity><x:New>a &amp; b</x:New></x:InventoryRow></x:InventoryRows></x:UpdateInventory>");
  BOOST_REQUIRE(sample.has_value());
  for (const auto& word : guide::language_words()) {
    const auto text = guide::write_sample(*sample, guide::language_of(word));
    BOOST_TEST(contains(text, "POS1"), word);
    BOOST_TEST(!contains(text, "s3cret"), word);
    BOOST_TEST((contains(text, "a &amp; b") || contains(text, "a & b")), word);
  }
}

BOOST_AUTO_TEST_CASE(a_list_with_one_entry_stays_a_list) {
  const auto sample = read("<GetNewOrders><MaxCount>5</MaxCount></GetNewOrders>");
  BOOST_TEST(contains(guide::write_sample(*sample, Language::kPython), "'MaxCount': 5,"));
  const auto rows = read("<UpdateInventory><InventoryRows><InventoryRow><ItemIntegrationId>A</ItemIntegrationId></InventoryRow></InventoryRows></UpdateInventory>");
  BOOST_TEST(contains(guide::write_sample(*rows, Language::kPhp), "'InventoryRow' => ["));
  const auto none = read("<UpdateInventory><InventoryRows/></UpdateInventory>");
  BOOST_TEST(contains(guide::write_sample(*none, Language::kPhp), "'InventoryRows' => [],"));
}

BOOST_AUTO_TEST_CASE(what_cannot_be_read_is_told) {
  const std::pair<const char*, const char*> rows[] = {{"", "malformed_xml"},
                                                      {"<UpdateInventory>", "malformed_xml"},
                                                      {"<!DOCTYPE a><UpdateInventory/>", "malformed_xml"},
                                                      {"<Nothing/>", "unknown_operation"},
                                                      {"<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body/></s:Envelope>", "unknown_operation"},
                                                      {"<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body><GetNewOrders/><GetNewOrders/></s:Body></s:Envelope>", "malformed_xml"}};
  for (const auto& [xml, word] : rows) {
    const auto sample = read(xml);
    BOOST_REQUIRE_MESSAGE(!sample, xml);
    BOOST_TEST(sample.error().word == word, xml);
  }
}

BOOST_AUTO_TEST_SUITE_END()
