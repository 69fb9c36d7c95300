#pragma once
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "tests/support/fake_bigcommerce_catalogue.hpp"

namespace tillbridge::tests {

/// What orders know of the rest of the store.
struct BigShelf {
  struct Thing {
    int product_id = 0, variant_id = 0;
    std::string name;
  };
  std::function<std::optional<Thing>(const std::string& sku)> find;
  std::function<void(const std::string& sku, int pieces)> move;  ///< sold: negative
};

struct FakeBigLine {
  std::string sku;
  int quantity = 1;
  std::string price = "10.00";        ///< of one, tax included
  std::string discount = "0.00";      ///< of the line, tax included
  std::string type = "physical";      ///< physical, digital, giftcertificate
  int address = 0;                    ///< the how manyth of the order's addresses
};

struct FakeBigOrder {
  std::vector<FakeBigLine> lines;
  int status = 11;
  std::string payment_status = "captured";  ///< captured, paid and the like make a transaction
  std::string shipping = "5.95";            ///< tax included
  std::string fee = "0.00";                 ///< tax included; a fee of the shop
  std::string coupon = "";                  ///< the code that the lines' discounts come from
  int addresses = 1;
  std::string first_name = "Ada", last_name = "Lovelace";
  Json more = Json::object();               ///< members of the order that are other than usual
};

struct FakeBigRefundLine {
  std::string sku;
  int quantity = 1;
};

struct FakeBigRefund {
  std::vector<FakeBigRefundLine> lines;
  std::string shipping = "0.00";      ///< of the shipping charge, tax included
  std::string amount = "";            ///< of the order as a whole
  bool restock = true, moves_order = true, declined = false;
};

/// Orders of a pretended BigCommerce store: bare lists, 204 where one is empty, money as text, RFC 2822 dates in V2; refunds and transactions in V3. A shipment
/// moves the order's status and tells the shopper; the store itself lets anything be shipped that is left, so that a connector's own guards show. Not for
/// several threads.
class FakeBigOrders {
 public:
  FakeBigOrders(BigShelf shelf, const base::Clock& clock) : shelf_(std::move(shelf)), clock_(clock) {}

  /// Answers /v2/orders… and /v3/orders…; nothing for an address that is none.
  std::optional<BigAnswer> call(const std::string& method, const std::string& path, const BigQuery& query, const std::string& body);

  // What shoppers and clerks do.
  int place(const FakeBigOrder& order);
  void set_status(int id, int status);      ///< 5 and 6 give the stock back; 2 and 10 date the order as shipped, without a shipment
  void pay(int id, const std::string& payment_status);
  int ship(int id, const std::map<int, int>& pieces, const std::string& tracking = "", const std::string& comments = "");  ///< by line; the shipment's id
  void ship_the_rest(int id);
  int refund(int id, const FakeBigRefund& refund);
  void archive(int id);
  void hide(int id, bool hidden);           ///< not listed yet

  /// Without the lines in the orders' list, as stores answer that do not know `include`.
  void link_lines(bool on) { link_lines_ = on; }
  /// Members that begin with '_' are the order's parts.
  Json& order(int id) { return orders_.at(id); }
  int line_id(int id, const std::string& sku);
  int mails(int id) const;
  void touch(Json& order);

 private:
  BigAnswer list(const BigQuery& query) const;
  Json shown(const Json& order, const BigQuery& query) const;
  std::optional<BigAnswer> call_v2(const std::string& method, const std::vector<std::string>& parts, const BigQuery& query, const Json& body);
  std::optional<BigAnswer> call_v3(const std::vector<std::string>& parts, const BigQuery& query) const;
  BigAnswer create_shipment(Json& order, const Json& body);
  BigAnswer update_shipment(Json& order, int id, const Json& body);
  std::optional<std::string> why_not(const Json& order, const Json& body) const;
  Json make_line(int order_id, const FakeBigLine& bought, const Json& addresses);
  void move_stock(const Json& order, int sign);
  void count_shipped(Json& order);

  BigShelf shelf_;
  const base::Clock& clock_;
  std::map<int, Json> orders_;
  std::vector<Json> refunds_;
  std::set<int> hidden_;
  bool link_lines_ = false;
  int next_order_ = 100, next_part_ = 1;
};

}  // namespace tillbridge::tests
