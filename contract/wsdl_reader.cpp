#include "contract/wsdl_reader.hpp"

#include <fmt/format.h>

#include <stdexcept>

#include "contract/expat_parser.hpp"

namespace tillbridge::contract {
namespace {

constexpr std::string_view kWsdl = "http://schemas.xmlsoap.org/wsdl/";
constexpr std::string_view kSoap11Binding = "http://schemas.xmlsoap.org/wsdl/soap/";
constexpr std::string_view kSoap12Binding = "http://schemas.xmlsoap.org/wsdl/soap12/";
constexpr std::string_view kSchema = "http://www.w3.org/2001/XMLSchema";

std::string local_part(std::string_view qualified) {
  const auto colon = qualified.find(':');
  return std::string(colon == std::string_view::npos ? qualified : qualified.substr(colon + 1));
}

std::string collapse_blanks(std::string_view text) {
  std::string collapsed;
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\t' || c == '\r' || c == '\n';
    if (!blank) collapsed += c;
    else if (!collapsed.empty() && collapsed.back() != ' ') collapsed += ' ';
  }
  if (!collapsed.empty() && collapsed.back() == ' ') collapsed.pop_back();
  return collapsed;
}

class WsdlReader final : public XmlEvents {
 public:
  WsdlReader() : parser_(*this) {}

  WsdlDocument read(std::string_view text) {
    if (!parser_.parse(text, true)) {
      throw std::runtime_error(fmt::format("WSDL: {} at line {}", problem_.empty() ? std::string(parser_.error_text()) : problem_, parser_.line()));
    }
    if (document_.target_namespace.empty()) throw std::runtime_error("WSDL: no targetNamespace");
    return std::move(document_);
  }

  void on_start(QName name, AttributeList attributes) override {
    if (name.uri == kSchema) start_schema(name.local, attributes);
    else if (name.uri == kWsdl) start_wsdl(name.local, attributes);
    else if (name.local == "operation" && (name.uri == kSoap11Binding || name.uri == kSoap12Binding)) set_action(attributes);
    if (name.local == "documentation") text_.clear();
    path_.emplace_back(name.local);
  }
  void on_end(QName name) override {
    path_.pop_back();
    if (name.local == "documentation" && documented_ != nullptr) *documented_ = collapse_blanks(text_);
  }
  void on_text(std::string_view text) override {
    if (parent() == "documentation") text_ += text;
  }
  void on_namespace(std::string_view prefix, std::string_view uri) override { prefixes_[std::string(prefix)] = std::string(uri); }
  void on_doctype() override { fail("a DTD is not allowed"); }

 private:
  void fail(std::string problem) {
    problem_ = std::move(problem);
    parser_.stop();
  }
  std::string parent() const { return path_.empty() ? "" : path_.back(); }

  void start_schema(std::string_view local, AttributeList attributes) {
    if (local == "complexType" && parent() == "schema") open_complex_type(attributes);
    else if (local == "simpleType" && parent() == "schema") simple_name_ = attributes.find({}, "name");
    else if (local == "restriction" && !simple_name_.empty()) {
      document_.simple_types[simple_name_] = local_part(attributes.find({}, "base"));
      simple_name_.clear();
    } else if (local == "element" && parent() == "schema") {
      open_global_element(attributes);
    } else if (local == "element") {
      add_local_element(attributes);
    } else if (local == "import" || local == "include" || local == "choice" || local == "any" || local == "extension") {
      fail(fmt::format("xs:{} is against the design rules of this WSDL", local));
    }
  }

  void open_complex_type(AttributeList attributes) {
    auto& type = document_.complex_types[std::string(attributes.find({}, "name"))];
    current_ = &type.children;
    documented_ = &type.documentation;
  }

  void open_global_element(AttributeList attributes) {
    auto& element = document_.global_elements[std::string(attributes.find({}, "name"))];
    element.type = local_part(attributes.find({}, "type"));
    current_ = &element.children;
    documented_ = &element.documentation;
  }

  void add_local_element(AttributeList attributes) {
    const std::string_view type = attributes.find({}, "type");
    if (current_ == nullptr || type.empty()) return fail("an element without a named type");
    WsdlElement element;
    element.name = attributes.find({}, "name");
    element.type = local_part(type);
    element.is_builtin = prefixes_[std::string(type.substr(0, type.find(':') == std::string_view::npos ? 0 : type.find(':')))] == kSchema;
    if (const auto min = attributes.find({}, "minOccurs"); !min.empty()) element.min_occurs = min;
    if (const auto max = attributes.find({}, "maxOccurs"); !max.empty()) element.max_occurs = max;
    current_->push_back(std::move(element));
    documented_ = &current_->back().documentation;
  }

  void start_wsdl(std::string_view local, AttributeList attributes) {
    const std::string name(attributes.find({}, "name"));
    if (local != "documentation") documented_ = nullptr;
    if (local == "definitions") document_.target_namespace = attributes.find({}, "targetNamespace");
    else if (local == "portType") documented_ = &document_.port_types[name];
    // An operation speaks for its request element: words inside of that are taken for its type by pysimplesoap, or hide it from Axis 1.
    else if (local == "operation" && parent() == "portType") documented_ = &document_.global_elements[name].documentation;
    else if (local == "binding") {
      binding_ = &document_.bindings[name];
      binding_->port_type = local_part(attributes.find({}, "type"));
    } else if (local == "operation" && parent() == "binding") {
      binding_->actions.emplace_back(name, "");
    } else if (local == "service") {
      document_.services.emplace_back(name, std::vector<std::string>{});
    } else if (local == "port") {
      document_.services.back().second.push_back(local_part(attributes.find({}, "binding")));
    }
  }

  void set_action(AttributeList attributes) {
    if (binding_ == nullptr || binding_->actions.empty()) return fail("soap:operation outside of an operation");
    binding_->actions.back().second = attributes.find({}, "soapAction");
  }

  ExpatParser parser_;
  WsdlDocument document_;
  std::map<std::string, std::string> prefixes_;
  std::vector<std::string> path_;
  std::vector<WsdlElement>* current_ = nullptr;
  std::string* documented_ = nullptr;                          ///< where the next documentation belongs
  std::string text_;
  WsdlBinding* binding_ = nullptr;
  std::string simple_name_;
  std::string problem_;
};

}  // namespace

WsdlDocument read_wsdl(std::string_view text) { return WsdlReader().read(text); }

}  // namespace tillbridge::contract
