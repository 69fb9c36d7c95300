// The rules for the contract that a program can check: each has a toolkit that breaks without it (docs/decisions/0010).
#include <boost/test/unit_test.hpp>
#include <expat.h>

#include <algorithm>
#include <cctype>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "contract/contract_text.hpp"
#include "services/soap/contract_document.hpp"

namespace {

const std::string kWsdl = "http://schemas.xmlsoap.org/wsdl/";
const std::string kSoap = "http://schemas.xmlsoap.org/wsdl/soap/";
const std::string kSoap12 = "http://schemas.xmlsoap.org/wsdl/soap12/";
const std::string kSchema = "http://www.w3.org/2001/XMLSchema";
const std::string kNamespace = "urn:tillbridge:pos:v1";

/// An element with its namespace; enough of a tree to ask questions of.
struct Node {
  std::string ns, name, text;
  std::map<std::string, std::string> attributes;
  std::vector<std::unique_ptr<Node>> children;

  std::string at(const std::string& attribute) const {
    const auto found = attributes.find(attribute);
    return found == attributes.end() ? "" : found->second;
  }
  std::vector<const Node*> all(const std::string& of_ns, const std::string& of_name) const {
    std::vector<const Node*> found;
    for (const auto& child : children)
      if (child->ns == of_ns && child->name == of_name) found.push_back(child.get());
    return found;
  }
  const Node* only(const std::string& of_ns, const std::string& of_name) const {
    const auto found = all(of_ns, of_name);
    BOOST_REQUIRE_MESSAGE(found.size() == 1, name << " " << at("name") << " has " << found.size() << " children " << of_name << ", not one");
    return found.front();
  }
  void visit(const std::function<void(const Node&)>& look) const {
    look(*this);
    for (const auto& child : children) child->visit(look);
  }
};

std::unique_ptr<Node> read(const std::string& text) {
  struct Reading {
    std::unique_ptr<Node> root = std::make_unique<Node>();
    std::vector<Node*> open{root.get()};
  } reading;
  const std::unique_ptr<std::remove_pointer_t<XML_Parser>, decltype(&XML_ParserFree)> parser(XML_ParserCreateNS("UTF-8", '|'), XML_ParserFree);
  XML_SetUserData(parser.get(), &reading);
  XML_SetElementHandler(
      parser.get(),
      [](void* data, const char* name, const char** attributes) {
        auto& state = *static_cast<Reading*>(data);
        auto node = std::make_unique<Node>();
        const std::string full = name;
        const auto bar = full.find('|');
        node->ns = bar == std::string::npos ? "" : full.substr(0, bar);
        node->name = bar == std::string::npos ? full : full.substr(bar + 1);
        for (; *attributes; attributes += 2) node->attributes[attributes[0]] = attributes[1];
        Node* raw = node.get();
        state.open.back()->children.push_back(std::move(node));
        state.open.push_back(raw);
      },
      [](void* data, const char*) { static_cast<Reading*>(data)->open.pop_back(); });
  XML_SetCharacterDataHandler(parser.get(), [](void* data, const char* text_part, int size) {
    static_cast<Reading*>(data)->open.back()->text.append(text_part, static_cast<std::size_t>(size));
  });
  BOOST_REQUIRE(XML_Parse(parser.get(), text.data(), static_cast<int>(text.size()), XML_TRUE) == XML_STATUS_OK);
  return std::move(reading.root->children.front());
}

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

std::string local(const std::string& qname) { return qname.substr(qname.find(':') + 1); }

struct Contract {
  std::unique_ptr<Node> root = read(std::string(tillbridge::contract::contract_text()));
  const Node& schema() const { return *root->only(kWsdl, "types")->only(kSchema, "schema"); }
  std::vector<std::string> operations() const {
    std::vector<std::string> names;
    for (const auto* port_type : root->all(kWsdl, "portType"))
      for (const auto* operation : port_type->all(kWsdl, "operation")) names.push_back(operation->at("name"));
    return names;
  }
  const Node& element(const std::string& name) const {
    for (const auto* one : schema().all(kSchema, "element"))
      if (one->at("name") == name) return *one;
    BOOST_REQUIRE_MESSAGE(false, "no element " << name);
    return *root;
  }
  std::vector<const Node*> wrapper_children(const std::string& name) const {
    return element(name).only(kSchema, "complexType")->only(kSchema, "sequence")->all(kSchema, "element");
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(contract_rules, Contract)

BOOST_AUTO_TEST_CASE(has_two_services_and_ten_operations) {
  BOOST_TEST(root->all(kWsdl, "service").size() == 2u);
  BOOST_TEST(operations().size() == 10u);
}

BOOST_AUTO_TEST_CASE(rule_1_is_document_literal_wrapped) {
  for (const auto* message : root->all(kWsdl, "message")) {
    const auto* part = message->only(kWsdl, "part");
    const bool is_fault = message->at("name") == "ServiceFaultMessage";
    BOOST_TEST(part->at("name") == (is_fault ? "fault" : "parameters"));
    BOOST_TEST(!part->at("element").empty());
    BOOST_TEST(part->at("type").empty());
  }
  std::set<std::string> inputs;
  for (const auto* port_type : root->all(kWsdl, "portType"))
    for (const auto* operation : port_type->all(kWsdl, "operation")) {
      const std::string name = operation->at("name");
      const auto element_of = [&](const char* direction) {
        const auto wanted = local(operation->only(kWsdl, direction)->at("message"));
        for (const auto* message : root->all(kWsdl, "message"))
          if (message->at("name") == wanted) return local(message->only(kWsdl, "part")->at("element"));
        return std::string();
      };
      BOOST_TEST(element_of("input") == name);
      BOOST_TEST(element_of("output") == name + "Response");
      BOOST_TEST(inputs.insert(name).second);
      for (const auto& wrapper : {name, name + "Response"}) BOOST_TEST(element(wrapper).only(kSchema, "complexType")->all(kSchema, "attribute").empty());
    }
  root->visit([](const Node& node) {
    if (node.ns != kSoap) return;
    if (node.name == "binding" || node.name == "operation") BOOST_TEST(node.at("style") == "document");
    if (node.name == "body" || node.name == "fault") BOOST_TEST(node.at("use") == "literal");
  });
}

BOOST_AUTO_TEST_CASE(rule_2_has_one_inline_schema_of_one_namespace) {
  BOOST_TEST(root->at("targetNamespace") == kNamespace);
  BOOST_TEST(schema().at("targetNamespace") == kNamespace);
  BOOST_TEST(schema().at("elementFormDefault") == "qualified");
  root->visit([](const Node& node) { BOOST_TEST((node.name != "import" && node.name != "include" && node.name != "redefine")); });
}

BOOST_AUTO_TEST_CASE(rule_3_speaks_soap_1_1_only_unless_asked) {
  BOOST_TEST(tillbridge::contract::contract_text().find("wsdl/soap12/") == std::string_view::npos);
  const auto both = read(tillbridge::services::contract_document("https://pos.example", true));
  BOOST_TEST(both->all(kWsdl, "binding").size() == 4u);
  for (const auto* service : both->all(kWsdl, "service")) {
    const auto ports = service->all(kWsdl, "port");
    BOOST_REQUIRE(ports.size() == 2u);
    const std::string address = "https://pos.example/soap/" + service->at("name");
    BOOST_TEST(ports[0]->only(kSoap, "address")->at("location") == address);
    BOOST_TEST(ports[1]->only(kSoap12, "address")->at("location") == address);
    BOOST_TEST(ports[1]->at("name") == ports[0]->at("name") + "12");
    BOOST_TEST(local(ports[1]->at("binding")) == local(ports[0]->at("binding")) + "12");
  }
}

BOOST_AUTO_TEST_CASE(rule_4_has_an_absolute_soap_action_per_operation_in_both_bindings) {
  const auto both = read(tillbridge::services::contract_document("https://pos.example", true));
  std::map<std::string, int> actions;
  for (const auto* binding : both->all(kWsdl, "binding"))
    for (const auto* operation : binding->all(kWsdl, "operation")) {
      const auto& soap_ns = operation->all(kSoap, "operation").empty() ? kSoap12 : kSoap;
      const std::string action = operation->only(soap_ns, "operation")->at("soapAction");
      BOOST_TEST(action == kNamespace + ":" + operation->at("name"));
      ++actions[action];
    }
  BOOST_TEST(actions.size() == 10u);
  for (const auto& [action, times] : actions) BOOST_TEST(times == 2, action);
}

BOOST_AUTO_TEST_CASE(rule_5_names_operations_apart_ignoring_case) {
  std::set<std::string> seen;
  for (const auto& name : operations()) BOOST_TEST(seen.insert(lower(name)).second, name);
}

BOOST_AUTO_TEST_CASE(rule_6_names_types_so_that_no_language_trips) {
  std::set<std::string> taken;
  for (const auto& name : operations()) taken.insert(lower(name));
  for (const auto* kind : {"portType", "binding", "service"})
    for (const auto* node : root->all(kWsdl, kind))
      if (std::string(kind) != "portType") taken.insert(lower(node->at("name")));
  root->visit([&](const Node& node) {
    if (node.ns == kSchema && node.name == "element") taken.insert(lower(node.at("name")));
  });
  const std::set<std::string> reserved = {"string", "option", "end", "class", "currency", "object", "function", "namespace", "event", "delegate", "property", "unit", "record"};
  std::set<std::string> types;
  for (const auto* type : schema().all(kSchema, "complexType")) {
    const std::string name = type->at("name");
    BOOST_TEST((name.size() > 4 && name.substr(name.size() - 4) == "Type"), name);
    BOOST_TEST(std::all_of(name.begin(), name.end(), [](unsigned char c) { return std::isalnum(c) != 0; }), name);
    BOOST_TEST(taken.count(lower(name)) == 0u, name);
    BOOST_TEST(types.insert(lower(name)).second, name);
    BOOST_TEST(reserved.count(lower(name)) == 0u, name);
  }
  for (const auto& name : operations()) BOOST_TEST(reserved.count(lower(name)) == 0u, name);
}

BOOST_AUTO_TEST_CASE(rule_7_and_9_use_sequences_of_plain_named_types_only) {
  const std::set<std::string> nodes = {"schema", "element", "complexType", "sequence", "annotation", "documentation"};
  const std::set<std::string> simple = {"string", "decimal", "dateTime", "boolean", "int"};
  std::set<std::string> types;
  for (const auto* type : schema().all(kSchema, "complexType")) types.insert(type->at("name"));
  schema().visit([&](const Node& node) {
    BOOST_TEST(nodes.count(node.name) == 1u, node.name);
    for (const auto* never : {"nillable", "default", "fixed", "abstract", "substitutionGroup", "ref", "mixed"}) BOOST_TEST(node.at(never).empty(), never);
    if (node.name != "element" || node.at("type").empty()) return;
    const std::string type = node.at("type");
    BOOST_TEST((type.rfind("xs:", 0) == 0 ? simple.count(local(type)) : types.count(local(type))) == 1u, node.at("name") << " has the type " << type);
  });
  for (const auto* type : schema().all(kSchema, "complexType"))
    for (const auto* child : type->only(kSchema, "sequence")->all(kSchema, "element")) BOOST_TEST(!child->at("type").empty(), child->at("name"));
}

BOOST_AUTO_TEST_CASE(rule_8_wraps_every_list) {
  for (const auto* type : schema().all(kSchema, "complexType")) {
    const auto children = type->only(kSchema, "sequence")->all(kSchema, "element");
    const bool is_list = type->at("name").rfind("ArrayOf", 0) == 0;
    if (is_list) {
      BOOST_REQUIRE(children.size() == 1u);
      BOOST_TEST(children[0]->at("minOccurs") == "0");
    }
    for (const auto* child : children) BOOST_TEST((child->at("maxOccurs") == "unbounded") == is_list, type->at("name"));
  }
}

BOOST_AUTO_TEST_CASE(rule_12_has_no_enumeration) {
  root->visit([](const Node& node) { BOOST_TEST((node.name != "enumeration" && node.name != "simpleType")); });
}

BOOST_AUTO_TEST_CASE(rule_13_and_14_answer_with_one_result_that_can_stay_as_it_is) {
  for (const auto& name : operations()) {
    const auto children = wrapper_children(name + "Response");
    BOOST_REQUIRE(children.size() == 1u);
    BOOST_TEST(children[0]->at("name") == "Result");
    for (const auto* type : schema().all(kSchema, "complexType")) {
      if (type->at("name") != local(children[0]->at("type"))) continue;
      const auto fields = type->only(kSchema, "sequence")->all(kSchema, "element");
      BOOST_TEST(fields.front()->at("name") == "RequestId");
      BOOST_TEST(fields[fields.size() - 2]->at("name") == "Warnings");
      BOOST_TEST(fields.back()->at("name") == "Extras");
      BOOST_TEST(fields.back()->at("type") == "tb:ArrayOfPropertyType");
    }
  }
}

BOOST_AUTO_TEST_CASE(rule_15_declares_one_fault_everywhere) {
  for (const auto* port_type : root->all(kWsdl, "portType"))
    for (const auto* operation : port_type->all(kWsdl, "operation")) {
      const auto* fault = operation->only(kWsdl, "fault");
      BOOST_TEST(fault->at("name") == "ServiceFault");
      BOOST_TEST(local(fault->at("message")) == "ServiceFaultMessage");
    }
  for (const auto* binding : root->all(kWsdl, "binding"))
    for (const auto* operation : binding->all(kWsdl, "operation")) {
      const auto* fault = operation->only(kWsdl, "fault");
      BOOST_TEST(fault->at("name") == fault->only(kSoap, "fault")->at("name"));
    }
}

BOOST_AUTO_TEST_CASE(rule_17_documents_every_operation_port_type_type_and_element) {
  for (const auto* port_type : root->all(kWsdl, "portType")) {
    BOOST_TEST(!port_type->only(kWsdl, "documentation")->text.empty());
    for (const auto* operation : port_type->all(kWsdl, "operation")) BOOST_TEST(!operation->only(kWsdl, "documentation")->text.empty());
  }
  schema().visit([](const Node& node) {
    if (node.name != "element" && !(node.name == "complexType" && !node.at("name").empty())) return;
    // What is said of a request stands at its operation: pysimplesoap takes an element's first child for its type, and Axis 1 passes the
    // children of a request as arguments only where its type begins with the sequence.
    if (const auto types = node.all(kSchema, "complexType"); !types.empty()) {
      BOOST_TEST(node.all(kSchema, "annotation").empty(), node.at("name"));
      BOOST_TEST(types.front()->all(kSchema, "annotation").empty(), node.at("name"));
      return;
    }
    BOOST_TEST(node.only(kSchema, "annotation")->only(kSchema, "documentation")->text.size() >= 5u, node.at("name"));
  });
}

BOOST_AUTO_TEST_CASE(rule_19_stays_below_200_kilobytes) {
  BOOST_TEST(tillbridge::services::contract_document("https://pos.example", true).size() < 200u * 1024u);
}

BOOST_AUTO_TEST_CASE(asks_for_the_credentials_first_in_every_request) {
  for (const auto& name : operations()) BOOST_TEST(wrapper_children(name).front()->at("name") == "Credentials", name);
}

BOOST_AUTO_TEST_SUITE_END()
