#pragma once
#include <map>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/result.hpp"
#include "sandbox/catalogue.hpp"
#include "sandbox/model.hpp"
#include "sandbox/shop_file.hpp"

namespace tillbridge::sandbox {

/// How the shop reckons.
struct ShopSettings {
  std::string name = "Tillbridge sandbox";
  std::string currency = "EUR";
  std::string time_zone = "Etc/UTC";
  bool prices_include_tax = true;
  Decimal tax_percent = Decimal::from_integer(20);
};

/// What a shopper puts into the basket; money as the shop shows it (with tax where prices include it).
struct BasketLine {
  std::string sku;                    ///< "" = something that is no product (a ticket, a gift card): name and unit_price count
  Decimal quantity;
  Decimal discount;                   ///< of the whole line
  std::string name;
  std::optional<Decimal> unit_price;
};

struct Basket {
  std::vector<BasketLine> lines;
  Customer customer;
  Address billing_address, shipping_address;
  Decimal shipping_charge;
  std::string coupon, note;
  std::string payment_method = "card";
  bool capture = true;                ///< the money is taken at once
  std::optional<Timestamp> placed_at; ///< for tests with orders of another day
};

struct CaptureAct {
  std::optional<Decimal> amount;      ///< absent = what is not captured yet
  std::string method = "card", reference;
};

struct ShipAct {
  std::string shipment_id, carrier, service, tracking_number, tracking_url;
  std::optional<Timestamp> shipped_at;
  std::vector<LineQuantity> lines;    ///< empty = all that is left
};

/// Carrier and tracking number for a parcel that has none.
struct TrackAct {
  std::string parcel_id;
  std::string shipment_id, carrier, service, tracking_number, tracking_url;
};

struct RefundActLine {
  std::string line_id;
  Decimal quantity;
  bool restock = true;
  std::optional<Decimal> amount, tax; ///< net and tax; absent = by proportion
};

struct RefundAct {
  std::vector<RefundActLine> lines;
  std::optional<Decimal> amount;      ///< gross; absent = the sum of the lines and the shipping
  Decimal shipping_amount, shipping_tax;
  std::string reference;
};

struct CancelAct {
  std::vector<LineQuantity> lines;    ///< empty = all that is left
  std::string reason;
};

struct EditAct {
  std::vector<LineQuantity> lines;    ///< the new ordered quantities
};

/// Where the pieces of a line are: ordered = open + shipped + cancelled + refunded before they were shipped.
struct LineState {
  Decimal open, shipped, returned;
};
LineState line_state(const Order& order, const std::string& line_id);

struct ShipAnswer {
  Order order;
  Parcel parcel;
  bool repeated = false;              ///< the same shipment_id was there already
};

/// The shop's orders. Its own stock follows at once: placing takes off; cancelling and refunding with restock give back. Times are cut to whole seconds.
/// Errors: kNotFound for an unknown order, kInvalidRequest for an impossible act, kConflict for one that the order's state forbids.
class OrderBook {
 public:
  OrderBook(ShopFile& file, Catalogue& catalogue, const base::Clock& clock, const ShopSettings& settings);
  void load();

  const std::map<std::int64_t, StoredOrder>& all() const { return orders_; }
  std::map<std::int64_t, StoredOrder>& all() { return orders_; }
  Result<Order> get(const std::string& order_id) const;

  Result<Order> place(const Basket& basket);
  Result<Order> capture(const std::string& order_id, const CaptureAct& act);
  Result<ShipAnswer> ship(const std::string& order_id, const ShipAct& act);
  /// No pieces move. The same again changes nothing; kConflict where the parcel has another number.
  Result<Parcel> track(const std::string& order_id, const TrackAct& act);
  Result<Order> refund(const std::string& order_id, const RefundAct& act, bool move_date);
  Result<Order> cancel(const std::string& order_id, const CancelAct& act);
  Result<Order> edit(const std::string& order_id, const EditAct& act);
  /// Moves the order's modified time only, as plugins in real shops do.
  Result<Order> touch(const std::string& order_id);
  void save(const StoredOrder& stored);

 private:
  Result<StoredOrder*> locate(const std::string& order_id);
  Result<OrderLine> line_of(const BasketLine& basket) const;
  Decimal net(Decimal shown) const;
  Decimal gross(Decimal shown) const;
  Decimal captured(const Order& order) const;
  std::string next_event() { return std::to_string(file_.next("event", 1)); }
  Timestamp now() const;
  void settle(StoredOrder& stored, bool move_date);

  ShopFile& file_;
  Catalogue& catalogue_;
  const base::Clock& clock_;
  const ShopSettings& settings_;
  std::map<std::int64_t, StoredOrder> orders_;
};

}  // namespace tillbridge::sandbox
