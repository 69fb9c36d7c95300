#include "connectors/woocommerce/product_json.hpp"

#include <algorithm>

namespace tillbridge::connectors::woocommerce {
namespace {

constexpr const char* kItemMark = "_tillbridge_item_id";

/// Grams of one unit, in ten thousandths; 0 = unknown.
Decimal grams(const std::string& unit) {
  if (unit == "g") return Decimal::from_integer(1);
  if (unit == "kg") return Decimal::from_integer(1'000);
  if (unit == "lb" || unit == "lbs") return Decimal::from_units(4'535'924);
  if (unit == "oz") return Decimal::from_units(283'495);
  return {};
}

Json option_list(const PublishProduct& product, const std::string& name) {
  Json out = Json::array();
  for (const auto& item : product.items)
    for (const auto& option : item.item.options)
      if (option.name == name && std::find(out.begin(), out.end(), Json(option.value)) == out.end()) out.push_back(option.value);
  return out;
}

/// What all products of ours carry at creation.
void put_texts(Json& body, const domain::Item& item, const Settings& settings) {
  if (!item.long_description.empty()) body["description"] = item.long_description;
  if (!item.short_description.empty()) body["short_description"] = item.short_description;
  body["tax_status"] = item.taxable ? "taxable" : "none";
  if (!item.tax_class.empty()) body["tax_class"] = item.tax_class;
  if (settings.send_images)
    for (const auto& url : item.image_urls) body["images"].push_back({{"src", url}});
}

void put_identity(Json& body, const domain::Item& item, const Settings& settings) {
  body["sku"] = item.id;
  body["meta_data"] = Json::array({{{"key", kItemMark}, {"value", item.id}}});
  if (const auto gtin = valid_gtin(item.barcode); !gtin.empty()) body["global_unique_id"] = gtin;
  if (const auto weight = weight_text(item, settings.weight_unit); !weight.empty()) body["weight"] = weight;
}

Json information_attributes(const domain::Item& item) {
  Json out = Json::array();
  for (const auto& attribute : item.attributes)
    out.push_back({{"name", attribute.name}, {"visible", true}, {"variation", false}, {"options", Json::array({attribute.value})}});
  return out;
}

}  // namespace

void put_price(Json& body, const domain::WebPrice& price, const Settings& settings) {
  const Decimal regular = price.price.rounded(settings.price_decimals);
  body["regular_price"] = regular.to_fixed(settings.price_decimals);
  // Rounding must neither give the goods away nor leave a sale that is none.
  const Decimal sale = price.sale_price.value_or(Decimal{}).rounded(settings.price_decimals);
  const bool on_sale = sale > Decimal{} && sale < regular;
  body["sale_price"] = on_sale ? sale.to_fixed(settings.price_decimals) : "";
  body["date_on_sale_from_gmt"] = on_sale && price.sale_start ? format_gmt(*price.sale_start) : "";
  body["date_on_sale_to_gmt"] = on_sale && price.sale_end ? format_gmt(*price.sale_end) : "";
}

void put_stock(Json& body, Decimal quantity) {
  body["manage_stock"] = true;
  if (quantity.units() % Decimal::kScale == 0) body["stock_quantity"] = quantity.units() / Decimal::kScale;
  else body["stock_quantity"] = quantity.to_text();
}

Json simple_product_json(const PublishProduct& product, const Settings& settings) {
  const PublishItem& item = product.items.front();
  Json body{{"name", to_title(product.name)}, {"type", "simple"}, {"status", "draft"}};
  put_identity(body, item.item, settings);
  put_texts(body, item.item, settings);
  if (const Json attributes = information_attributes(item.item); !attributes.empty()) body["attributes"] = attributes;
  if (item.price) put_price(body, *item.price, settings);
  put_stock(body, item.quantity);
  return body;
}

Json variable_parent_json(const PublishProduct& product, const Settings& settings) {
  Json body{{"name", to_title(product.name)}, {"type", "variable"}, {"status", "draft"}, {"sku", product.sku}};
  const domain::Item& first = product.items.front().item;
  put_texts(body, first, settings);
  Json attributes = Json::array();
  for (const auto& name : product.all_option_names)
    attributes.push_back(
        {{"name", name}, {"position", attributes.size()}, {"visible", true}, {"variation", true}, {"options", option_list(product, name)}});
  for (const Json& more : information_attributes(first)) attributes.push_back(more);
  body["attributes"] = attributes;
  return body;
}

Json variation_json(const PublishItem& item, const Json& attributes, bool hidden, const Settings& settings) {
  Json body{{"status", hidden ? "private" : "publish"}};
  put_identity(body, item.item, settings);
  if (item.price) put_price(body, *item.price, settings);
  put_stock(body, item.quantity);
  Json chosen = Json::array();
  for (const auto& option : item.item.options) {
    Json entry{{"name", option.name}, {"option", option.value}};
    for (const Json& attribute : attributes)
      if (text_member(attribute, "name") == option.name && !text_member(attribute, "id").empty() && text_member(attribute, "id") != "0")
        entry = {{"id", member(attribute, "id")}, {"option", option.value}};
    chosen.push_back(entry);
  }
  body["attributes"] = chosen;
  return body;
}

std::optional<Json> widened_attributes(const Json& attributes, const PublishProduct& product) {
  Json out = attributes.is_array() ? attributes : Json::array();
  bool changed = false;
  for (const auto& name : product.all_option_names) {
    auto at = std::find_if(out.begin(), out.end(), [&](const Json& one) { return text_member(one, "name") == name; });
    if (at == out.end()) {
      out.push_back({{"name", name}, {"position", out.size()}, {"visible", true}, {"variation", true}, {"options", option_list(product, name)}});
      changed = true;
      continue;
    }
    if (!(*at)["options"].is_array()) (*at)["options"] = Json::array();
    for (const Json& value : option_list(product, name)) {
      Json& options = (*at)["options"];
      if (std::find(options.begin(), options.end(), value) != options.end()) continue;
      options.push_back(value);
      changed = true;
    }
  }
  if (!changed) return std::nullopt;
  return out;
}

std::string valid_gtin(const std::string& barcode) {
  const std::size_t length = barcode.size();
  if (length != 8 && length != 12 && length != 13 && length != 14) return {};
  int sum = 0;
  for (std::size_t i = 0; i < length; ++i) {
    const char c = barcode[i];
    if (c < '0' || c > '9') return {};
    // Weights 3 and 1 alternate so that the digit before the check digit has 3.
    sum += (c - '0') * ((length - i) % 2 == 0 ? 3 : 1);
  }
  return sum % 10 == 0 ? barcode : "";
}

std::string weight_text(const domain::Item& item, const std::string& shop_unit) {
  if (!item.weight || item.weight->is_negative()) return {};
  if (item.weight_unit.empty() || item.weight_unit == shop_unit) return item.weight->to_text();
  const Decimal from = grams(item.weight_unit), to = grams(shop_unit);
  if (from.is_zero() || to.is_zero()) return {};
  return proportion(*item.weight, from, to).to_text();
}

}  // namespace tillbridge::connectors::woocommerce
