#include "connectors/woocommerce/order_events.hpp"

#include <algorithm>

#include "connectors/woocommerce/parcels.hpp"
#include "connectors/woocommerce/refund_json.hpp"

namespace tillbridge::connectors::woocommerce {
namespace {

using base::Decimal;
using base::Timestamp;
using domain::OrderEvent;
using domain::OrderEventKind;

/// The meta entry that the usual tracking plugins keep.
constexpr const char* kTrackingPluginMeta = "_wc_shipment_tracking_items";

std::vector<Parcel> known_parcels(const Json& order) { return read_parcels(order).value_or(std::vector<Parcel>{}); }

OrderEvent event(const domain::WebOrder& web, const std::string& what, OrderEventKind kind, Timestamp at) {
  OrderEvent out;
  out.event_id = web.web_order_id + "/" + what;
  out.kind = kind;
  out.occurred_at = at;
  return out;
}

OrderEvent to_shipped(const domain::WebOrder& web, const Parcel& parcel) {
  OrderEvent out = event(web, "shipped/" + parcel.shipment_id, OrderEventKind::kShipped, parcel.at);
  for (const auto& line : parcel.lines) {
    domain::EventLine moved;
    moved.line_id = line.line_id;
    moved.quantity = line.quantity;
    out.lines.push_back(moved);
  }
  out.shipment_id = parcel.shipment_id;
  out.carrier = parcel.carrier;
  out.service = parcel.service;
  out.tracking_number = parcel.tracking_number;
  out.tracking_url = parcel.tracking_url;
  return out;
}

void append_text(std::string& to, const std::string& more) {
  if (more.empty() || to.find(more) != std::string::npos) return;
  to += (to.empty() ? "" : ", ") + more;
}

/// What a plugin knows about parcels; it names no lines, so all of it stands on the completion.
void put_plugin_tracking(OrderEvent& to, const Json& order) {
  const Json& items = meta_value(order, kTrackingPluginMeta);
  if (!items.is_array()) return;
  for (const Json& item : items) {
    const std::string own = text_member(item, "custom_tracking_provider");
    append_text(to.carrier, own.empty() ? text_member(item, "tracking_provider") : own);
    append_text(to.tracking_number, text_member(item, "tracking_number"));
    if (to.tracking_url.empty()) to.tracking_url = text_member(item, "custom_tracking_link");
  }
}

void add_completion(std::vector<OrderEvent>& out, const Json& order, const Json& refunds, const domain::WebOrder& web, OrderStanding standing) {
  const auto completed = gmt_member(order, "date_completed_gmt");
  // The date survives a refund, which leaves the goods where they are, and a re-opening, which says that they were not shipped after all.
  const bool shipped = standing == OrderStanding::kCompleted || (completed && (standing == OrderStanding::kRefunded || standing == OrderStanding::kTrashed));
  if (!shipped) return;
  const Timestamp at = completed.value_or(web.modified_at);
  OrderEvent rest = event(web, "shipped", OrderEventKind::kShipped, at);
  for (const auto& [line_id, quantity] : unshipped_pieces(order, refunds, at)) {
    domain::EventLine moved;
    moved.line_id = line_id;
    moved.quantity = quantity;
    rest.lines.push_back(moved);
  }
  if (rest.lines.empty()) return;
  put_plugin_tracking(rest, order);
  out.push_back(std::move(rest));
}

}  // namespace

std::map<std::string, Decimal> unshipped_pieces(const Json& order, const Json& refunds, Timestamp until) {
  std::map<std::string, Decimal> left;
  for (const Json& line : list_member(order, "line_items")) left[text_member(line, "id")] += decimal_member(line, "quantity");
  for (const auto& parcel : known_parcels(order))
    for (const auto& line : parcel.lines) left[line.line_id] -= line.quantity;
  for (const Json& refund : refunds) {
    if (gmt_member(refund, "date_created_gmt").value_or(until) > until) continue;
    for (const auto& line : refunded_lines(refund)) left[line.line_id] -= line.quantity;
  }
  std::erase_if(left, [](const auto& entry) { return entry.second <= Decimal{}; });
  return left;
}

std::vector<OrderEvent> to_events(const Json& order, const Json& refunds, const domain::WebOrder& web, OrderStanding standing) {
  std::vector<OrderEvent> out;
  out.push_back(event(web, "placed", OrderEventKind::kPlaced, web.placed_at));
  if (is_captured(order, standing)) {
    const auto completed = gmt_member(order, "date_completed_gmt");
    OrderEvent captured = event(web, "captured", OrderEventKind::kCaptured, gmt_member(order, "date_paid_gmt").value_or(completed.value_or(web.placed_at)));
    captured.amount = web.total;
    captured.method = text_member(order, "payment_method");
    captured.reference = text_member(order, "transaction_id");
    out.push_back(std::move(captured));
  }
  for (const auto& parcel : known_parcels(order)) out.push_back(to_shipped(web, parcel));
  add_completion(out, order, refunds, web, standing);
  for (auto& refund : to_refund_events(order, refunds)) out.push_back(std::move(refund));
  if (standing == OrderStanding::kCancelled) out.push_back(event(web, "cancelled", OrderEventKind::kCancelled, web.modified_at));
  return out;
}

}  // namespace tillbridge::connectors::woocommerce
