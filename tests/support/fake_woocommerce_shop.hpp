#pragma once
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/clock.hpp"

namespace tillbridge::tests {

using Json = nlohmann::json;

/// How the pretended shop is set up.
struct FakeWooSettings {
  std::string version = "10.0.2";
  bool has_modified_after = true;     ///< false = a store before 5.8, which ignores the parameter
  bool has_refunds_route = true;      ///< false = a store before 9.0
  bool has_fulfillments_route = true; ///< false = the feature is switched off
  bool manage_stock = true;           ///< the store-wide switch
  bool refunds_move_order = true;     ///< whether a refund moves its order's date of change
  bool prices_include_tax = true;
  std::string currency = "EUR";
  std::string weight_unit = "kg";
  std::string time_zone = "Europe/Berlin";
  int utc_offset_hours = 1;
};

/// What the REST API answers: a status and JSON, with the total of a list.
struct WooAnswer {
  int status = 200;
  Json body;
  std::optional<std::size_t> total;   ///< of a list: becomes X-WP-Total and X-WP-TotalPages
  std::size_t per_page = 10;
};

using WooQuery = std::map<std::string, std::string>;

/// A line of an order as a shopper buys it.
struct FakeWooLine {
  std::string sku;
  int quantity = 1;
  std::string unit_net = "10.00";
  std::string discount_net = "0";     ///< of the whole line
};

struct FakeWooRefundLine {
  int line_id = 0;
  int quantity = 0;
  std::string total_net = "0.00";
  std::string tax = "0.00";
};

/// The state of a WooCommerce shop and what its REST API v3 does to it, as measured on WooCommerce 10.0.2 (docs/platforms/woocommerce.md):
/// also the silent traps. No HTTP and no credentials here. Not for several threads at once; the server in front locks.
class FakeWooShop {
 public:
  FakeWooShop(const base::Clock& clock, FakeWooSettings settings) : clock_(clock), settings_(std::move(settings)) {}

  /// One authenticated call under /wp-json/wc/v3; `path` such as "/products/17".
  WooAnswer call(const std::string& method, const std::string& path, const WooQuery& query, const std::string& body);
  /// What everybody may read: "" is /wp-json, "/wc/v3" the routes.
  WooAnswer call_public(const std::string& path) const;

  // The merchant's and the shoppers' hands.
  int add_product(const Json& fields);
  int add_variation(int parent_id, const Json& fields);
  Json& product(int id);
  Json* product_with_sku(const std::string& sku);
  const std::map<int, Json>& products() const { return products_; }
  std::size_t product_count() const { return products_.size(); }
  void trash_product(int id);
  void delete_product(int id) { products_.erase(id); }

  int place_order(const std::vector<FakeWooLine>& lines, const std::string& status, const Json& more = Json::object());
  Json& order(int id);
  void set_order_status(int id, const std::string& status);
  void trash_order(int id);
  int refund(int order_id, const std::string& amount, const std::vector<FakeWooRefundLine>& lines, bool restock);
  /// A fulfilment of these (line id, pieces), as the shop's own screen makes it.
  void fulfill(int order_id, const std::string& tracking_number, const std::vector<std::pair<int, int>>& lines);
  std::vector<Json> notes(int order_id) const;
  std::size_t mails(int order_id) const;  ///< to the customer: completion and customer notes

  FakeWooSettings& settings() { return settings_; }
  /// A plugin refuses whatever concerns this SKU.
  void refuse_sku(const std::string& sku) { refused_skus_.insert(sku); }
  /// A plugin kills PHP when it meets this SKU: the call ends there with a fatal error.
  void break_on_sku(const std::string& sku) { breaking_skus_.insert(sku); }
  /// The order stays out of all lists (a cache in front of the database).
  void hide_order(int id, bool hidden);
  /// The next batch of creates or updates stops after so many items with a PHP fatal error.
  void break_batch_after(int items) { batch_budget_ = items; }

 private:
  WooAnswer products_route(const std::string& method, const std::vector<std::string>& parts, const WooQuery& query, const Json& body);
  WooAnswer variations_route(const std::string& method, const std::vector<std::string>& parts, const WooQuery& query, const Json& body);
  WooAnswer orders_route(const std::string& method, const std::vector<std::string>& parts, const WooQuery& query, const Json& body);
  WooAnswer batch(const Json& body, const WooQuery& query, int parent_id);
  WooAnswer list_products(const WooQuery& query, int parent_id) const;
  WooAnswer list_orders(const WooQuery& query) const;
  WooAnswer list_refunds(const WooQuery& query, int order_id) const;
  WooAnswer create_product(const Json& body, int parent_id, bool strict);
  WooAnswer update_product(int id, const Json& body, int parent_id, bool strict);
  WooAnswer update_order(int id, const Json& body);
  WooAnswer add_note(int order_id, const Json& body);
  std::optional<WooAnswer> write_fields(Json& product, const Json& body, bool strict);
  std::optional<WooAnswer> write_sku(Json& product, const Json& body);
  void write_stock(Json& product, const Json& body) const;
  void write_price(Json& product, const Json& body) const;
  void write_attributes(Json& product, const Json& body);
  Json show_product(const Json& product, const WooQuery& query) const;
  Json new_product(int parent_id) const;
  std::string sku_of(const Json& item) const;
  void move_status(Json& order, const std::string& status);
  void move_stock(Json& order, bool take);
  void touch(Json& thing) const;
  bool after_filter(const WooQuery& query, const std::string& parameter, const Json& row, const std::string& field) const;
  std::string gmt_now() const;
  std::string local(const std::string& gmt) const;

  const base::Clock& clock_;
  FakeWooSettings settings_;
  int next_id_ = 100;
  std::map<int, Json> products_;      ///< variations too: parent_id is not 0
  std::map<int, Json> orders_;
  std::map<int, Json> refunds_;
  std::map<int, std::vector<Json>> notes_;
  std::map<int, Json> fulfillments_;  ///< lists, by order
  std::map<int, std::size_t> mails_;
  std::set<std::string> refused_skus_, breaking_skus_;
  std::set<int> hidden_orders_;
  int batch_budget_ = -1;             ///< −1 = no fatal error waits
};

/// An error answer in the shape of WordPress.
WooAnswer woo_error(int status, const std::string& code, const std::string& message, Json data = Json::object());
/// A list cut into pages as WordPress does; refuses more than 100 a page.
WooAnswer woo_page(std::vector<Json> rows, const WooQuery& query, bool totals_vanish_behind_the_end);
/// Keeps the top-level members that `_fields` names.
Json woo_fields(const Json& row, const WooQuery& query);
/// A comma list.
std::vector<std::string> woo_list(const std::string& text);
/// What the database takes for the same text: case and the accents of Latin-1 do not count, nor do blanks at the end.
std::string woo_collation(const std::string& text);

}  // namespace tillbridge::tests
