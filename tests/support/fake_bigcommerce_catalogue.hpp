#pragma once
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "base/clock.hpp"
#include "base/decimal.hpp"

namespace tillbridge::tests {

using Json = nlohmann::json;
using BigQuery = std::map<std::string, std::string>;

/// An answer of the pretended store; 204 has no body.
struct BigAnswer {
  int status = 200;
  Json body;
};

BigAnswer big_error(int status, const std::string& title, Json errors = Json::object());
/// V3's page of rows, by `limit` and `page` of the query.
BigAnswer big_page(const std::vector<Json>& rows, const BigQuery& query, int default_limit = 50);
/// The parts of a comma list.
std::vector<std::string> big_list(const BigQuery& query, const std::string& name);
/// Whether the store takes two names or SKUs for the same.
bool big_same(const std::string& a, const std::string& b);
/// A text that is a number and nothing else.
std::optional<int> big_id(const std::string& text);

/// Products, variants and options of a pretended BigCommerce store, with the rules that the published contract does not say: names and SKUs are unique without
/// regard to case, 600 SKUs per product, batches that are refused as a whole. Members that begin with '_' are ours and in no answer; "_stock" of a variant
/// holds its pieces by location, which fake_bigcommerce_stock.hpp keeps. Not for several threads.
class FakeBigCatalogue {
 public:
  explicit FakeBigCatalogue(const base::Clock& clock) : clock_(clock) {}

  /// Answers /v3/catalog/…; nothing for an address that is none.
  std::optional<BigAnswer> call(const std::string& method, const std::string& path, const BigQuery& query, const std::string& body);

  // The merchant's hands.
  int add_product(const Json& product);   ///< name, sku, price and whatever else; visible, counted by product
  void delete_product(int id);
  /// The SKU's entry is refused by name, in whatever call, from now on.
  void refuse_sku(const std::string& sku) { refused_.insert(sku); }
  /// Any batch with this SKU is refused without a culprit.
  void break_on_sku(const std::string& sku) { breaking_.insert(sku); }
  void want_categories(bool on) { want_categories_ = on; }
  /// The next product is saved, but not its stock (207).
  void fail_next_stock() { fail_stock_ = true; }

  std::map<int, Json>& products() { return products_; }
  /// The variant (of a simple product: the base variant) with this very SKU; null when there is none. "product_id" tells its product.
  Json* variant_with_sku(const std::string& sku);
  std::vector<Json*> variants_with_sku(const std::string& sku);
  Json* variant(int id);
  Json* product(int id);

  bool refuses(const std::string& sku) const { return refused_.contains(sku); }
  bool breaks(const std::string& sku) const { return breaking_.contains(sku); }

 private:
  BigAnswer list_products(const BigQuery& query);
  BigAnswer create_product(const Json& body);
  BigAnswer update_products(const Json& body);
  BigAnswer show(const Json& product, const BigQuery& query) const;
  BigAnswer add_variant(Json& product, const Json& body);
  BigAnswer add_value(Json& product, int option_id, const Json& body);
  BigAnswer list_variants(const BigQuery& query);
  BigAnswer update_variants(const Json& body);
  std::optional<BigAnswer> call_product(const std::string& method, Json& product, const std::string& rest, const BigQuery& query, const Json& body);

  std::optional<BigAnswer> why_not(const Json& product);
  bool sku_taken(const std::string& sku) const;
  bool name_taken(const std::string& name, int except) const;
  Json make_variant(Json& product, const Json& sent);
  Json option_value(Json& product, const Json& chosen);

  const base::Clock& clock_;
  int next_id_ = 101;
  std::map<int, Json> products_;      ///< each with "variants" and "options"
  std::set<std::string> refused_, breaking_;
  bool want_categories_ = false, fail_stock_ = false;
};

}  // namespace tillbridge::tests
