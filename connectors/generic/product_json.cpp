#include "connectors/generic/product_json.hpp"

#include "base/time_text.hpp"

namespace tillbridge::connectors::generic {
namespace {

Json pairs_json(const std::vector<domain::NameValue>& pairs) {
  Json list = Json::array();
  for (const auto& pair : pairs) list.push_back({{"name", pair.name}, {"value", pair.value}});
  return list;
}

void put_text(Json& object, const char* name, const std::string& value) {
  if (!value.empty()) object[name] = value;
}

void put_price(Json& variant, const domain::WebPrice& price, bool window) {
  variant["price"] = price.price.to_text();
  if (!price.sale_price) return;
  variant["sale_price"] = price.sale_price->to_text();
  if (window && price.sale_start) variant["sale_start"] = base::format_utc(*price.sale_start);
  if (window && price.sale_end) variant["sale_end"] = base::format_utc(*price.sale_end);
}

Json variant_json(const PublishItem& entry, const PublishProduct& product, const Capabilities& capabilities) {
  const auto& item = entry.item;
  Json variant{{"sku", item.id}, {"quantity", shop_number(capabilities.stock_basis, entry.quantity, entry.held_by_shop).to_text()}, {"taxable", item.taxable}};
  if (product.is_matrix) variant["options"] = pairs_json(item.options);
  if (product.start_hidden) variant["hidden"] = true;
  if (entry.price) put_price(variant, *entry.price, capabilities.sale_window);
  put_text(variant, "barcode", item.barcode);
  put_text(variant, "supplier_sku", item.supplier_sku);
  put_text(variant, "tax_class", item.tax_class);
  if (item.weight) {
    variant["weight"] = item.weight->to_text();
    put_text(variant, "weight_unit", item.weight_unit);
  }
  return variant;
}

}  // namespace

Json variants_json(const PublishProduct& product, const Capabilities& capabilities) {
  Json list = Json::array();
  for (const auto& entry : product.items) list.push_back(variant_json(entry, product, capabilities));
  return list;
}

Json product_json(const PublishProduct& product, const Capabilities& capabilities) {
  Json json{{"sku", product.sku}, {"kind", product.is_matrix ? "matrix" : "simple"}, {"name", product.name}, {"variants", variants_json(product, capabilities)}};
  if (product.is_matrix) json["option_names"] = product.all_option_names;
  if (product.items.empty()) return json;
  const auto& first = product.items.front().item;
  put_text(json, "short_description", first.short_description);
  put_text(json, "description", first.long_description);
  put_text(json, "additional_description", first.additional_description);
  put_text(json, "brand", first.brand);
  put_text(json, "category", first.department);
  if (!first.image_urls.empty()) json["image_urls"] = first.image_urls;
  if (!first.attributes.empty()) json["attributes"] = pairs_json(first.attributes);
  return json;
}

std::vector<PublishedItem> read_product_result(const Api& api, const PublishProduct& product, const Json& result) {
  JsonReader reader;
  const auto whole = api.entry_outcome(result);
  const auto product_id = reader.text(result, "product_id");
  const auto& variants = reader.list(result, "variants");
  std::vector<PublishedItem> answers;
  for (std::size_t i = 0; i < product.items.size(); ++i) {
    PublishedItem answer{.item_id = product.items[i].item.id, .outcome = whole};
    if (variants.size() == product.items.size()) answer.outcome = api.entry_outcome(variants[i]);
    else if (whole.ok()) answer.outcome = api.unreadable("variants does not hold one entry per variant sent");
    if (answer.outcome.ok()) {
      answer.remote = {.product_id = product_id, .variant_id = reader.text(variants[i], "variant_id")};
      if (product_id.empty() || (product.is_matrix && answer.remote.variant_id.empty())) answer.outcome = api.unreadable("the id of " + answer.item_id + " is missing");
    }
    answers.push_back(std::move(answer));
  }
  return answers;
}

}  // namespace tillbridge::connectors::generic
