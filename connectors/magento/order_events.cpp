#include "connectors/magento/order_events.hpp"

#include <algorithm>

#include "connectors/magento/parcel_mark.hpp"
#include "connectors/order_event.hpp"

namespace tillbridge::connectors::magento {
namespace {

using base::Timestamp;
using domain::OrderEvent;
using domain::OrderEventKind;
using http::decimal_member;
using http::list_member;
using http::member;
using http::text_member;
using http::time_member;

/// Invoices and credit memos: 1 open, 2 paid or refunded, 3 cancelled.
constexpr const char* kDone = "2";
constexpr std::size_t kMostTracking = 255;

bool is_done(const Json& document) { return text_member(document, "state") == kDone; }

struct Telling {
  const Json& order;
  const OrderLines& lines;
  const OrderChildren& children;
  const domain::WebOrder& web;
};

Timestamp created_at(const Telling& of, const Json& child) { return time_member(child, "created_at").value_or(of.web.placed_at); }

/// The payment transaction that took an invoice's money, null = none is known.
const Json& capture_of(const Telling& of, const Json& invoice) {
  static const Json kNone;
  const std::string id = text_member(invoice, "transaction_id");
  for (const Json& transaction : of.children.transactions)
    if (!id.empty() && text_member(transaction, "txn_type") == "capture" && text_member(transaction, "txn_id") == id) return transaction;
  return kNone;
}

OrderEvent to_captured(const Telling& of, const Json& invoice) {
  const Json& payment = member(of.order, "payment");
  const std::string id = text_member(invoice, "transaction_id");
  const Timestamp at = time_member(capture_of(of, invoice), "created_at").value_or(created_at(of, invoice));
  OrderEvent out = event_of(of.web, "captured/" + text_member(invoice, "entity_id"), OrderEventKind::kCaptured, at);
  out.amount = decimal_member(invoice, "grand_total");
  out.method = text_member(payment, "method");
  out.reference = id.empty() ? text_member(payment, "last_trans_id") : id;
  return out;
}

/// Downloads and gift cards are never shipped: they are in the shopper's hands when they are paid.
OrderEvent to_delivered(const Telling& of, const Json& invoice) {
  OrderEvent out = event_of(of.web, "delivered/" + text_member(invoice, "entity_id"), OrderEventKind::kShipped, created_at(of, invoice));
  for (const auto& moved : of.lines.moved(list_member(invoice, "items"))) {
    const SoldLine* line = of.lines.find(moved.line_id);
    if (line != nullptr && line->is_virtual && moved.quantity > Decimal{}) out.lines.push_back({moved.line_id, moved.quantity, {}, {}, true});
  }
  return out;
}

OrderEvent to_shipped(const Telling& of, const Json& shipment) {
  OrderEvent out = event_of(of.web, "shipped/" + text_member(shipment, "entity_id"), OrderEventKind::kShipped, created_at(of, shipment));
  for (const auto& moved : of.lines.moved(list_member(shipment, "items")))
    if (moved.quantity > Decimal{}) out.lines.push_back({moved.line_id, moved.quantity, {}, {}, true});
  for (const Json& track : list_member(shipment, "tracks")) {
    const std::string title = text_member(track, "title");
    out.carrier = title.empty() ? text_member(track, "carrier_code") : title;
    break;
  }
  out.tracking_number = tracking_numbers(shipment);
  out.shipment_id = marked_id(shipment);
  return out;
}

OrderEvent to_refunded(const Telling& of, const Json& memo) {
  OrderEvent out = event_of(of.web, "refunded/" + text_member(memo, "entity_id"), OrderEventKind::kRefunded, created_at(of, memo));
  out.amount = decimal_member(memo, "grand_total");
  for (const auto& back : stored_value(memo)) out.amount += back.amount;
  for (const auto& moved : of.lines.moved(list_member(memo, "items"))) {
    domain::EventLine line{moved.line_id, moved.quantity, Decimal{}, Decimal{}, true};
    if (moved.row != nullptr) {
      line.amount = net_of(*moved.row);
      line.tax = decimal_member(*moved.row, "tax_amount");
    }
    out.lines.push_back(line);
  }
  out.shipping_amount = decimal_member(memo, "shipping_amount");
  out.shipping_tax = decimal_member(memo, "shipping_tax_amount");
  out.method = text_member(member(of.order, "payment"), "method");
  out.reference = text_member(memo, "transaction_id");
  return out;
}

/// When the shop noted the cancellation; later changes of the order do not move it.
Timestamp cancelled_at(const Telling& of) {
  std::optional<Timestamp> first;
  for (const Json& note : list_member(of.order, "status_histories")) {
    if (text_member(note, "status") != "canceled") continue;
    const auto at = time_member(note, "created_at");
    if (at && (!first || *at < *first)) first = at;
  }
  return first.value_or(of.web.modified_at);
}

/// A cancelled order has lost all that was left; one that was invoiced in part goes on without the pieces that were not.
void add_cancellation(std::vector<OrderEvent>& out, const Telling& of, OrderStanding standing) {
  OrderEvent cancelled = event_of(of.web, "cancelled", OrderEventKind::kCancelled, cancelled_at(of));
  if (standing != OrderStanding::kCancelled) {
    for (const auto& line : of.lines.all())
      if (const Decimal pieces = decimal_member(*line.money, "qty_canceled"); pieces > Decimal{}) cancelled.lines.push_back({line.line_id, pieces, {}, {}, true});
    if (cancelled.lines.empty()) return;
  }
  out.push_back(std::move(cancelled));
}

void add_captures(std::vector<OrderEvent>& out, const Telling& of) {
  for (const auto& paid : stored_value(of.order)) {
    OrderEvent captured = event_of(of.web, "captured/" + paid.name, OrderEventKind::kCaptured, of.web.placed_at);
    captured.amount = paid.amount;
    captured.method = paid.name;
    out.push_back(std::move(captured));
  }
  for (const Json& invoice : of.children.invoices)
    if (is_done(invoice)) out.push_back(to_captured(of, invoice));
}

}  // namespace

std::string tracking_numbers(const Json& shipment) {
  std::string out;
  for (const Json& track : list_member(shipment, "tracks")) {
    const std::string number = text_member(track, "track_number");
    if (number.empty() || out.size() + number.size() + 2 > kMostTracking) continue;
    out += (out.empty() ? "" : ", ") + number;
  }
  return out;
}

std::vector<OrderEvent> to_events(const Json& order, const OrderLines& lines, const OrderChildren& children, const domain::WebOrder& web, OrderStanding standing) {
  const Telling of{order, lines, children, web};
  std::vector<OrderEvent> out;
  out.push_back(event_of(of.web, "placed", OrderEventKind::kPlaced, web.placed_at));
  add_captures(out, of);
  for (const Json& shipment : children.shipments) out.push_back(to_shipped(of, shipment));
  for (const Json& invoice : children.invoices)
    if (auto delivered = to_delivered(of, invoice); is_done(invoice) && !delivered.lines.empty()) out.push_back(std::move(delivered));
  for (const Json& memo : children.creditmemos)
    if (is_done(memo)) out.push_back(to_refunded(of, memo));
  add_cancellation(out, of, standing);
  return out;
}

std::vector<domain::Payment> payments_of(const std::vector<OrderEvent>& events) {
  std::vector<domain::Payment> out;
  for (const auto& event : events)
    if (event.kind == OrderEventKind::kCaptured) out.push_back({event.method, event.reference, event.amount});
  return out;
}

}  // namespace tillbridge::connectors::magento
