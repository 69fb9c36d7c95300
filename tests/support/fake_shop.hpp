#pragma once
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "connectors/connector.hpp"

namespace tillbridge::tests {

/// One product (or variant) of the fake shop.
struct FakeProduct {
  domain::RemoteRef remote;
  std::string parent_sku;             ///< "" for a simple product
  std::string name;
  base::Decimal quantity;
  std::optional<domain::WebPrice> price;
  bool hidden = false;                ///< taken off by us, or started hidden
  std::vector<domain::NameValue> options = {}, attributes = {};  ///< as they were published
};

/// A shop in memory behind the connector contract: keeps what it is told, sells, and misbehaves as a test says. Safe for any
/// thread; the connectors made of it may live and die.
class FakeShop {
 public:
  connectors::Capabilities capabilities{.publish_batch = 10, .stock_batch = 100, .price_batch = 100};

  std::unique_ptr<connectors::Connector> connect();

  // What a test may look at.
  base::Decimal quantity(const std::string& sku);
  /// What shoppers can buy: the number, less its own unshipped orders where the shop counts physical stock (capabilities.stock_basis).
  base::Decimal salable(const std::string& sku);
  /// The lowest number that set_stock ever wrote.
  base::Decimal lowest_written();
  std::optional<domain::WebPrice> price(const std::string& sku);
  bool has(const std::string& sku);
  FakeProduct product(const std::string& sku);
  /// Calls by method name: "set_stock", "set_prices", "publish_products", "set_visibility", "record_shipment", "fetch_orders", "probe".
  int calls(const std::string& method);
  /// All that write.
  int writing_calls();
  /// Items that the last set_stock named, in its order.
  std::vector<std::string> last_stock_items();
  std::vector<std::string> shipments();  ///< shipment ids, as written, repeats excluded

  // The merchant and the shoppers.
  void add_product(const std::string& sku, const std::string& quantity);
  void remove_product(const std::string& sku);
  void set_quantity(const std::string& sku, const std::string& quantity);
  /// An order of `pieces` × `sku`; the shop takes them off its own number.
  void sell(const std::string& order_id, const std::string& sku, const std::string& pieces, base::Timestamp now);
  /// An order as it stands now with all its events, new or changed; moves no number of its own.
  void put_order(const domain::CollectedOrder& order, base::Timestamp now);
  /// Gives the pieces back to the shop's number.
  void cancel(const std::string& order_id, base::Timestamp now);

  // Misbehaviour.
  /// The order cannot be read until mend_order; its place in the list stays.
  void garble_order(const std::string& order_id, const std::string& words);
  void mend_order(const std::string& order_id);
  /// Every following call of any method has this outcome until recover().
  void fail_all(connectors::OutcomeKind kind, const std::string& words = "down", std::chrono::seconds retry_after = {});
  /// Only what concerns this SKU, shipment or order id.
  void fail_item(const std::string& id, connectors::OutcomeKind kind, const std::string& words = "refused");
  /// kUnknown calls do their work before the answer is lost.
  void do_before_losing_answers(bool does = true);
  void recover();
  void recover_item(const std::string& id);
  /// Runs inside every writing call, after the shop took the values and before the answer; without the shop's lock.
  void during_calls(std::function<void(const std::string& method)> hook);
  /// Runs before a writing call reaches the shop: between our read and our write.
  void before_calls(std::function<void(const std::string& method)> hook);

 private:
  friend class FakeConnector;
  struct Failure { connectors::OutcomeKind kind; std::string words; std::chrono::seconds retry_after; };
  std::optional<connectors::Outcome> failure_of(const std::string& id) const;
  bool takes_effect(const std::optional<connectors::Outcome>& failure) const;
  void touch(domain::CollectedOrder& order, base::Timestamp now);
  bool counts_physical() const { return capabilities.stock_basis == domain::StockBasis::kPhysical; }
  base::Decimal unshipped(const std::string& sku) const;

  mutable std::recursive_mutex mutex_;
  std::map<std::string, FakeProduct> products_;
  std::map<std::string, std::string> parents_;  ///< parent SKU → remote id
  std::map<std::string, int> calls_;
  std::vector<std::string> last_stock_items_;
  std::vector<std::string> shipments_;
  std::map<std::string, domain::CollectedOrder> orders_;
  std::map<std::string, std::int64_t> order_changes_;  ///< order id → number of its last change
  std::map<std::string, std::string> garbled_;          ///< order id → why it cannot be read
  std::int64_t changes_ = 0;
  int next_id_ = 1;
  std::optional<Failure> all_;
  std::map<std::string, Failure> items_;
  bool does_before_losing_ = false;
  std::function<void(const std::string&)> hook_, before_hook_;
  base::Decimal lowest_written_;
};

}  // namespace tillbridge::tests
