#include "contract/contract_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "contract/wsdl_reader.hpp"

namespace tillbridge::contract {
namespace {

// The front parser marks what it has seen of a sequence in one word.
constexpr std::size_t kMaxChildren = 64;

ElementRule to_rule(const WsdlElement& element, const WsdlDocument& wsdl) {
  ElementRule rule;
  rule.name = element.name;
  rule.repeated = element.max_occurs != "0" && element.max_occurs != "1";
  rule.required = element.min_occurs != "0";
  rule.documentation = element.documentation;
  if (!element.is_builtin && wsdl.complex_types.count(element.type) > 0) {
    rule.type = element.type;
  } else if (element.is_builtin) {
    rule.simple_type = element.type;
  } else if (const auto simple = wsdl.simple_types.find(element.type); simple != wsdl.simple_types.end()) {
    rule.simple_type = simple->second;
  } else {
    throw std::runtime_error(fmt::format("WSDL: element {} has the unknown type '{}'", element.name, element.type));
  }
  return rule;
}

std::vector<ElementRule> to_rules(const std::vector<WsdlElement>& elements, const WsdlDocument& wsdl) {
  if (elements.size() > kMaxChildren) throw std::runtime_error(fmt::format("WSDL: a sequence has more than {} elements", kMaxChildren));
  std::vector<ElementRule> rules;
  rules.reserve(elements.size());
  for (const auto& element : elements) rules.push_back(to_rule(element, wsdl));
  return rules;
}

std::string document_of(const std::string& operation, const WsdlDocument& wsdl) {
  const auto request = wsdl.global_elements.find(operation);
  return request == wsdl.global_elements.end() ? std::string() : request->second.documentation;
}

std::vector<OperationRule> list_operations(const WsdlDocument& wsdl) {
  std::vector<OperationRule> operations;
  for (const auto& [service, bindings] : wsdl.services) {
    for (const auto& binding_name : bindings) {
      const auto binding = wsdl.bindings.find(binding_name);
      if (binding == wsdl.bindings.end()) throw std::runtime_error("WSDL: a port names the unknown binding " + binding_name);
      for (const auto& [operation, action] : binding->second.actions) {
        const auto known = std::find_if(operations.begin(), operations.end(), [&](const auto& rule) { return rule.name == operation; });
        if (known == operations.end()) operations.push_back({operation, service, action, document_of(operation, wsdl)});
        else if (known->service != service) throw std::runtime_error("WSDL: two services have the operation " + operation);
      }
    }
  }
  return operations;
}

}  // namespace

ContractTable ContractTable::from_wsdl(std::string_view text) {
  const WsdlDocument wsdl = read_wsdl(text);
  ContractTable table;
  table.target_namespace_ = wsdl.target_namespace;
  for (const auto& [name, type] : wsdl.complex_types) {
    table.children_[name] = to_rules(type.children, wsdl);
    table.documentation_[name] = type.documentation;
  }
  for (const auto& [name, documentation] : wsdl.port_types) table.documentation_[name] = documentation;
  for (const auto& [name, element] : wsdl.global_elements) {
    table.documentation_[name] = element.documentation;
    if (element.type.empty()) table.children_[name] = to_rules(element.children, wsdl);
    else if (wsdl.complex_types.count(element.type) > 0) table.children_[name] = table.children_.at(element.type);
  }
  table.operations_ = list_operations(wsdl);
  if (table.operations_.empty()) throw std::runtime_error("WSDL: no service has an operation");
  for (const auto& operation : table.operations_) {
    if (table.find_children(operation.name) == nullptr) throw std::runtime_error("WSDL: no request element for the operation " + operation.name);
  }
  return table;
}

const OperationRule* ContractTable::find_operation(std::string_view name) const {
  const auto found = std::find_if(operations_.begin(), operations_.end(), [&](const auto& rule) { return rule.name == name; });
  return found == operations_.end() ? nullptr : &*found;
}

const std::vector<ElementRule>* ContractTable::find_children(std::string_view element_or_type) const {
  const auto found = children_.find(element_or_type);
  return found == children_.end() ? nullptr : &found->second;
}

std::string_view ContractTable::find_documentation(std::string_view name) const {
  const auto found = documentation_.find(name);
  return found == documentation_.end() ? std::string_view() : std::string_view(found->second);
}

}  // namespace tillbridge::contract
