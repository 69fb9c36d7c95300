#include <boost/test/unit_test.hpp>

#include "conformance/call_reader.hpp"
#include "contract/contract_text.hpp"

using namespace tillbridge;
using namespace tillbridge::conformance;

namespace {

const std::string kCall =
    "<UpdateInventory xmlns='urn:tillbridge:pos:v1'><Credentials><StoreId>POS1</StoreId><UserName>till1</UserName><Password>secret</Password></Credentials>"
    "<InventoryRows><InventoryRow><ItemIntegrationId>A-1</ItemIntegrationId><Quantity>5</Quantity></InventoryRow></InventoryRows></UpdateInventory>";

std::string as_form(const std::string& xml) {
  std::string out = "xml=";
  for (const unsigned char c : xml) {
    constexpr char kDigits[] = "0123456789ABCDEF";
    out += {'%', kDigits[c >> 4], kDigits[c & 15]};
  }
  return out;
}

RecordedCall read(const std::string& body, const std::string& content_type, const std::string& coding = {}) {
  const auto table = contract::ContractTable::from_wsdl(contract::contract_text());
  RecordedCall out{};
  CallReader(table).read_request(body, content_type, coding, out);
  return out;
}

void check_read(const RecordedCall& call) {
  BOOST_TEST(call.operation == "UpdateInventory");
  BOOST_TEST_REQUIRE(call.request.list("InventoryRows").size() == 1u);
  BOOST_TEST(call.request.list("InventoryRows")[0].value("Quantity") == "5");
  BOOST_TEST(!call.request.has("Credentials"));
}

}  // namespace

BOOST_AUTO_TEST_CASE(reads_the_same_call_from_an_envelope_a_bare_element_and_a_form) {
  check_read(read("<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body>" + kCall + "</s:Body></s:Envelope>", "text/xml; charset=utf-8"));
  check_read(read(kCall, "application/xml"));
  check_read(read(as_form(kCall), "application/x-www-form-urlencoded"));
}

BOOST_AUTO_TEST_CASE(bytes_that_are_no_call_leave_the_operation_empty) {
  const std::pair<std::string, std::string> bodies[] = {{"", "text/xml"}, {"hello", "text/xml"}, {"name=value", "application/x-www-form-urlencoded"}, {"<a>", "text/xml"}};
  for (const auto& [body, type] : bodies) BOOST_TEST(read(body, type).operation == "", body);
  BOOST_TEST(read("\x1f\x8bxx", "text/xml", "gzip").operation == "");
}

BOOST_AUTO_TEST_CASE(a_fault_is_read_from_an_envelope_and_from_a_bare_element) {
  const auto table = contract::ContractTable::from_wsdl(contract::contract_text());
  const std::string fault = "<tb:ServiceFault xmlns:tb='urn:tillbridge:pos:v1'><tb:Code>unauthenticated</tb:Code><tb:Message>no</tb:Message><tb:Field>Credentials</tb:Field></tb:ServiceFault>";
  for (const auto& body : {fault, "<s:Envelope xmlns:s='x'><s:Body><s:Fault><detail>" + fault + "</detail></s:Fault></s:Body></s:Envelope>"}) {
    RecordedCall call{};
    CallReader(table).read_answer(500, body, call);
    BOOST_TEST(call.status == 500);
    BOOST_TEST(call.fault_code == "unauthenticated");
    BOOST_TEST(call.fault_field == "Credentials");
    BOOST_TEST(!call.is_done());
  }
}
