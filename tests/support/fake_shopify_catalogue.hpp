#pragma once
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "tests/support/graphql_document.hpp"

namespace tillbridge::tests {

using Json = nlohmann::json;

struct ShopifyLocation {
  std::string id, name;
  bool active = true;
  bool fulfils_for_others = false;    ///< of a fulfilment service
};

struct ShopifyVariant {
  std::string id, product_id, inventory_item_id;
  std::string sku, barcode;
  std::string price = "0.00";
  std::optional<std::string> compare_at;
  std::vector<std::pair<std::string, std::string>> options;
  bool tracked = true;
  bool published = true;
  std::map<std::string, int> available;  ///< by location
  base::Timestamp created_at;
};

struct ShopifyProduct {
  std::string id, title, handle, status, description, vendor, product_type;
  std::map<std::string, std::string> custom_ids;  ///< "namespace.key" → value
  std::vector<std::pair<std::string, std::vector<std::string>>> options;
  std::vector<std::string> variant_ids;  ///< in the shop's order
  bool has_only_default_variant = true;
};

/// Products, prices and stock of a pretended Shopify. Ids are the bare numbers. What it answers are whole objects; the server in front picks what
/// was asked for. Not for several threads at once; the server locks.
class FakeShopifyCatalogue {
 public:
  explicit FakeShopifyCatalogue(const base::Clock& clock);

  /// The value of a field of Query or Mutation; nothing for a field that is not about the catalogue.
  std::optional<Json> answer(const GraphqlField& field);

  // The merchant's hands.
  ShopifyProduct& add_product(const std::string& title, const std::string& status);
  /// A variant with stock at every active location; `options` empty = the only one of a simple product.
  ShopifyVariant& add_variant(ShopifyProduct& product, const std::string& sku, const std::string& price, std::vector<std::pair<std::string, std::string>> options = {});
  void delete_product(const std::string& id);
  void delete_variant(const std::string& id);
  const std::map<std::string, ShopifyProduct>& products() const { return products_; }
  ShopifyProduct& product(const std::string& id) { return products_.at(id); }
  ShopifyVariant& variant(const std::string& id) { return variants_.at(id); }
  std::vector<ShopifyVariant*> with_sku(const std::string& sku);
  void change_sku(const std::string& id, const std::string& sku);
  std::vector<ShopifyLocation>& locations() { return locations_; }
  /// What shoppers take and give back, at the first location that has the item.
  void take_stock(const std::string& variant_id, int quantity);

  // How the platform behaves.
  bool takes_custom_id_in_input = true;    ///< false: any metafields beside a custom id are refused
  bool keeps_custom_id_of_identifier = true;  ///< false: the identifier only finds, and is not written to what is made
  /// The app was removed and installed again: what it defined is gone.
  void forget_definitions();
  /// Searches do not find what is younger.
  void lag_search(std::chrono::seconds lag) { search_lag_ = lag; }
  void refuse_sku(const std::string& sku) { refused_.insert(sku); }
  /// Refuses whatever call holds this SKU as a whole, naming nobody.
  void refuse_whole_with(const std::string& sku) { breaking_.insert(sku); }
  /// Runs between the reading of a level and its writing: somebody buys.
  void sell_before_next_write(const std::string& variant_id, int quantity) { sales_.emplace_back(variant_id, quantity); }

 private:
  Json product_json(const ShopifyProduct& product, bool deep) const;
  Json variant_json(const ShopifyVariant& variant, bool deep) const;
  Json inventory_item_json(const ShopifyVariant& variant, const GraphqlField& field) const;
  Json location_json(const ShopifyLocation& location) const;
  Json find_variants(const std::string& query) const;
  const ShopifyProduct* find_product(const Json& identifier) const;
  Json node(const std::string& gid, const GraphqlField& field) const;
  Json set_product(const GraphqlField& field);
  Json create_variants(const GraphqlField& field);
  Json update_variants(const GraphqlField& field);
  Json update_product(const GraphqlField& field);
  Json set_quantities(const GraphqlField& field);
  Json activate(const GraphqlField& field);
  Json unpublish(const GraphqlField& field);
  Json define_metafield(const GraphqlField& field);
  Json set_metafields(const GraphqlField& field);
  ShopifyVariant& make_variant(ShopifyProduct& product, const Json& input, const std::string& sku);
  void widen_options(ShopifyProduct& product, const ShopifyVariant& variant);
  Json sku_complaints(const std::vector<std::string>& skus, const std::vector<std::string>& path) const;
  void forget_sku(const ShopifyVariant& variant);
  const ShopifyVariant* by_inventory_item(const std::string& id) const;
  bool knows_location(const std::string& id) const;
  std::string next_id() { return std::to_string(++last_id_); }

  const base::Clock& clock_;
  std::int64_t last_id_ = 8'000'000'000'000;
  std::vector<ShopifyLocation> locations_;
  std::map<std::string, ShopifyProduct> products_;
  std::map<std::string, ShopifyVariant> variants_;
  std::multimap<std::string, std::string> by_sku_;  ///< in lower case → variant
  std::map<std::string, std::string> by_inventory_item_;
  std::set<std::string> definitions_;  ///< "namespace.key" of unique metafields
  std::set<std::string> refused_, breaking_;
  std::map<std::string, std::pair<std::string, Json>> idempotent_;  ///< by key: what was sent, what was answered
  std::vector<std::pair<std::string, int>> sales_;
  std::chrono::seconds search_lag_{0};
};

/// "gid://shopify/Product/17".
std::string shopify_gid(const std::string& kind, const std::string& id);
/// "17" of such a name.
std::string shopify_id(const Json& gid);
/// An entry of userErrors; `code` "" = the mutation has none.
Json shopify_error(const std::vector<std::string>& field, const std::string& message, const std::string& code);

}  // namespace tillbridge::tests
