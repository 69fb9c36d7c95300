#include <algorithm>
#include <cctype>

#include "tests/support/fake_magento_catalogue.hpp"

// Attributes with their options, and the configurable products that are made with them.
namespace tillbridge::tests {
namespace {

std::string trimmed_upper(std::string text) {
  while (!text.empty() && text.back() == ' ') text.pop_back();
  text.erase(0, text.find_first_not_of(' ') == std::string::npos ? text.size() : text.find_first_not_of(' '));
  for (auto& c : text) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return text;
}

Json options_json(const FakeMagentoAttribute& attribute) {
  Json out = Json::array({{{"label", " "}, {"value", ""}}});  // the empty choice comes first
  for (const auto& [value, label] : attribute.options) out.push_back({{"label", label}, {"value", value}});
  return out;
}

Json attribute_json(const FakeMagentoAttribute& attribute) {
  return {{"attribute_id", attribute.id}, {"attribute_code", attribute.code}, {"frontend_input", attribute.input}, {"entity_type_id", "4"},
          {"is_required", false}, {"scope", attribute.scope}, {"options", options_json(attribute)}, {"frontend_labels", Json::array()},
          {"default_frontend_label", attribute.code}};
}

}  // namespace

std::optional<MagentoAnswer> FakeMagentoCatalogue::call_attributes(const MagentoRequest& request) {
  if (request.is("GET", {"products", "attribute-sets", "sets", "list"}))
    return magento_list({Json{{"attribute_set_id", 4}, {"attribute_set_name", "Default"}, {"sort_order", 1}, {"entity_type_id", 4}}}, request.query);
  if (request.path.size() < 3 || request.path[0] != "products" || request.path[1] != "attributes") return std::nullopt;
  const auto found = attributes_.find(request.path[2]);
  if (found == attributes_.end())
    return magento_error(404, "The attribute with a \"%1\" attributeCode doesn't exist. Verify the attribute and try again.", {request.path[2]});
  if (request.is("GET", {"products", "attributes", "*"})) return MagentoAnswer{200, attribute_json(found->second)};
  if (request.is("GET", {"products", "attributes", "*", "options"})) return MagentoAnswer{200, options_json(found->second)};
  if (request.is("POST", {"products", "attributes", "*", "options"})) return add_attribute_option(found->second, request.body.value("option", Json::object()));
  return std::nullopt;
}

MagentoAnswer FakeMagentoCatalogue::add_attribute_option(FakeMagentoAttribute& attribute, const Json& option) {
  const std::string label = option.value("label", "");
  if (trimmed_upper(label).empty()) return magento_error(400, "The attribute option label is empty. Enter the value and try again.");
  for (const auto& [value, known] : attribute.options)
    if (trimmed_upper(known) == trimmed_upper(label)) return magento_error(400, "Admin store attribute option label \"%1\" already exists.", {label});
  attribute.options.emplace_back(std::to_string(next_option_++), label);
  return {200, attribute.options.back().first};
}

std::optional<MagentoAnswer> FakeMagentoCatalogue::call_configurables(const MagentoRequest& request) {
  if (request.path.size() < 3 || request.path[0] != "configurable-products") return std::nullopt;
  auto* parent = find(request.path[1]);
  if (parent == nullptr) return magento_error(404, "The product that was requested doesn't exist. Verify the product and try again.");
  if (request.is("POST", {"configurable-products", "*", "options"})) return add_option(*parent, request.body.value("option", Json::object()));
  if (request.is("POST", {"configurable-products", "*", "child"})) return link_child(*parent, request.body.value("childSku", ""));
  return std::nullopt;
}

MagentoAnswer FakeMagentoCatalogue::add_option(FakeMagentoProduct& parent, const Json& option) {
  if (option.value("label", "").empty()) return magento_error(400, "Option label is not specified.");
  if (option.value("values", Json::array()).empty()) return magento_error(400, "Option values are not specified.");
  for (const auto& [code, attribute] : attributes_) {
    if (std::to_string(attribute.id) != option.value("attribute_id", "")) continue;
    if (std::ranges::find(parent.option_codes, code) != parent.option_codes.end()) return magento_error(400, "Product already has this option");
    parent.type = "configurable";
    parent.option_codes.push_back(code);
    return {200, 1000 + attribute.id};
  }
  return magento_error(404, "The attribute with a \"%1\" attributeId doesn't exist. Verify the attribute and try again.", {option.value("attribute_id", "")});
}

MagentoAnswer FakeMagentoCatalogue::link_child(FakeMagentoProduct& parent, const std::string& child_sku) {
  const auto* child = find(child_sku);
  if (child == nullptr) return magento_error(404, "The product that was requested doesn't exist. Verify the product and try again.");
  if (std::ranges::find(parent.children, child->id) != parent.children.end()) return magento_error(400, "The product is already attached.");
  if (parent.option_codes.empty()) return magento_error(400, "The parent product doesn't have configurable product options.");
  for (const auto& code : parent.option_codes)
    if (!child->custom.contains(code))
      return magento_error(400, "The child product doesn't have the \"%1\" attribute value. Verify the value and try again.", {code});
  for (const int other : parent.children)
    if (std::ranges::all_of(parent.option_codes, [&](const auto& code) { return products_.at(other).custom.at(code) == child->custom.at(code); }))
      return magento_error(400, "Products \"%1\" and \"%2\" have the same set of attribute values.", {child->sku, products_.at(other).sku});
  parent.children.push_back(child->id);
  return {200, true};
}

}  // namespace tillbridge::tests
