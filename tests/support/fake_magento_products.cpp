#include <algorithm>
#include <cctype>

#include "tests/support/fake_magento_catalogue.hpp"

// Products as ProductRepository keeps them: saving by SKU makes or changes, whatever the method was.
namespace tillbridge::tests {
namespace {

constexpr std::size_t kLongestSku = 64;

std::string decimal_text(const Json& value) { return value.is_string() ? value.get<std::string>() : value.dump(); }

/// Characters, not bytes.
std::size_t length_of(const std::string& text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

std::string default_url_key(const std::string& name) {
  std::string out;
  for (const char c : name) {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0) out += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    else if (!out.empty() && out.back() != '-') out += '-';
  }
  return out;
}

}  // namespace

std::optional<MagentoAnswer> FakeMagentoCatalogue::call_products(const MagentoRequest& request) {
  if (request.is("GET", {"products"})) {
    std::vector<Json> rows;
    for (const auto& [id, product] : products_) {
      rows.push_back(to_json(product));
      rows.back()["entity_id"] = id;
    }
    return magento_list(std::move(rows), request.query);
  }
  if (request.is("POST", {"products"})) return save_product(request.body.value("product", Json::object()));
  if (request.is("PUT", {"products", "*"})) {
    Json body = request.body.value("product", Json::object());
    body["sku"] = request.path[1];
    return save_product(body);
  }
  if (request.is("GET", {"products", "*"})) {
    const auto* found = find(request.path[1]);
    if (found == nullptr) return magento_error(404, "The product that was requested doesn't exist. Verify the product and try again.");
    return MagentoAnswer{200, to_json(*found)};
  }
  return std::nullopt;
}

MagentoAnswer FakeMagentoCatalogue::save_product(const Json& body) {
  const std::string sku = body.value("sku", "");
  if (sku.empty()) return magento_error(400, "The \"%1\" attribute value is empty. Set the attribute and try again.", {"sku"});
  if (length_of(sku) > kLongestSku) return magento_error(400, "SKU length should be %1 characters maximum.", {"64"});
  if (refused_.contains(sku)) return magento_error(400, "The module Shopkeeper does not allow the product \"%1\".", {sku});
  if (breaking_.contains(sku)) return magento_error(500, "Internal Error. Details are available in Magento log file. Report ID: webapi-1");
  FakeMagentoProduct* held = find(sku);
  if (held == nullptr) return create(body);
  FakeMagentoProduct changed = *held;
  if (auto refused = write_fields(changed, body)) return *refused;
  *held = changed;
  return {200, to_json(*held)};
}

MagentoAnswer FakeMagentoCatalogue::create(const Json& body) {
  if (body.value("name", "").empty()) return magento_error(400, "The \"%1\" attribute value is empty. Set the attribute and try again.", {"Product Name"});
  if (!body.contains("attribute_set_id")) return magento_error(400, "Invalid attribute set entity type");
  FakeMagentoProduct made;
  made.sku = body.value("sku", "");
  made.type = body.value("type_id", "simple");
  if (made.type == "simple" && !body.contains("price")) return magento_error(400, "The \"%1\" attribute value is empty. Set the attribute and try again.", {"Price"});
  if (auto refused = write_fields(made, body)) return *refused;
  if (auto refused = check_url_key(made)) return *refused;
  made.id = next_id_++;
  // Every new simple product gets a row of the default source.
  if (made.type == "simple") sources_[{magento_collation(made.sku), "default"}] = {};
  return {200, to_json(products_.emplace(made.id, made).first->second)};
}

std::optional<MagentoAnswer> FakeMagentoCatalogue::write_fields(FakeMagentoProduct& product, const Json& body) {
  product.name = body.value("name", product.name);
  product.status = body.value("status", product.status);
  product.visibility = body.value("visibility", product.visibility);
  product.attribute_set = body.value("attribute_set_id", product.attribute_set);
  if (body.contains("price")) product.price = decimal_text(body["price"]);
  if (body.contains("weight")) product.weight = decimal_text(body["weight"]);
  if (body.contains("extension_attributes") && body["extension_attributes"].contains("website_ids"))
    product.websites = body["extension_attributes"]["website_ids"].get<std::vector<int>>();
  for (const Json& one : body.value("custom_attributes", Json::array())) {
    const std::string code = one.value("attribute_code", "");
    const Json& value = one.at("value");
    const std::string text = value.is_null() ? "" : decimal_text(value);
    const auto attribute = attributes_.find(code);
    if (attribute != attributes_.end() && !text.empty() &&
        std::ranges::none_of(attribute->second.options, [&](const auto& option) { return option.first == text; }))
      return magento_error(400, "The value of attribute \"%1\" isn't valid.", {code});
    if (text.empty()) product.custom.erase(code);
    else product.custom[code] = text;
  }
  return std::nullopt;
}

std::optional<MagentoAnswer> FakeMagentoCatalogue::check_url_key(const FakeMagentoProduct& product) const {
  const auto key_of = [](const FakeMagentoProduct& one) { return one.custom.contains("url_key") ? one.custom.at("url_key") : default_url_key(one.name); };
  if (product.visibility == 1) return std::nullopt;  // no page, no address
  for (const auto& [id, other] : products_)
    if (other.visibility != 1 && key_of(other) == key_of(product)) return magento_error(400, "URL key for specified store already exists.");
  return std::nullopt;
}

Json FakeMagentoCatalogue::to_json(const FakeMagentoProduct& product) const {
  Json out{{"id", product.id}, {"sku", product.sku}, {"name", product.name}, {"attribute_set_id", product.attribute_set}, {"status", product.status},
           {"visibility", product.visibility}, {"type_id", product.type}, {"created_at", now_text()}, {"updated_at", now_text()},
           {"extension_attributes", {{"website_ids", product.websites}}}, {"product_links", Json::array()}, {"options", Json::array()},
           {"media_gallery_entries", Json::array()}, {"tier_prices", Json::array()}, {"custom_attributes", Json::array()}};
  if (!product.price.empty()) out["price"] = json_number(product.price);
  if (!product.weight.empty()) out["weight"] = json_number(product.weight);
  for (const auto& [code, value] : product.custom) out["custom_attributes"].push_back({{"attribute_code", code}, {"value", value}});
  if (product.type != "configurable") return out;
  out["extension_attributes"]["configurable_product_links"] = product.children;
  auto& options = out["extension_attributes"]["configurable_product_options"] = Json::array();
  for (const auto& code : product.option_codes)
    options.push_back({{"id", 1000 + attributes_.at(code).id}, {"attribute_id", std::to_string(attributes_.at(code).id)}, {"label", code}, {"position", 0}, {"product_id", product.id}, {"values", Json::array()}});
  return out;
}

}  // namespace tillbridge::tests
