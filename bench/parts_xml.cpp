#include "bench/parts_xml.hpp"

#include <expat.h>

#include <stdexcept>

#include "contract/contract_text.hpp"
#include "services/front/front_parser.hpp"
#include "services/soap/soap_context.hpp"
#include "soapH.h"

namespace tillbridge::bench {
namespace {

Spent ended(Stopwatch& watch) {
  watch.pause();
  return watch.spent();
}

template <class Request, class Get>
bool read_request(struct soap* soap, Get get, const char* tag) {
  Request request;
  request.soap_default(soap);
  return get(soap, &request, tag, nullptr) != nullptr;
}

}  // namespace

Spent time_expat(std::string_view bytes) {
  Stopwatch watch;
  XML_Parser parser = XML_ParserCreateNS(nullptr, ' ');
  std::size_t seen = 0;
  XML_SetUserData(parser, &seen);
  XML_SetElementHandler(
      parser, [](void* user, const XML_Char*, const XML_Char**) { ++*static_cast<std::size_t*>(user); },
      [](void* user, const XML_Char*) { ++*static_cast<std::size_t*>(user); });
  XML_SetCharacterDataHandler(parser, [](void* user, const XML_Char*, int length) { *static_cast<std::size_t*>(user) += static_cast<std::size_t>(length); });
  const bool good = XML_Parse(parser, bytes.data(), static_cast<int>(bytes.size()), 1) == XML_STATUS_OK && seen > 0;
  XML_ParserFree(parser);
  if (!good) throw std::runtime_error("expat refuses the sample");
  return ended(watch);
}

std::string clean_envelope(std::string_view bytes) {
  const auto contract = contract::ContractTable::from_wsdl(contract::contract_text());
  services::front::FrontParser parser(contract, {}, bytes, "text/xml; charset=utf-8");
  std::string clean;
  for (;;) {
    const auto chunk = parser.next_chunk();
    if (!chunk) throw std::runtime_error("the front parser refuses the sample: " + chunk.error().message);
    if (chunk->empty()) return clean;
    clean += *chunk;
  }
}

Spent time_gsoap(std::string_view clean, std::string_view operation) {
  Stopwatch watch;
  services::SoapContext context([clean]() mutable { return std::exchange(clean, {}); });
  context.on_row([](void*) {});
  context.read([&](struct soap* soap) {
    if (operation == "UpdateInventory") return read_request<_tb__UpdateInventory>(soap, soap_get__tb__UpdateInventory, "tb:UpdateInventory");
    return read_request<_tb__UpdatePOSProducts>(soap, soap_get__tb__UpdatePOSProducts, "tb:UpdatePOSProducts");
  });
  return ended(watch);
}

}  // namespace tillbridge::bench
