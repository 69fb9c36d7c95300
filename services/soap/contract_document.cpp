#include "services/soap/contract_document.hpp"

#include <stdexcept>

#include "contract/contract_text.hpp"
#include "services/soap/xml_text.hpp"

namespace tillbridge::services {
namespace {

constexpr std::string_view kPlaceholder = "http://localhost:8470";
constexpr std::string_view kSoap12Namespace = " xmlns:soap12=\"http://schemas.xmlsoap.org/wsdl/soap12/\"";

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) text.replace(at, from.size(), to);
}

/// Copies each `<wsdl:what …>…</wsdl:what>` behind itself, spoken in SOAP 1.2.
void add_soap12_copies(std::string& text, const std::string& what) {
  const std::string start = "<wsdl:" + what + " ", end = "</wsdl:" + what + ">";
  for (auto at = text.find(start); at != std::string::npos;) {
    const auto last = text.find(end, at);
    if (last == std::string::npos) throw std::logic_error("the contract has an unclosed " + what);
    const auto line = text.rfind('\n', at) + 1;
    std::string copy = "\n" + text.substr(line, last + end.size() - line);
    replace_all(copy, "<soap:", "<soap12:");
    replace_all(copy, "Soap\"", "Soap12\"");
    text.insert(last + end.size(), copy);
    at = text.find(start, last + end.size() + copy.size());
  }
}

}  // namespace

std::string contract_document(std::string_view public_base, bool with_soap12) {
  std::string text(contract::contract_text());
  if (with_soap12) {
    const auto at = text.find(" xmlns:soap=");
    if (at == std::string::npos) throw std::logic_error("the contract does not declare the soap prefix");
    text.insert(at, kSoap12Namespace);
    add_soap12_copies(text, "binding");
    add_soap12_copies(text, "port");
  }
  replace_all(text, kPlaceholder, soap_xml::escape(public_base));
  return text;
}

}  // namespace tillbridge::services
