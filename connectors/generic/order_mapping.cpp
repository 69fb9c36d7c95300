#include "connectors/generic/order_mapping.hpp"

#include <algorithm>

namespace tillbridge::connectors::generic {
namespace {

using domain::CollectedOrder;
using domain::EventLine;
using domain::OrderEvent;
using domain::OrderEventKind;
using domain::WebOrder;

domain::Address read_address(JsonReader& reader, const Json& a) {
  return {.first_name = reader.text(a, "first_name"), .last_name = reader.text(a, "last_name"), .company = reader.text(a, "company"), .line1 = reader.text(a, "line1"), .line2 = reader.text(a, "line2"),
          .city = reader.text(a, "city"), .region = reader.text(a, "region"), .postcode = reader.text(a, "postcode"), .country = reader.text(a, "country"), .phone = reader.text(a, "phone"), .email = reader.text(a, "email")};
}

domain::WebCustomer read_customer(JsonReader& reader, const Json& c) {
  return {.web_customer_id = reader.text(c, "customer_id"), .email = reader.text(c, "email"), .phone = reader.text(c, "phone"), .first_name = reader.text(c, "first_name"), .last_name = reader.text(c, "last_name"), .company = reader.text(c, "company")};
}

std::vector<domain::NamedAmount> read_amounts(JsonReader& reader, const Json& list) {
  std::vector<domain::NamedAmount> amounts;
  for (const auto& entry : list) amounts.push_back({.name = reader.text(entry, "name"), .amount = reader.decimal(entry, "amount")});
  return amounts;
}

domain::WebOrderLine read_line(JsonReader& reader, const Json& json) {
  domain::WebOrderLine line{.line_id = reader.required_text(json, "line_id"), .sku = reader.text(json, "sku"), .name = reader.text(json, "name"), .quantity = reader.decimal(json, "quantity"),
                            .unit_price = reader.decimal(json, "unit_price"), .discount = reader.decimal(json, "discount"), .tax = reader.decimal(json, "tax")};
  for (const auto& option : reader.list(json, "options")) line.options.push_back({.name = reader.text(option, "name"), .value = reader.text(option, "value")});
  if (line.quantity <= base::Decimal{}) reader.fail("quantity of line " + line.line_id + " is not above 0");
  return line;
}

WebOrder read_snapshot(JsonReader& reader, const Json& json) {
  WebOrder order{.web_order_id = reader.required_text(json, "order_id"), .number = reader.text(json, "number"), .placed_at = reader.time(json, "placed_at"), .modified_at = reader.time(json, "modified_at"),
                 .status = reader.required_text(json, "status"), .closed = reader.flag(json, "closed", false), .currency = reader.required_text(json, "currency")};
  if (order.number.empty()) order.number = order.web_order_id;
  order.customer = read_customer(reader, reader.object(json, "customer"));
  order.billing = read_address(reader, reader.object(json, "billing_address"));
  order.shipping = read_address(reader, reader.object(json, "shipping_address"));
  for (const auto& line : reader.list(json, "lines")) order.lines.push_back(read_line(reader, line));
  order.shipping_charge = reader.decimal(json, "shipping_charge");
  order.shipping_tax = reader.decimal(json, "shipping_tax");
  order.fees = read_amounts(reader, reader.list(json, "fees"));
  order.fee_tax = reader.decimal(json, "fee_tax");
  order.discounts = read_amounts(reader, reader.list(json, "discounts"));
  order.taxes = read_amounts(reader, reader.list(json, "taxes"));
  order.total = reader.decimal(json, "total");
  order.note = reader.text(json, "note");
  for (const auto& capture : reader.list(json, "captures"))
    order.payments.push_back({.method = reader.text(capture, "method"), .reference = reader.text(capture, "reference"), .amount = reader.decimal(capture, "amount")});
  return order;
}

std::vector<EventLine> read_event_lines(JsonReader& reader, const Json& child) {
  std::vector<EventLine> lines;
  for (const auto& json : reader.list(child, "lines")) lines.push_back({.line_id = reader.required_text(json, "line_id"), .quantity = reader.decimal(json, "quantity")});
  return lines;
}

/// Makes the events of one order; every child kind has its own id field.
class EventReader {
 public:
  EventReader(JsonReader& reader, const Json& order, const WebOrder& snapshot) : reader_(reader), order_(order), snapshot_(snapshot) {}

  std::vector<OrderEvent> all() {
    events_.push_back({.event_id = snapshot_.web_order_id + "/placed", .kind = OrderEventKind::kPlaced, .occurred_at = snapshot_.placed_at});
    captures();
    shipments();
    refunds();
    cancellations();
    for (const auto& child : reader_.list(order_, "edits")) events_.push_back(head(child, OrderEventKind::kEdited, "edit_id"));
    std::stable_sort(events_.begin(), events_.end(), [](const OrderEvent& a, const OrderEvent& b) { return a.occurred_at < b.occurred_at; });
    return std::move(events_);
  }

 private:
  OrderEvent head(const Json& child, OrderEventKind kind, const char* id_field) {
    return {.event_id = snapshot_.web_order_id + "/" + domain::to_word(kind) + "/" + reader_.required_text(child, id_field), .kind = kind, .occurred_at = reader_.time(child, "at")};
  }

  void captures() {
    for (const auto& child : reader_.list(order_, "captures")) {
      auto event = head(child, OrderEventKind::kCaptured, "capture_id");
      event.amount = reader_.decimal(child, "amount");
      event.method = reader_.text(child, "method");
      event.reference = reader_.text(child, "reference");
      events_.push_back(std::move(event));
    }
  }

  void shipments() {
    for (const auto& child : reader_.list(order_, "shipments")) {
      auto event = head(child, OrderEventKind::kShipped, "parcel_id");
      event.lines = read_event_lines(reader_, child);
      event.carrier = reader_.text(child, "carrier");
      event.service = reader_.text(child, "service");
      event.tracking_number = reader_.text(child, "tracking_number");
      event.tracking_url = reader_.text(child, "tracking_url");
      event.shipment_id = reader_.text(child, "shipment_id");
      events_.push_back(std::move(event));
    }
  }

  void refunds() {
    for (const auto& child : reader_.list(order_, "refunds")) {
      auto event = head(child, OrderEventKind::kRefunded, "refund_id");
      event.amount = reader_.decimal(child, "amount");
      event.shipping_amount = reader_.decimal(child, "shipping_amount");
      event.shipping_tax = reader_.decimal(child, "shipping_tax");
      event.method = reader_.text(child, "method");
      event.reference = reader_.text(child, "reference");
      for (const auto& json : reader_.list(child, "lines")) {
        EventLine line{.line_id = reader_.required_text(json, "line_id"), .quantity = reader_.decimal(json, "quantity"), .restock = reader_.flag(json, "restock", true)};
        if (!reader_.text(json, "amount").empty()) line.amount = reader_.decimal(json, "amount");
        if (!reader_.text(json, "tax").empty()) line.tax = reader_.decimal(json, "tax");
        event.lines.push_back(std::move(line));
      }
      events_.push_back(std::move(event));
    }
  }

  void cancellations() {
    const auto& list = reader_.list(order_, "cancellations");
    for (const auto& child : list) {
      auto event = head(child, OrderEventKind::kCancelled, "cancellation_id");
      event.lines = read_event_lines(reader_, child);
      events_.push_back(std::move(event));
    }
    // A shop that only sets the status: what is left is cancelled.
    if (list.empty() && snapshot_.status == "cancelled")
      events_.push_back({.event_id = snapshot_.web_order_id + "/cancelled", .kind = OrderEventKind::kCancelled, .occurred_at = snapshot_.modified_at});
  }

  JsonReader& reader_;
  const Json& order_;
  const WebOrder& snapshot_;
  std::vector<OrderEvent> events_;
};

}  // namespace

CollectedOrder read_order(JsonReader& reader, const Json& order) {
  CollectedOrder collected;
  collected.order = read_snapshot(reader, order);
  collected.events = EventReader(reader, order, collected.order).all();
  return collected;
}

}  // namespace tillbridge::connectors::generic
