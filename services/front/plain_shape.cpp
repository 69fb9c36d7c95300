#include "services/front/plain_shape.hpp"

#include <algorithm>
#include <limits>

namespace tillbridge::services::front {
namespace {

using Part = PlainElement::Part;

constexpr std::size_t kMaxElements = 512;

Part part_of_operation(std::string_view name) {
  if (name == "Credentials") return Part::kCredentials;
  if (name == "ReturnAllRows") return Part::kReturnAllRows;
  return name == "CallerReference" ? Part::kCallerReference : Part::kNothing;
}

Part part_of_credentials(std::string_view name) {
  if (name == "StoreId") return Part::kStoreId;
  if (name == "UserName") return Part::kUserName;
  return name == "Password" ? Part::kPassword : Part::kNothing;
}

std::uint32_t limit_of(std::size_t bytes) { return static_cast<std::uint32_t>(std::min<std::size_t>(bytes, std::numeric_limits<std::uint32_t>::max())); }

}  // namespace

PlainShape::PlainShape(const contract::ContractTable& contract, const FrontLimits& limits, std::string_view operation, std::string_view prefix) {
  elements_.reserve(kMaxChildren);
  elements_.push_back({.name = operation});
  add_children(contract, limits, 0, operation, 1);
  write_tags(prefix);
}

void PlainShape::add_children(const contract::ContractTable& contract, const FrontLimits& limits, std::size_t parent, std::string_view type, int depth) {
  const auto* rules = contract.find_children(type);
  const std::size_t first = elements_.size();
  if (rules == nullptr || depth >= kMaxDepth || rules->size() > kMaxChildren || first + rules->size() > kMaxElements) {
    is_usable_ = false;
    return;
  }
  if (!rules->empty()) depth_ = std::max(depth_, depth + 1);
  elements_[parent].first_child = static_cast<std::uint32_t>(first);
  elements_[parent].children = static_cast<std::uint32_t>(rules->size());
  const bool in_credentials = elements_[parent].part == Part::kCredentials;
  for (const auto& rule : *rules) {
    PlainElement element{.name = rule.name, .is_simple = rule.type.empty() || contract.find_children(rule.type) == nullptr, .is_repeated = rule.repeated};
    if (depth == 1) element.part = part_of_operation(rule.name);
    if (in_credentials) element.part = part_of_credentials(rule.name);
    element.text_limit = limit_of(in_credentials ? limits.max_credential : limits.max_text);
    const bool is_taken = in_credentials || element.part != Part::kNothing;
    if (is_taken && (element.is_repeated || element.is_simple == (element.part == Part::kCredentials))) is_usable_ = false;
    if (rule.name.size() > limits.max_name) is_usable_ = false;
    elements_.push_back(element);
  }
  for (std::size_t at = 0; at < rules->size(); ++at)
    if (!elements_[first + at].is_simple) add_children(contract, limits, first + at, (*rules)[at].type, depth + 1);
}

/// The names become tags in one string, which may not move any more once there are views into it.
void PlainShape::write_tags(std::string_view prefix) {
  const std::string colon = prefix.empty() ? std::string{} : std::string(prefix) + ':';
  std::size_t size = 0;
  for (const auto& element : elements_) size += 2 * (element.name.size() + colon.size()) + std::string_view("<></>").size();
  tags_.reserve(size);
  for (auto& element : elements_) {
    const std::size_t open = tags_.size();
    tags_.append("<").append(colon).append(element.name).append(">");
    const std::size_t close = tags_.size();
    tags_.append("</").append(colon).append(element.name).append(">");
    element.open = std::string_view(tags_).substr(open, close - open);
    element.close = std::string_view(tags_).substr(close);
  }
}

}  // namespace tillbridge::services::front
