#pragma once
#include <string_view>

namespace tillbridge::contract {

/// wsdl/tillbridge.wsdl as it was when the program was built: UTF-8, SOAP 1.1 ports only, placeholder addresses.
std::string_view contract_text();

}  // namespace tillbridge::contract
