#include "guide/sample_reader.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "contract/expat_parser.hpp"

namespace tillbridge::guide {
namespace {

using base::Error;
using base::ErrorCode;
using contract::ContractTable;
using contract::ElementRule;

constexpr std::string_view kSoap11 = "http://schemas.xmlsoap.org/soap/envelope/";
constexpr std::string_view kSoap12 = "http://www.w3.org/2003/05/soap-envelope";
constexpr std::size_t kMaxDepth = 20;

/// Reads the tree under the operation element; what stands around it (Envelope, Header, Body) is passed by.
class TreeReader final : public contract::XmlEvents {
 public:
  explicit TreeReader(const ContractTable& contract) : contract_(contract), parser_(*this) {}

  bool parse(std::string_view xml) { return parser_.parse(xml, true) && problem_.empty(); }
  std::string problem() const {
    return fmt::format("{} in line {}, column {}", problem_.empty() ? std::string(parser_.error_text()) : problem_, parser_.line(), parser_.column());
  }
  SampleElement root;
  bool soap12 = false;

  void on_start(contract::QName name, contract::AttributeList) override {
    if (name.uri == kSoap12) soap12 = true;
    if (name.uri == kSoap11 || name.uri == kSoap12) return;
    if (open_.empty() && !root.name.empty()) return fail("a second operation");
    if (open_.size() > kMaxDepth) return fail("too many levels");
    SampleElement element{.name = std::string(name.local)};
    const auto* rules = open_.empty() ? nullptr : contract_.find_children(open_.back().second);
    std::string type = element.name;
    if (rules != nullptr) {
      const auto rule = std::find_if(rules->begin(), rules->end(), [&](const ElementRule& each) { return each.name == element.name; });
      if (rule != rules->end()) element.simple_type = rule->simple_type, element.repeated = rule->repeated, type = rule->type;
    }
    auto& place = open_.empty() ? root : open_.back().first->children.emplace_back();
    place = std::move(element);
    open_.emplace_back(&place, type);
  }
  void on_end(contract::QName name) override {
    if (name.uri == kSoap11 || name.uri == kSoap12 || open_.empty()) return;
    auto& element = *open_.back().first;
    element.text = element.children.empty() ? std::string(base::trim_blanks(element.text)) : "";
    if (element.children.empty() && open_.size() > 1 && contract_.find_children(open_.back().second) == nullptr && element.simple_type.empty()) element.simple_type = "string";
    open_.pop_back();
  }
  void on_text(std::string_view text) override {
    if (!open_.empty()) open_.back().first->text += text;
  }
  void on_namespace(std::string_view, std::string_view) override {}
  void on_doctype() override { fail("a document type"); }

 private:
  void fail(std::string problem) {
    problem_ = std::move(problem);
    parser_.stop();
  }

  const ContractTable& contract_;
  contract::ExpatParser parser_;
  std::vector<std::pair<SampleElement*, std::string>> open_;   ///< element and its type; a parent's children do not move while one is open
  std::string problem_;
};

SampleElement text_element(std::string name, std::string text) { return {.name = std::move(name), .simple_type = "string", .text = std::move(text)}; }

/// Takes the login out of the request into the options and puts clean Credentials in front.
void settle_credentials(SampleElement& request, SampleOptions& options) {
  std::erase_if(request.children, [&](const SampleElement& child) {
    if (child.name != "Credentials") return false;
    for (const auto& part : child.children) {
      if (part.name == "StoreId") options.store = part.text;
      if (part.name == "UserName") options.user = part.text;
    }
    return true;
  });
  SampleElement credentials{.name = "Credentials"};
  credentials.children = {text_element("StoreId", options.store), text_element("UserName", options.user), text_element("Password", std::string(kPasswordPlace))};
  request.children.insert(request.children.begin(), std::move(credentials));
}

}  // namespace

base::Result<Sample> read_sample(const ContractTable& contract, std::string_view xml, SampleOptions options) {
  TreeReader reader(contract);
  if (!reader.parse(xml)) return Error{ErrorCode::kInvalidRequest, fmt::format("this XML cannot be read: {}", reader.problem()), {}, "malformed_xml"};
  const auto* operation = contract.find_operation(reader.root.name);
  if (operation == nullptr) return Error{ErrorCode::kInvalidRequest, fmt::format("'{}' is none of the operations", reader.root.name), {}, "unknown_operation"};
  options.soap12 = reader.soap12;
  settle_credentials(reader.root, options);
  return Sample{*operation, contract.target_namespace(), std::move(reader.root), std::move(options)};
}

}  // namespace tillbridge::guide
