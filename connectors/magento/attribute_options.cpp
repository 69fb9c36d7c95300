#include "connectors/magento/attribute_options.hpp"

#include <algorithm>
#include <cctype>

#include "connectors/magento/lookup.hpp"

namespace tillbridge::connectors::magento {
namespace {

constexpr std::size_t kLongestCode = 60;

/// The shop takes labels for the same whatever their case and the blanks around.
std::string fold(const std::string& label) {
  std::string out;
  for (const char c : label) out += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  const auto first = out.find_first_not_of(' ');
  return first == std::string::npos ? "" : out.substr(first, out.find_last_not_of(' ') - first + 1);
}

const std::string* value_for(const ProductAttribute& attribute, const std::string& label) {
  const auto exact = attribute.values.find(label);
  if (exact != attribute.values.end()) return &exact->second;
  for (const auto& [known, id] : attribute.values)
    if (fold(known) == fold(label)) return &id;
  return nullptr;
}

void read_options(const Json& options, ProductAttribute& attribute) {
  for (const Json& option : options)
    if (const auto id = http::text_member(option, "value"); !id.empty()) attribute.values.emplace(http::text_member(option, "label"), id);
}

Outcome rejected(const char* code, std::string message) { return {OutcomeKind::kRejected, code, std::move(message), {}}; }

}  // namespace

std::string attribute_code_of(const std::string& option_name) {
  std::string out;
  for (const char c : option_name) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) != 0) out += static_cast<char>(std::tolower(byte));
    else if (!out.empty() && out.back() != '_') out += '_';
  }
  while (!out.empty() && out.back() == '_') out.pop_back();
  return out.substr(0, kLongestCode);
}

AttributeOptions::Known& AttributeOptions::known(const std::string& option_name) {
  const auto found = known_.find(option_name);
  if (found != known_.end()) return found->second;
  const auto named = settings_.option_codes.find(option_name);
  return known_.emplace(option_name, ask(option_name, named != settings_.option_codes.end() ? named->second : attribute_code_of(option_name))).first->second;
}

AttributeOptions::Known AttributeOptions::ask(const std::string& option_name, const std::string& attribute_code) {
  const auto missing = [&] {
    return rejected("attribute_missing", "the shop has no product attribute '" + attribute_code + "' for the option '" + option_name +
                                             "': make it in Magento under Stores > Attributes > Product (dropdown, scope global, in the site's attribute set), or "
                                             "name another in option_codes");
  };
  if (attribute_code.empty()) return {missing(), {}};
  const Reply reply = api_.get("/products/attributes/" + segment(attribute_code));
  if (reply.outcome.kind == OutcomeKind::kGone) return {missing(), {}};
  if (!reply.ok()) return {before_writing(reply.outcome), {}};
  const std::string input = http::text_member(reply.body, "frontend_input"), scope = http::text_member(reply.body, "scope");
  if (input != "select" || scope != "global")
    return {rejected("attribute_not_usable", "the shop's attribute '" + attribute_code + "' is of input '" + input + "' and scope '" + scope +
                                                 "': variants need a dropdown of global scope"),
            {}};
  Known out{{}, {http::text_member(reply.body, "attribute_id"), attribute_code, {}}};
  read_options(http::list_member(reply.body, "options"), out.attribute);
  return out;
}

Outcome AttributeOptions::find(const std::string& option_name, const ProductAttribute*& found) {
  const Known& one = known(option_name);
  found = &one.attribute;
  return one.outcome;
}

Outcome AttributeOptions::find_value(const std::string& option_name, const std::string& label, std::string& option_id) {
  Known& one = known(option_name);
  if (!one.outcome.ok()) return one.outcome;
  if (value_for(one.attribute, label) == nullptr)
    if (const auto added = add_value(one.attribute, label); !added.ok()) return added;
  const auto* id = value_for(one.attribute, label);
  if (id == nullptr) return rejected("option_not_kept", "the shop does not show the option '" + label + "' of attribute '" + one.attribute.code + "' after it was made");
  option_id = *id;
  return {};
}

/// The answer holds the new id in one version and a made-up word in another, so the list is read again; that also finds what a lost answer or
/// somebody else has made meanwhile.
Outcome AttributeOptions::add_value(ProductAttribute& attribute, const std::string& label) {
  const std::string path = "/products/attributes/" + segment(attribute.code) + "/options";
  const Reply added = api_.post(path, Json{{"option", {{"label", label}, {"value", ""}}}});
  if (!added.ok() && !added.content_refused()) return before_writing(added.outcome);
  const Reply listed = api_.get(path);
  if (!listed.ok()) return before_writing(listed.outcome);
  if (listed.body.is_array()) read_options(listed.body, attribute);
  return added.ok() || value_for(attribute, label) != nullptr ? Outcome{} : added.outcome;
}

}  // namespace tillbridge::connectors::magento
