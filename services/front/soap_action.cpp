#include "services/front/soap_action.hpp"

#include "services/front/header_parameter.hpp"

namespace tillbridge::services::front {
namespace {

std::string_view without(std::string_view text, std::string_view ends) {
  const auto first = text.find_first_not_of(ends);
  return first == std::string_view::npos ? std::string_view() : text.substr(first, text.find_last_not_of(ends) - first + 1);
}

}  // namespace

const contract::OperationRule* find_named_operation(const contract::ContractTable& contract, std::string_view soap_action, std::string_view content_type) {
  const auto parameter = header_parameter(content_type, "action");
  auto action = without(soap_action, " \t\"'");
  if (action.empty()) action = without(parameter, " \t\"'");
  const auto mark = action.find_last_of(":/#");
  return contract.find_operation(mark == std::string_view::npos ? action : action.substr(mark + 1));
}

}  // namespace tillbridge::services::front
