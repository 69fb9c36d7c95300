#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/decimal.hpp"
#include "domain/item.hpp"

namespace tillbridge::domain {

/// What a shop tells about one order, in our words: filled by a connector, stored by persistence, read by the pure
/// rules. All money is in the order's currency; line money is without tax.

struct Address {
  std::string first_name, last_name, company;
  std::string line1, line2, city, region, postcode;
  std::string country;                ///< ISO 3166-1 alpha-2
  std::string phone, email;
  bool operator==(const Address&) const = default;
};

struct WebCustomer {
  std::string web_customer_id;        ///< "" = a guest
  std::string email, phone, first_name, last_name, company;
  bool operator==(const WebCustomer&) const = default;
};

struct WebOrderLine {
  std::string line_id;                ///< the shop's, stable over the order's life
  std::string sku;                    ///< equals ItemId where the item is ours; "" = none
  std::string name;
  std::vector<NameValue> options;
  Decimal quantity;                   ///< as ordered, > 0; edits change it, refunds and cancellations do not
  Decimal unit_price;                 ///< before discount, without tax
  Decimal discount;                   ///< of the whole line, ≥ 0, without tax
  Decimal tax;                        ///< of the whole line
  bool operator==(const WebOrderLine&) const = default;
};

struct Payment {
  std::string method;
  std::string reference;
  Decimal amount;
  bool operator==(const Payment&) const = default;
};

struct NamedAmount {
  std::string name;
  Decimal amount;
  bool operator==(const NamedAmount&) const = default;
};

/// The order as the shop shows it now.
struct WebOrder {
  std::string web_order_id;           ///< the shop's key
  std::string number;                 ///< what shoppers and clerks read
  Timestamp placed_at;
  Timestamp modified_at;
  std::string status;                 ///< "open", "shipped", "cancelled", "refunded", "pending"
  bool closed = false;                ///< nothing more is to be shipped
  std::string currency;
  WebCustomer customer;
  Address billing, shipping;
  std::vector<WebOrderLine> lines;
  Decimal shipping_charge;            ///< without tax
  Decimal shipping_tax;
  std::vector<NamedAmount> fees;      ///< without tax
  Decimal fee_tax;
  std::vector<NamedAmount> discounts; ///< repeats what the lines hold (coupon codes)
  std::vector<NamedAmount> taxes;     ///< by rate, for information
  Decimal total;                      ///< gross, as the shop states it; refunds do not lower it
  std::vector<Payment> payments;
  std::string note;
  bool operator==(const WebOrder&) const = default;
};

enum class OrderEventKind { kPlaced, kCaptured, kShipped, kRefunded, kCancelled, kEdited };

std::string to_word(OrderEventKind kind);  ///< "placed", "captured", "shipped", "refunded", "cancelled", "edited"
std::optional<OrderEventKind> order_event_kind_from(const std::string& word);

/// Pieces of one order line that an event moves.
struct EventLine {
  std::string line_id;
  Decimal quantity;                   ///< ≥ 0
  std::optional<Decimal> amount;      ///< net money that the shop names for it (refunds); absent = by proportion
  std::optional<Decimal> tax;
  bool restock = true;                ///< kRefunded: the pieces came back on the shelf
  bool operator==(const EventLine&) const = default;
};

/// Something that happened to an order. Unique for ever by (site, event_id): arriving again, late or in another order
/// changes nothing.
struct OrderEvent {
  std::string event_id;               ///< stable over repeated polls, e.g. "1042/shipped/7"
  OrderEventKind kind = OrderEventKind::kPlaced;
  Timestamp occurred_at;
  std::vector<EventLine> lines;       ///< kShipped, kRefunded, kCancelled (empty kCancelled = all that is left)
  Decimal amount;                     ///< kCaptured and kRefunded: gross money moved, ≥ 0
  Decimal shipping_amount;            ///< kRefunded: net shipping charge given back
  Decimal shipping_tax;
  std::string method, reference;      ///< kCaptured, kRefunded
  std::string carrier, service, tracking_number, tracking_url;  ///< kShipped
  std::string shipment_id;            ///< kShipped: the POS's ShipmentId when SaveShipments made it
  bool operator==(const OrderEvent&) const = default;
};

/// A connector's whole answer about one order: the snapshot and all its events so far.
struct CollectedOrder {
  WebOrder order;
  std::vector<OrderEvent> events;
  /// The shop keeps no parcels: its shipped events are read from a status and from notes of several hands, and can name the same pieces
  /// again when those change. What was taken as shipped already is then not taken again.
  bool parcels_deduced = false;
};

}  // namespace tillbridge::domain
