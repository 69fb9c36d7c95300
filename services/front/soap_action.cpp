#include "services/front/soap_action.hpp"

#include "services/front/front_context.hpp"

namespace tillbridge::services::front {
namespace {

std::string_view without(std::string_view text, std::string_view ends) {
  const auto first = text.find_first_not_of(ends);
  return first == std::string_view::npos ? std::string_view() : text.substr(first, text.find_last_not_of(ends) - first + 1);
}

/// The value of `action` in "application/soap+xml; charset=utf-8; action=\"urn:…\"".
std::string_view action_parameter(std::string_view content_type) {
  while (!content_type.empty()) {
    const auto part = content_type.substr(0, content_type.find(';'));
    content_type.remove_prefix(part.size() + (part.size() < content_type.size() ? 1 : 0));
    const auto equals = part.find('=');
    if (equals != std::string_view::npos && equals_ignoring_case(without(part.substr(0, equals), " \t"), "action")) return part.substr(equals + 1);
  }
  return {};
}

}  // namespace

const contract::OperationRule* find_named_operation(const contract::ContractTable& contract, std::string_view soap_action, std::string_view content_type) {
  auto action = without(soap_action, " \t\"'");
  if (action.empty()) action = without(action_parameter(content_type), " \t\"'");
  const auto mark = action.find_last_of(":/#");
  return contract.find_operation(mark == std::string_view::npos ? action : action.substr(mark + 1));
}

}  // namespace tillbridge::services::front
