#pragma once
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tillbridge::contract {

/// A local element of a sequence as the schema writes it.
struct WsdlElement {
  std::string name;
  std::string type;                  ///< local part of the type's name
  bool is_builtin = false;           ///< the type is one of XML Schema's own
  std::string min_occurs = "1", max_occurs = "1";
  std::string documentation;
};

struct WsdlGlobalElement {
  std::string type;                  ///< "" when the type stands inside the element
  std::vector<WsdlElement> children;
  std::string documentation;
};

struct WsdlComplexType {
  std::vector<WsdlElement> children;
  std::string documentation;
};

struct WsdlBinding {
  std::string port_type;
  std::vector<std::pair<std::string, std::string>> actions;   ///< operation, soapAction
};

/// The parts of our own WSDL 1.1 that the contract table is made of, with the words for people (blanks collapsed); its design rules (one inline schema, sequences of local
/// elements with named types, document/literal wrapped) keep this reader small.
struct WsdlDocument {
  std::string target_namespace;
  std::map<std::string, WsdlComplexType> complex_types;
  std::map<std::string, std::string> simple_types;            ///< name, built-in base
  std::map<std::string, WsdlGlobalElement> global_elements;
  std::map<std::string, WsdlBinding> bindings;
  std::map<std::string, std::string> port_types;              ///< name, documentation
  std::vector<std::pair<std::string, std::vector<std::string>>> services;   ///< name, its bindings
};

/// Throws std::runtime_error naming the line when the text is no such document.
WsdlDocument read_wsdl(std::string_view text);

}  // namespace tillbridge::contract
