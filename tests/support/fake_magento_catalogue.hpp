#pragma once
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/decimal.hpp"
#include "tests/support/magento_answer.hpp"

namespace tillbridge::tests {

/// How the pretended shop is set up.
struct FakeMagentoSettings {
  bool commerce = false;              ///< schedules sales: both dates wanted, the first not in the past, none may overlap
  std::string currency = "EUR";
  std::string time_zone = "Europe/Berlin";
  std::string weight_unit = "kgs";
  int list_limit = 0;                 ///< most rows of a list call; 0 = as delivered, no limit
  std::set<std::string> denied;       ///< resources that the integration may not use, such as "Magento_Catalog::products"
};

/// A product as the shop keeps it.
struct FakeMagentoProduct {
  int id = 0;
  std::string sku, name, type = "simple";
  int status = 1, visibility = 4, attribute_set = 4;
  std::string price;                  ///< decimal text, "" = none
  std::string weight;
  std::map<std::string, std::string> custom;
  std::vector<int> websites{1};
  std::vector<int> children;          ///< of a configurable
  std::vector<std::string> option_codes;  ///< attributes that its children differ in
  bool scheduled_sale = false;        ///< Commerce: special_price stands in a schedule with its dates
};

struct FakeMagentoAttribute {
  int id = 0;
  std::string code, input = "select", scope = "global";
  std::vector<std::pair<std::string, std::string>> options;  ///< value, label
};

/// Products, their attributes, stock and prices of a pretended Magento 2.4.9 and what the REST API does to them: written from Magento's own
/// sources, with its silent traps. No HTTP and no credentials here. Not for several threads; the server in front locks.
class FakeMagentoCatalogue {
 public:
  FakeMagentoCatalogue(const base::Clock& clock, FakeMagentoSettings settings);

  /// Nothing for a route that is not the catalogue's.
  std::optional<MagentoAnswer> call(const MagentoRequest& request);
  /// POST /products with one body: what a single call does and what a queued operation does later.
  MagentoAnswer save_product(const Json& product);

  FakeMagentoSettings& settings() { return settings_; }
  const FakeMagentoSettings& settings() const { return settings_; }

  // The merchant's and the shoppers' hands.
  int add_product(FakeMagentoProduct product, const std::string& quantity = "0");
  FakeMagentoProduct* find(const std::string& sku);
  FakeMagentoProduct& product(int id) { return products_.at(id); }
  const std::map<int, FakeMagentoProduct>& products() const { return products_; }
  void erase(const std::string& sku);
  int parent_of(int child_id) const;  ///< 0 = none
  FakeMagentoAttribute& attribute(const std::string& code);
  void remove_attribute(const std::string& code);

  /// What a source holds; absent = never written.
  std::optional<base::Decimal> on_hand(const std::string& sku, const std::string& source = "default") const;
  /// Orders hold pieces back until they ship (negative gives back), and shipping takes them from the source.
  void reserve(const std::string& sku, base::Decimal quantity) { reserved_[magento_collation(sku)] += quantity; }
  void take(const std::string& sku, base::Decimal quantity, const std::string& source = "default");
  base::Decimal salable(const std::string& sku) const;

  /// A module refuses whatever concerns this SKU, by its name where the platform gives one.
  void refuse_sku(const std::string& sku) { refused_.insert(sku); }
  /// Any list that holds this SKU fails as a whole, naming nobody.
  void break_on_sku(const std::string& sku) { breaking_.insert(sku); }

 private:
  std::optional<MagentoAnswer> call_products(const MagentoRequest& request);
  std::optional<MagentoAnswer> call_attributes(const MagentoRequest& request);
  std::optional<MagentoAnswer> call_configurables(const MagentoRequest& request);
  std::optional<MagentoAnswer> call_prices(const MagentoRequest& request);
  std::optional<MagentoAnswer> call_stock(const MagentoRequest& request);
  std::optional<MagentoAnswer> call_store(const MagentoRequest& request) const;
  MagentoAnswer create(const Json& body);
  std::optional<MagentoAnswer> write_fields(FakeMagentoProduct& product, const Json& body);
  std::optional<MagentoAnswer> check_url_key(const FakeMagentoProduct& product) const;
  MagentoAnswer link_child(FakeMagentoProduct& parent, const std::string& child_sku);
  MagentoAnswer add_option(FakeMagentoProduct& parent, const Json& option);
  MagentoAnswer add_attribute_option(FakeMagentoAttribute& attribute, const Json& option);
  MagentoAnswer save_prices(const Json& prices);
  MagentoAnswer save_sales(const Json& prices);
  MagentoAnswer erase_sales(const Json& prices);
  MagentoAnswer list_sales(const Json& skus);
  Json sale_complaint(const std::string& message, const Json& price, Json first = Json::array()) const;
  std::optional<MagentoAnswer> over_limit(const Json& list) const;
  bool breaks(const Json& list) const;
  bool takes_prices(const std::string& sku);
  Json to_json(const FakeMagentoProduct& product) const;
  std::string now_text() const;

  const base::Clock& clock_;
  FakeMagentoSettings settings_;
  int next_id_ = 100;
  std::map<int, FakeMagentoProduct> products_;
  std::map<std::string, FakeMagentoAttribute> attributes_;
  int next_option_ = 500;
  std::map<std::pair<std::string, std::string>, base::Decimal> sources_;  ///< collated SKU and source code; rows of SKUs that nobody has stay too
  std::map<std::string, base::Decimal> reserved_;
  std::set<std::string> refused_, breaking_;
};

}  // namespace tillbridge::tests
