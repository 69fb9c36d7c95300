#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/decimal.hpp"

namespace tillbridge::sandbox {

using base::Decimal;
using base::Timestamp;

/// The shop's own data, named as in docs/generic-connector.openapi.yaml: the field names are the JSON names, so that the document, the
/// wire and the stored form never drift apart. Ids are decimal numbers as text.

struct NameValue {
  std::string name, value;
};

struct NamedAmount {
  std::string name;
  Decimal amount;
};

/// What is sold: a variant, or the product itself where it is simple (variant_id "").
struct Variant {
  std::string variant_id;
  std::string sku;
  std::vector<NameValue> options;
  Decimal price;
  std::optional<Decimal> sale_price;
  std::optional<Timestamp> sale_start, sale_end;
  Decimal quantity;                   ///< what shoppers can still buy; orders take from it at once
  bool hidden = false;                ///< not shown although its product is published
  std::string barcode, supplier_sku;
  std::optional<Decimal> weight;
  std::string weight_unit;
  bool taxable = true;
  std::string tax_class;
};

struct Product {
  std::string product_id;
  std::string sku;                    ///< of a simple product the same as its variant's
  std::string kind = "simple";        ///< simple, matrix
  std::string status = "draft";       ///< draft, published, hidden
  std::string name, short_description, description, additional_description, brand, category;
  std::vector<std::string> option_names;
  std::vector<std::string> image_urls;
  std::vector<NameValue> attributes;
  std::vector<Variant> variants;

  bool is_matrix() const { return kind == "matrix"; }
};

struct Customer {
  std::string customer_id;            ///< "" = a guest
  std::string email, phone, first_name, last_name, company;
};

struct Address {
  std::string first_name, last_name, company, line1, line2, city, region, postcode, country, phone, email;
};

/// Money of a line is without tax.
struct OrderLine {
  std::string line_id, sku, name;
  std::vector<NameValue> options;
  Decimal quantity, unit_price, discount, tax;
};

struct LineQuantity {
  std::string line_id;
  Decimal quantity;
};

struct Capture {
  std::string capture_id;
  Timestamp at;
  Decimal amount;
  std::string method, reference;
};

struct Parcel {
  std::string parcel_id;
  Timestamp at;
  std::string shipment_id;            ///< the caller's own key; "" = packed in the shop
  std::string carrier, service, tracking_number, tracking_url;
  std::vector<LineQuantity> lines;
};

struct RefundLine {
  std::string line_id;
  Decimal quantity;
  bool restock = true;
  Decimal amount, tax;                ///< net and tax
};

struct Refund {
  std::string refund_id;
  Timestamp at;
  Decimal amount;                     ///< gross money given back
  Decimal shipping_amount, shipping_tax;
  std::string method, reference;
  std::vector<RefundLine> lines;
};

struct Cancellation {
  std::string cancellation_id;
  Timestamp at;
  std::string reason;
  std::vector<LineQuantity> lines;
};

struct Edit {
  std::string edit_id;
  Timestamp at;
};

struct Order {
  std::string order_id, number;
  Timestamp placed_at, modified_at;   ///< whole seconds, as real shops keep them
  std::string status = "open";        ///< pending, open, shipped, cancelled, refunded
  bool closed = false;                ///< nothing more is to be shipped
  std::string currency;
  Customer customer;
  Address billing_address, shipping_address;
  std::vector<OrderLine> lines;
  Decimal shipping_charge, shipping_tax;
  std::vector<NamedAmount> fees;
  Decimal fee_tax;
  std::vector<NamedAmount> discounts, taxes;
  Decimal total;
  std::string note;
  std::vector<Capture> captures;
  std::vector<Parcel> shipments;
  std::vector<Refund> refunds;
  std::vector<Cancellation> cancellations;
  std::vector<Edit> edits;
};

/// An order as the file keeps it: with what only the fault switches know.
struct StoredOrder {
  Order order;
  int hidden_polls = 0;               ///< absent from so many more listings
  std::optional<Timestamp> hidden_until;
};

}  // namespace tillbridge::sandbox
