#pragma once
#include <string_view>

#include "contract/contract_table.hpp"

namespace tillbridge::services::front {

/// The operation of ours that a SOAPAction header (SOAP 1.1) or the action parameter of the content type (SOAP 1.2) names; nullptr for one that
/// is absent, empty or names nothing of ours: then the body alone decides. Quotes of either kind and blanks around it do not count, and only
/// what stands behind the last ':', '/' or '#' does, so that clients made for another base address are understood.
const contract::OperationRule* find_named_operation(const contract::ContractTable& contract, std::string_view soap_action, std::string_view content_type);

}  // namespace tillbridge::services::front
