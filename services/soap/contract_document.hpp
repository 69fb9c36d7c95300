#pragma once
#include <string>
#include <string_view>

namespace tillbridge::services {

/// The WSDL as served: with the address under which the caller reached us, e.g. "https://pos.example:8443".
/// SOAP 1.1 ports only, because some clients refuse a document that has others; `with_soap12` adds a SOAP 1.2 port to each service,
/// behind the first one.
std::string contract_document(std::string_view public_base, bool with_soap12);

}  // namespace tillbridge::services
