#include "connectors/magento/product_json.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cstdint>

namespace tillbridge::connectors::magento {
namespace {

constexpr int kDisabled = 2;
constexpr int kNotByItself = 1;
constexpr int kCatalogAndSearch = 4;
constexpr int kNotTaxed = 0;
constexpr std::size_t kLongestNamePart = 80;

/// FNV-1a: a short mark of a text, not a secret.
std::string mark_of(const std::string& text) {
  std::uint32_t hash = 2166136261U;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
  return fmt::format("{:08x}", hash);
}

std::string slug(const std::string& text) {
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80 && std::isalnum(byte) != 0) out += static_cast<char>(std::tolower(byte));
    else if (!out.empty() && out.back() != '-') out += '-';
  }
  while (!out.empty() && out.back() == '-') out.pop_back();
  return out;
}

/// Whether the slug still tells this SKU from every other one that the shop does.
bool is_told_by_slug(const std::string& sku) {
  return std::ranges::all_of(sku, [](char c) { return static_cast<unsigned char>(c) < 0x80 && (std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-'); }) &&
         sku.find("--") == std::string::npos && sku.front() != '-' && sku.back() != '-';
}

/// Grams of one unit, in ten thousandths; 0 = unknown.
Decimal grams(const std::string& unit) {
  if (unit == "g") return Decimal::from_integer(1);
  if (unit == "kg" || unit == "kgs") return Decimal::from_integer(1'000);
  if (unit == "lb" || unit == "lbs") return Decimal::from_units(4'535'924);
  if (unit == "oz") return Decimal::from_units(283'495);
  return {};
}

/// In the shop's unit; nothing where either is unknown.
std::optional<Decimal> weight_of(const domain::Item& item, const std::string& shop_unit) {
  if (!item.weight || item.weight->is_negative()) return std::nullopt;
  if (item.weight_unit.empty()) return item.weight;
  const Decimal from = grams(item.weight_unit), to = grams(shop_unit);
  if (from.is_zero() || to.is_zero()) return std::nullopt;
  return proportion(*item.weight, from, to);
}

Json attribute(const std::string& code, const Json& value) { return {{"attribute_code", code}, {"value", value}}; }

Json base_json(const std::string& sku, const std::string& name, const char* type, int visibility, const Settings& settings) {
  Json out{{"sku", sku}, {"name", name}, {"attribute_set_id", settings.attribute_set_id}, {"status", kDisabled}, {"visibility", visibility}, {"type_id", type}};
  if (!settings.website_ids.empty()) out["extension_attributes"] = Json{{"website_ids", settings.website_ids}};
  out["custom_attributes"] = Json::array({attribute("url_key", url_key(name, sku))});
  return out;
}

void put_texts(Json& body, const domain::Item& item, const Settings& settings) {
  auto& attributes = body["custom_attributes"];
  attributes.push_back(attribute("tax_class_id", std::to_string(item.taxable ? settings.tax_class_id : kNotTaxed)));
  if (!item.long_description.empty()) attributes.push_back(attribute("description", item.long_description));
  if (!item.short_description.empty()) attributes.push_back(attribute("short_description", item.short_description));
}

Json sellable_json(const PublishItem& item, const std::string& name, int visibility, const Settings& settings) {
  Json body = base_json(item.item.id, name, "simple", visibility, settings);
  // The shop takes no product without a price; one that the till has not priced yet is a draft at 0 until its price comes.
  body["price"] = http::number_of(item.price ? item.price->price.rounded(settings.price_decimals) : Decimal{});
  if (const auto weight = weight_of(item.item, settings.weight_unit)) body["weight"] = http::number_of(*weight);
  put_texts(body, item.item, settings);
  return body;
}

}  // namespace

Json simple_product_json(const PublishItem& item, const std::string& name, const Settings& settings) {
  return Json{{"product", sellable_json(item, name, kCatalogAndSearch, settings)}};
}

Json variant_json(const PublishItem& item, const std::string& name, const OptionValues& values, const Settings& settings) {
  Json body = sellable_json(item, name, kNotByItself, settings);
  for (const auto& [code, value] : values) body["custom_attributes"].push_back(attribute(code, value));
  return Json{{"product", body}};
}

Json parent_json(const PublishProduct& product, const Settings& settings) {
  Json body = base_json(product.sku, product.name, "configurable", kCatalogAndSearch, settings);
  if (!product.items.empty()) put_texts(body, product.items.front().item, settings);
  return Json{{"product", body}};
}

std::string url_key(const std::string& name, const std::string& sku) {
  std::string out = slug(name).substr(0, kLongestNamePart);
  for (const auto& part : {slug(sku), is_told_by_slug(sku) ? std::string() : mark_of(sku)})
    if (!part.empty()) out += (out.empty() ? "" : "-") + part;
  return out;
}

void make_url_key_unique(Json& body) {
  auto& product = body["product"];
  for (auto& one : product["custom_attributes"])
    if (one["attribute_code"] == "url_key") one["value"] = one["value"].get<std::string>() + "-" + mark_of(product["sku"].get<std::string>() + "/");
}

bool is_about_url_key(const Outcome& outcome) {
  std::string words = outcome.message;
  std::ranges::transform(words, words.begin(), [](char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); });
  return outcome.kind == OutcomeKind::kRejected && words.find("url") != std::string::npos;
}

}  // namespace tillbridge::connectors::magento
