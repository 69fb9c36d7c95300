#pragma once
#include <optional>
#include <string_view>

#include "contract/contract_table.hpp"
#include "services/front/front_parser.hpp"

namespace tillbridge::services::front {

/// What stands in front of an operation's content in a plain document.
struct PlainHead {
  SoapVersion version = SoapVersion::kSoap11;
  bool is_bare = false;
  const contract::OperationRule* operation = nullptr;
  std::string_view prefix;            ///< of the operation's elements; "" = the default namespace
  std::string_view body, envelope;    ///< the qualified names to be closed; "" in a bare document
  std::size_t declared = 0;           ///< namespace declarations so far
  const char* content = nullptr;      ///< behind the operation's start tag
};

/// XML declaration, Envelope, an empty Header or none, Body and the operation's start tag, or that start tag alone; with no attribute but namespace
/// declarations and everything in the namespaces of the contract. Nothing when the document begins in another way.
/// `text`: from the first '<' on; outlives the answer.
std::optional<PlainHead> read_plain_head(const contract::ContractTable& contract, const FrontLimits& limits, std::string_view text);

}  // namespace tillbridge::services::front
