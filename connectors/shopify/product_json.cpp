#include "connectors/shopify/product_json.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace tillbridge::connectors::shopify {
namespace {

constexpr std::int64_t kMostPieces = 1'000'000'000;
constexpr const char* kOnlyOption = "Title";
constexpr const char* kOnlyValue = "Default Title";

std::string unit_name(const std::string& unit) {
  static constexpr std::array<std::pair<const char*, const char*>, 5> kUnits{{{"kg", "KILOGRAMS"}, {"g", "GRAMS"}, {"lb", "POUNDS"}, {"lbs", "POUNDS"}, {"oz", "OUNCES"}}};
  for (const auto& [ours, theirs] : kUnits)
    if (unit == ours) return theirs;
  return {};
}

Json inventory_item(const domain::Item& item) {
  Json out{{"tracked", true}};
  const auto unit = unit_name(item.weight_unit);
  if (item.weight && !item.weight->is_negative() && !unit.empty()) out["measurement"] = {{"weight", {{"unit", unit}, {"value", http::number_of(*item.weight)}}}};
  return out;
}

Json option_values(const PublishProduct& product, const domain::Item& item) {
  if (!product.is_matrix) return Json::array({{{"optionName", kOnlyOption}, {"name", kOnlyValue}}});
  Json out = Json::array();
  for (const auto& option : item.options) out.push_back({{"optionName", option.name}, {"name", option.value}});
  return out;
}

/// What both ways of making a variant share.
Json variant_of(const PublishProduct& product, const PublishItem& item, const Settings& settings) {
  Json out{{"optionValues", option_values(product, item.item)}, {"taxable", item.item.taxable}, {"inventoryItem", inventory_item(item.item)}};
  if (!item.item.barcode.empty()) out["barcode"] = item.item.barcode;
  if (item.price) put_price(out, *item.price, settings);
  return out;
}

Json option_list(const PublishProduct& product, const std::vector<std::size_t>& items) {
  if (!product.is_matrix) return Json::array({{{"name", kOnlyOption}, {"values", Json::array({{{"name", kOnlyValue}}})}}});
  Json out = Json::array();
  for (const auto& name : product.all_option_names) {
    Json values = Json::array();
    for (const auto i : items)
      for (const auto& option : product.items[i].item.options)
        if (option.name == name && std::find(values.begin(), values.end(), Json{{"name", option.value}}) == values.end()) values.push_back({{"name", option.value}});
    out.push_back({{"name", name}, {"values", values}});
  }
  return out;
}

}  // namespace

std::int64_t whole_pieces(Decimal quantity) {
  const auto pieces = quantity.units() / Decimal::kScale;
  return quantity.is_negative() || quantity.units() % Decimal::kScale != 0 || pieces > kMostPieces ? -1 : pieces;
}

void put_price(Json& variant, const domain::WebPrice& price, const Settings& settings) {
  const Decimal regular = price.price.rounded(settings.price_decimals);
  const Decimal sale = price.sale_price.value_or(Decimal{}).rounded(settings.price_decimals);
  const bool on_sale = sale > Decimal{} && sale < regular;
  variant["price"] = (on_sale ? sale : regular).to_fixed(settings.price_decimals);
  variant["compareAtPrice"] = on_sale ? Json(regular.to_fixed(settings.price_decimals)) : Json();
}

Json product_input(const PublishProduct& product, const std::vector<std::size_t>& items, const std::string& location_id, const Settings& settings) {
  const domain::Item& first = product.items[items.front()].item;
  Json out{{"title", product.name}, {"status", "DRAFT"}, {"productOptions", option_list(product, items)}, {"variants", Json::array()}};
  const auto& words = first.long_description.empty() ? first.short_description : first.long_description;
  if (!words.empty()) out["descriptionHtml"] = words;
  if (!first.brand.empty()) out["vendor"] = first.brand;
  if (!first.department.empty()) out["productType"] = first.department.substr(first.department.rfind('/') + 1);
  for (const auto i : items) {
    const PublishItem& item = product.items[i];
    Json variant = variant_of(product, item, settings);
    variant["sku"] = item.item.id;
    variant["inventoryQuantities"] = Json::array({{{"locationId", gid("Location", location_id)}, {"name", "available"}, {"quantity", whole_pieces(item.quantity)}}});
    out["variants"].push_back(std::move(variant));
  }
  return out;
}

Json added_variant(const PublishProduct& product, const PublishItem& item, const std::string& location_id, const Settings& settings) {
  Json out = variant_of(product, item, settings);
  out["inventoryItem"]["sku"] = item.item.id;
  out["inventoryQuantities"] = Json::array({{{"locationId", gid("Location", location_id)}, {"availableQuantity", whole_pieces(item.quantity)}}});
  if (product.start_hidden) out["published"] = false;
  return out;
}

}  // namespace tillbridge::connectors::shopify
