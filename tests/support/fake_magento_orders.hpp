#pragma once
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/decimal.hpp"
#include "tests/support/magento_answer.hpp"

namespace tillbridge::tests {

/// What orders need to know of a product.
struct FakeMagentoGood {
  int id = 0;
  std::string sku, name;
  std::optional<int> parent_id;       ///< of a configurable
};

/// The catalogue as orders see it: who is bought, and what that does to the stock. A source's pieces are physical; orders hold them by reservations.
struct FakeMagentoGoods {
  std::function<std::optional<FakeMagentoGood>(const std::string& sku)> find;
  std::function<void(const std::string& sku, base::Decimal quantity)> reserve;  ///< negative gives back
  std::function<void(const std::string& sku, base::Decimal quantity, const std::string& source)> take;  ///< off the source; negative puts back
};

/// A line as it is bought. A SKU that the catalogue does not know is sold all the same: the product may be deleted since.
struct FakeMagentoLine {
  std::string sku;
  int quantity = 1;
  std::string unit_net = "8.40";      ///< 10.00 with the shop's 19 % tax
  std::string discount = "0";         ///< of the row, without tax
  bool is_virtual = false;
  std::vector<FakeMagentoLine> parts = {};  ///< of a bundle: pieces in one bundle; their prices count where they have any
  bool ships_together = true;         ///< of a bundle
};

struct FakeMagentoPurchase {
  std::string state = "processing";   ///< processing = paid at once: invoiced and captured
  std::string first_name = "Ada", last_name = "Lovelace";
  std::string shipping_net = "5.00";
  std::string method = "checkmo";
  Json more = Json::object();         ///< laid over the order's JSON
};

struct FakeMagentoItem {
  int id = 0, parent = 0, product_id = 0;
  std::string sku, name, type;
  int ordered = 0, invoiced = 0, shipped = 0, refunded = 0, cancelled = 0;
  base::Decimal price, row, discount, tax;
  bool is_virtual = false;
  bool holds_stock = true;            ///< pieces of a source: not the parent of a configurable or a bundle
  bool bills = true, ships = true;    ///< false where its parent or its parts do so for it
};

struct FakeMagentoOrder {
  int id = 0;
  std::string number, state, created, updated, cancelled;
  FakeMagentoPurchase purchase;
  std::vector<FakeMagentoItem> items;
  base::Decimal shipping, shipping_tax, total, invoiced, refunded;
  bool hidden = false;                ///< written, but its transaction is not through: no list shows it
  bool garbled = false;               ///< an amount that nobody can keep
};

/// What `count` more pieces of a row carry after `done`, so that all together carry exactly the row's amount.
base::Decimal magento_share(base::Decimal amount, int done, int count, int of);

/// Orders of a pretended Magento with their invoices, shipments, credit memos and payment transactions, and what POST /order/{id}/ship and
/// /shipment/track do, written from Magento's own sources. No HTTP and no credentials here. Not for several threads; the server in front locks.
class FakeMagentoOrders {
 public:
  FakeMagentoOrders(const base::Clock& clock, FakeMagentoGoods goods, std::string currency = "EUR");

  /// Nothing for a route that is not the orders'.
  std::optional<MagentoAnswer> call(const MagentoRequest& request);

  // Shoppers.
  int place(const std::vector<FakeMagentoLine>& lines, FakeMagentoPurchase purchase = {});
  // Clerks. Quantities are by the order's item id; empty = all that is left. Answers are the new document's id.
  int invoice(int order, bool paid = true, const std::map<int, int>& quantities = {});
  void pay(int invoice);
  void set_state(int order, const std::string& state);
  /// Cancels what is not invoiced, and the order with it where nothing is. An order that is invoiced as a whole is cancelled too, as extensions do.
  void cancel(int order);
  int ship(int order, const std::map<int, int>& quantities = {});
  void add_track(int shipment, const std::string& number, const std::string& title = "DHL");
  /// By item id, none = money alone.
  int refund(int order, const std::map<int, int>& quantities, bool restock = true, const std::string& shipping_net = "0", const std::string& adjustment = "0");
  void add_transaction(int order, const std::string& type, const std::string& reference);

  /// Whether invoices, shipments and credit memos move their order's date of change from now on.
  void children_move_order(bool move) { children_move_order_ = move; }
  FakeMagentoOrder& order(int id) { return orders_.at(id); }
  int item_id(int order, const std::string& sku) const;  ///< of the item that ships
  std::vector<Json> shipments_of(int order) const;
  int mails() const { return mails_; }  ///< that shipments sent to shoppers

 private:
  using Rows = std::map<int, Json>;

  MagentoAnswer list_orders(const MagentoQuery& query) const;
  MagentoAnswer list_children(const Rows& rows, const MagentoQuery& query) const;
  MagentoAnswer ship_by_call(int order, const Json& body);
  MagentoAnswer track_by_call(const Json& body);
  int write_shipment(FakeMagentoOrder& order, const std::map<int, int>& quantities, const std::string& source);
  void move_stock(const FakeMagentoOrder& order, const FakeMagentoItem& item, int unreserved, int taken, const std::string& source);
  void add_item(FakeMagentoOrder& order, const FakeMagentoLine& line, int parent, int times);
  std::map<int, int> or_all(const FakeMagentoOrder& order, const std::map<int, int>& quantities, int (*left)(const FakeMagentoItem&)) const;
  void settle(FakeMagentoOrder& order);
  void touch(FakeMagentoOrder& order, bool by_child);
  Json to_json(const FakeMagentoOrder& order) const;
  Json item_json(const FakeMagentoOrder& order, const FakeMagentoItem& item) const;
  Json child_head(const FakeMagentoOrder& order, int id) const;
  std::string now() const;

  const base::Clock& clock_;
  FakeMagentoGoods goods_;
  std::string currency_;
  int next_order_ = 1, next_item_ = 1, next_child_ = 1;
  std::map<int, FakeMagentoOrder> orders_;
  Rows invoices_, shipments_, creditmemos_, transactions_;
  bool children_move_order_ = true;
  int mails_ = 0;
};

}  // namespace tillbridge::tests
