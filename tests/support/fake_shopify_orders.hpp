#pragma once
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/decimal.hpp"
#include "tests/support/fake_shopify_catalogue.hpp"
#include "tests/support/graphql_document.hpp"

namespace tillbridge::tests {

/// One thing that a shopper buys.
struct ShopifySale {
  std::string sku;
  int quantity = 1;
  std::string price = "10.00";        ///< of one piece, with tax where the shop's prices hold it
  std::string discount = "0.00";      ///< of the whole line, by the code "WELCOME"
  std::string location = "1";         ///< whose fulfillment order it goes to
};

/// Pieces that a refund takes back.
struct ShopifyBack {
  std::size_t line = 0;               ///< place of the line in the order
  int quantity = 1;
  std::string restock = "RETURN";     ///< RETURN, CANCEL, NO_RESTOCK
};

/// Orders, refunds, returns and fulfillments of a pretended Shopify. Kept as whole objects of the schema; lists are plain and become connections
/// when they are asked for. Ids are the bare numbers. Not for several threads at once; the server locks.
class FakeShopifyOrders {
 public:
  FakeShopifyOrders(const base::Clock& clock, FakeShopifyCatalogue& catalogue) : clock_(clock), catalogue_(catalogue) {}

  /// The value of a field of Query or Mutation; nothing for a field that is not about orders.
  std::optional<Json> answer(const GraphqlField& field);
  /// Errors that stand beside the data of the last answer.
  Json take_errors();

  // How the shop is.
  bool taxes_included = true;
  bool returns_allowed = true;        ///< false: the app lacks the scope read_returns
  bool customers_approved = true;     ///< false: data of customers is null, each with an error beside the data

  // What shoppers and clerks do.
  std::string place_order(const std::vector<ShopifySale>& sales, const std::string& customer = "Ada Lovelace", const std::string& shipping = "5.95", bool paid = true);
  /// The order as the platform keeps it, to be changed by hand.
  Json& order(const std::string& id) { return orders_.at(id); }
  void add_transaction(const std::string& id, const std::string& kind, const std::string& amount, const std::string& status = "SUCCESS");
  /// `amount` of money by a REFUND transaction in `status`; "" = no transaction at all. Answers the refund's id.
  std::string refund(const std::string& id, const std::vector<ShopifyBack>& back, const std::string& amount, const std::string& status = "SUCCESS", const std::string& return_id = "");
  /// What pieces of a line cost with tax.
  std::string price_of(const std::string& id, const std::vector<ShopifyBack>& back) const;
  /// With everything left refunded and put back on the shelf.
  void cancel(const std::string& id);
  /// All that is left, location by location.
  void ship_the_rest(const std::string& id, const std::string& tracking = "");
  void take_back(const std::string& id, const std::string& fulfillment_id);
  /// A closed return whose pieces got these dispositions; answers its id.
  std::string add_return(const std::string& id, std::size_t line, int restocked, int not_restocked);
  void hide(const std::string& id, bool hidden);
  void touch(const std::string& id);

 private:
  std::string next_id() { return std::to_string(++last_id_); }
  std::string now() const;
  Json line_item(const ShopifySale& sale);
  Json fulfillment_orders(const std::vector<ShopifySale>& sales, const Json& lines);
  Json& line_by_gid(Json& order, const Json& gid);
  void remove_from_fulfillment_orders(Json& order, const Json& line_gid, int quantity);
  void give_back_stock(const Json& line, int quantity);
  void settle_standing(Json& order);
  void add_fulfillment(Json& order, const std::vector<std::pair<Json*, int>>& rows, const Json& tracking);

  Json list_orders(const GraphqlField& field);
  Json shown(const Json& order, const GraphqlField& selection, const Json& path);
  Json find_node(const std::string& gid) const;
  Json fulfillment_order(const Json& gid) const;
  Json create_fulfillment(const GraphqlField& field);
  Json update_tracking(const GraphqlField& field);

  const base::Clock& clock_;
  FakeShopifyCatalogue& catalogue_;
  std::int64_t last_id_ = 5'000'000'000'000;
  int last_number_ = 1'000;
  std::map<std::string, Json> orders_;
  std::set<std::string> hidden_;
  Json errors_ = Json::array();
};

}  // namespace tillbridge::tests
