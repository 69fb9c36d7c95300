#pragma once
#include <string>
#include <string_view>

#include "contract/contract_table.hpp"
#include "guide/page.hpp"
#include "guide/sample_tree.hpp"

namespace tillbridge::guide {

/// docs/integrators/<operation>.md and /help/operations/<operation>: what it does, request and answer element by element, a sample, a
/// real answer, its errors. Throws std::logic_error for an operation that the contract does not know.
Page operation_page(const contract::ContractTable& contract, std::string_view operation);

/// The options of the sample on that page: examples whose answer is told beside it.
SampleOptions page_sample_options(std::string_view operation);

/// The first page of the help that the service shows: every operation, and where the codes are.
Page help_page(const contract::ContractTable& contract);

}  // namespace tillbridge::guide
