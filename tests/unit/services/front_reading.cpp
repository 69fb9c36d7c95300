#include "front_reading.hpp"

#include "front_small_wsdl.hpp"

namespace tillbridge::services::front {
namespace {

std::string body_of(std::string text) {
  const auto begin = text.find("<SOAP-ENV:Body>");
  const auto end = text.rfind("</SOAP-ENV:Body>");
  if (begin == std::string::npos || end == std::string::npos) return {};
  text = text.substr(begin + 15, end - begin - 15);
  for (auto at = text.find("tb:"); at != std::string::npos; at = text.find("tb:", at)) text.erase(at, 3);
  return text;
}

}  // namespace

const contract::ContractTable& small_contract() {
  static const contract::ContractTable table = contract::ContractTable::from_wsdl(small_wsdl());
  return table;
}

Reading read_all(std::string_view bytes, std::string_view content_type, const FrontLimits& limits) {
  Reading reading;
  FrontParser parser(small_contract(), limits, bytes, content_type);
  const auto fail = [&](const base::Error& error) {
    reading.word = error.catalogue_word();
    reading.message = error.message;
    reading.field = error.field;
  };
  if (const auto head = parser.read_head(); !head) fail(head.error());
  while (reading.word.empty()) {
    const auto chunk = parser.next_chunk();
    if (!chunk) fail(chunk.error());
    else if (chunk->empty()) break;
    else reading.emitted += *chunk;
  }
  reading.warnings = parser.warnings();
  reading.version = parser.version();
  reading.is_bare = parser.is_bare();
  reading.operation = parser.operation();
  reading.credentials = parser.credentials();
  reading.hash = parser.content_hash();
  if (reading.word.empty()) reading.inner = body_of(reading.emitted);
  return reading;
}

std::string envelope_around(std::string_view body, std::string_view header) {
  std::string out = R"(<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:p="urn:test:pos:1">)";
  if (!header.empty()) out += "<s:Header>" + std::string(header) + "</s:Header>";
  return out + "<s:Body>" + std::string(body) + "</s:Body></s:Envelope>";
}

std::string inventory_envelope(std::string_view rows) {
  return envelope_around("<p:UpdateInventory><p:Credentials><p:StoreId>S1</p:StoreId><p:UserName>till</p:UserName><p:Password>pw</p:Password></p:Credentials><p:Rows>" +
                         std::string(rows) + "</p:Rows></p:UpdateInventory>");
}

}  // namespace tillbridge::services::front
