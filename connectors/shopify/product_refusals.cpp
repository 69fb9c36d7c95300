#include "connectors/shopify/product_refusals.hpp"

#include <set>

#include "connectors/shopify/lookup.hpp"
#include "connectors/shopify/product_json.hpp"

namespace tillbridge::connectors::shopify {
namespace {

constexpr std::size_t kMostOptions = 3;

Outcome refused(const char* code, const std::string& message) { return {OutcomeKind::kRejected, code, message, {}}; }

std::set<std::pair<std::string, std::string>> option_set(const domain::Item& item) {
  std::set<std::pair<std::string, std::string>> out;
  for (const auto& option : item.options) out.emplace(option.name, option.value);
  return out;
}

}  // namespace

std::vector<std::optional<Outcome>> refusals_of(const PublishProduct& product) {
  std::vector<std::optional<Outcome>> out(product.items.size());
  const auto all = [&](const Outcome& outcome) {
    for (auto& one : out) one = outcome;
    return out;
  };
  if (product.name.empty()) return all(refused("missing_value", "a product needs a name"));
  if (product.is_matrix && product.all_option_names.size() > kMostOptions) return all(refused("too_many_options", "Shopify keeps three options of a product"));
  std::set<std::set<std::pair<std::string, std::string>>> combinations;
  for (std::size_t i = 0; i < out.size(); ++i) {
    const auto& item = product.items[i];
    if (const auto why = why_not_portable(item.item.id); !why.empty()) out[i] = refused("bad_sku", "the shop cannot keep SKU '" + item.item.id + "': " + why);
    else if (product.is_matrix && !combinations.insert(option_set(item.item)).second) out[i] = refused("duplicate_options", "another item of this product has the same options");
    else if (whole_pieces(item.quantity) < 0) out[i] = refused("bad_quantity", "Shopify keeps whole pieces up to 1,000,000,000, not " + item.quantity.to_text());
  }
  return out;
}

Outcome sku_ambiguous(const std::string& sku, std::size_t count) {
  return refused("sku_ambiguous", "the shop has " + std::to_string(count) + " variants with SKU '" + sku + "'");
}

Outcome sku_changed(const std::string& sku, const std::string& product_id) {
  return refused("sku_changed", "product " + product_id + " was made for SKU '" + sku + "' and no longer has it: give it back, or delete the product");
}

}  // namespace tillbridge::connectors::shopify
