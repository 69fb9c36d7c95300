#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace tillbridge::contract {

/// Our schema as a table, read once from the WSDL that is built into the program: what the front parser holds requests against
/// and what documentation is made of. One source: the WSDL.
struct ElementRule {
  std::string name;
  std::string type;                   ///< a complex type's name of ours, or "" for simple ones
  std::string simple_type;            ///< "string", "decimal", "dateTime", "boolean", "int" for simple ones
  bool repeated = false;              ///< maxOccurs > 1
  bool required = false;              ///< minOccurs > 0
  std::string documentation;          ///< the schema's words for people; often ends with "Example: …."
};

struct OperationRule {
  std::string name;                   ///< "UpdateInventory": also the request's element
  std::string service;                ///< "ProductTasks" or "OrderTasks"
  std::string soap_action;
  std::string documentation;
};

class ContractTable {
 public:
  /// Throws std::runtime_error when the text is not our WSDL (a build error, not a caller's).
  static ContractTable from_wsdl(std::string_view wsdl);

  const std::string& target_namespace() const { return target_namespace_; }
  const std::vector<OperationRule>& operations() const { return operations_; }
  const OperationRule* find_operation(std::string_view name) const;
  /// The children of an operation's request or answer element, of the fault element or of a complex type, in the schema's order;
  /// nullptr for unknown names.
  const std::vector<ElementRule>* find_children(std::string_view element_or_type) const;
  /// The schema's words for people about a type, an operation, an answer element or a port type; "" where there are none.
  std::string_view find_documentation(std::string_view name) const;

 private:
  std::string target_namespace_;
  std::vector<OperationRule> operations_;
  std::map<std::string, std::vector<ElementRule>, std::less<>> children_;
  std::map<std::string, std::string, std::less<>> documentation_;
};

}  // namespace tillbridge::contract
