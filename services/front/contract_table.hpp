#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace tillbridge::services::front {

/// Our schema as a table, read once from the WSDL that is built into the program: what the front parser holds requests against
/// and what documentation is made of. One source: the WSDL.
struct ElementRule {
  std::string name;
  std::string type;                   ///< a complex type's name of ours, or "" for simple ones
  std::string simple_type;            ///< "string", "decimal", "dateTime", "boolean", "int" for simple ones
  bool repeated = false;              ///< maxOccurs > 1
  bool required = false;              ///< minOccurs > 0
};

struct OperationRule {
  std::string name;                   ///< "UpdateInventory": also the request's element
  std::string service;                ///< "ProductTasks" or "OrderTasks"
  std::string soap_action;
};

class ContractTable {
 public:
  /// Throws std::runtime_error when the text is not our WSDL (a build error, not a caller's).
  static ContractTable from_wsdl(std::string_view wsdl);

  const std::string& target_namespace() const { return target_namespace_; }
  const std::vector<OperationRule>& operations() const { return operations_; }
  const OperationRule* find_operation(std::string_view name) const;
  /// The children of an operation's request element or of a complex type; nullptr for unknown names.
  const std::vector<ElementRule>* find_children(std::string_view operation_or_type) const;

 private:
  std::string target_namespace_;
  std::vector<OperationRule> operations_;
  std::map<std::string, std::vector<ElementRule>, std::less<>> children_;
};

}  // namespace tillbridge::services::front
