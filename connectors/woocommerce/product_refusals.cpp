#include "connectors/woocommerce/product_refusals.hpp"

namespace tillbridge::connectors::woocommerce {

Outcome rejected(const char* code, std::string message) { return {OutcomeKind::kRejected, code, std::move(message), {}}; }

Outcome sku_collision(const std::string& sku, const std::string& other) {
  return rejected("sku_collision", "the shop takes SKU '" + sku + "' and the existing '" + other + "' for the same");
}

Outcome sku_in_trash(const std::string& sku) {
  return rejected("sku_in_trash", "a product with SKU '" + sku + "' lies in the shop's bin and blocks it: restore it there or delete it for good");
}

std::set<std::pair<std::string, std::string>> option_set(const std::vector<domain::NameValue>& options) {
  std::set<std::pair<std::string, std::string>> out;
  for (const auto& option : options) out.emplace(option.name, option.value);
  return out;
}

}  // namespace tillbridge::connectors::woocommerce
