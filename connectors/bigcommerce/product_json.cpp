#include "connectors/bigcommerce/product_json.hpp"

#include "base/text.hpp"

namespace tillbridge::connectors::bigcommerce {
namespace {

using http::number_of;

constexpr std::size_t kLongestName = 250;
constexpr std::size_t kLongestField = 250;
constexpr std::size_t kMostFields = 200;
constexpr int kDefaultLocation = 1;

/// Grams of one unit, in ten thousandths; 0 = unknown.
Decimal grams(const std::string& unit) {
  if (unit == "g") return Decimal::from_integer(1);
  if (unit == "kg") return Decimal::from_integer(1'000);
  if (unit == "lb") return Decimal::from_units(4'535'924);
  if (unit == "oz") return Decimal::from_units(283'495);
  return {};
}

/// In the store's unit; 0 without a weight or with a unit that we do not know: the platform wants one.
Decimal weight_of(const domain::Item& item, const Settings& settings) {
  if (!item.weight || item.weight->is_negative()) return {};
  if (item.weight_unit.empty() || item.weight_unit == settings.weight_unit) return *item.weight;
  const Decimal from = grams(item.weight_unit), to = grams(settings.weight_unit);
  return from.is_zero() || to.is_zero() ? Decimal{} : proportion(*item.weight, from, to);
}

/// Digits with a correct check digit, else "": another would cost the whole product.
std::string valid_gtin(const std::string& barcode) {
  const std::size_t length = barcode.size();
  if (length != 8 && length != 12 && length != 13 && length != 14) return {};
  int sum = 0;
  for (std::size_t i = 0; i < length; ++i) {
    if (barcode[i] < '0' || barcode[i] > '9') return {};
    sum += (barcode[i] - '0') * ((length - i) % 2 == 0 ? 3 : 1);
  }
  return sum % 10 == 0 ? barcode : "";
}

/// Nothing where the sale is none.
std::optional<Decimal> sale_of(const domain::WebPrice& price, const Settings& settings) {
  const Decimal sale = price.sale_price.value_or(Decimal{}).rounded(settings.price_decimals);
  if (sale > Decimal{} && sale < price.price.rounded(settings.price_decimals)) return sale;
  return std::nullopt;
}

/// The store writes what comes with a product to its default location; other locations get theirs from the inventory.
void put_stock(Json& body, Decimal quantity, const Settings& settings) {
  body["inventory_level"] = number_of(settings.location_id == kDefaultLocation ? quantity.floored(0) : Decimal{});
}

void put_identity(Json& body, const domain::Item& item) {
  body["sku"] = item.id;
  if (const auto gtin = valid_gtin(item.barcode); !gtin.empty()) body["gtin"] = gtin;
}

std::string cut(const std::string& text, std::size_t most) { return std::string(base::cut_at_character(text, most)); }

Json head(const PublishProduct& product, const std::string& name, const Settings& settings) {
  const domain::Item& item = product.items.front().item;
  Json body{{"name", cut(name, kLongestName)}, {"type", "physical"}, {"is_visible", false}, {"weight", number_of(weight_of(item, settings))}};
  const auto& text = item.long_description.empty() ? item.short_description : item.long_description;
  if (!text.empty()) body["description"] = text;
  if (!item.brand.empty()) body["brand_name"] = item.brand;
  if (!settings.categories.empty()) body["categories"] = settings.categories;
  Json fields = Json::array();
  for (const auto& attribute : item.attributes)
    if (!attribute.name.empty() && !attribute.value.empty() && fields.size() < kMostFields)
      fields.push_back({{"name", cut(attribute.name, kLongestField)}, {"value", cut(attribute.value, kLongestField)}});
  if (!fields.empty()) body["custom_fields"] = fields;
  Json images = Json::array();
  if (settings.send_images)
    for (const auto& url : item.image_urls) images.push_back({{"image_url", url}, {"is_thumbnail", images.empty()}});
  if (!images.empty()) body["images"] = images;
  return body;
}

}  // namespace

void put_product_price(Json& body, const domain::WebPrice& price, const Settings& settings) {
  body["price"] = number_of(price.price.rounded(settings.price_decimals));
  body["sale_price"] = number_of(sale_of(price, settings).value_or(Decimal{}));
}

void put_variant_price(Json& body, const domain::WebPrice& price, const Settings& settings) {
  body["price"] = number_of(price.price.rounded(settings.price_decimals));
  const auto sale = sale_of(price, settings);
  body["sale_price"] = sale ? number_of(*sale) : Json();
}

Json simple_product_json(const PublishProduct& product, const std::string& name, const Settings& settings) {
  const PublishItem& item = product.items.front();
  Json body = head(product, name, settings);
  put_identity(body, item.item);
  put_product_price(body, item.price.value_or(domain::WebPrice{}), settings);
  body["inventory_tracking"] = "product";
  put_stock(body, item.quantity, settings);
  return body;
}

Json variant_json(const PublishItem& item, bool hidden, const Settings& settings) {
  Json body{{"weight", number_of(weight_of(item.item, settings))}};
  put_identity(body, item.item);
  if (item.price) put_variant_price(body, *item.price, settings);
  if (hidden) body["purchasing_disabled"] = true;
  put_stock(body, item.quantity, settings);
  return body;
}

Json matrix_json(const PublishProduct& product, const std::vector<const PublishItem*>& items, const std::string& name, const Settings& settings) {
  Json body = head(product, name, settings);
  body["sku"] = product.sku;
  body["inventory_tracking"] = "variant";
  Decimal price;
  for (const auto* item : items)
    if (price.is_zero() && item->price) price = item->price->price.rounded(settings.price_decimals);
  body["price"] = number_of(price);
  for (const auto* item : items) {
    Json variant = variant_json(*item, false, settings);
    for (const auto& option : item->item.options) variant["option_values"].push_back({{"option_display_name", option.name}, {"label", option.value}});
    body["variants"].push_back(std::move(variant));
  }
  return body;
}

std::string unique_name(const std::string& name, const std::string& sku) {
  const std::string tail = " (" + sku + ")";
  // A SKU may be as long as a name: then it is the name.
  if (tail.size() >= kLongestName) return cut(sku, kLongestName);
  return cut(name, kLongestName - tail.size()) + tail;
}

}  // namespace tillbridge::connectors::bigcommerce
