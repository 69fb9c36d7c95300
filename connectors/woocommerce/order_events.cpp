#include "connectors/woocommerce/order_events.hpp"

#include <algorithm>

#include "connectors/order_event.hpp"
#include "connectors/woocommerce/parcels.hpp"
#include "connectors/woocommerce/refund_json.hpp"
#include "connectors/woocommerce/tracking.hpp"

namespace tillbridge::connectors::woocommerce {
namespace {

using base::Decimal;
using base::Timestamp;
using domain::OrderEvent;
using domain::OrderEventKind;

std::vector<Parcel> known_parcels(const Json& order) { return read_parcels(order).value_or(std::vector<Parcel>{}); }

OrderEvent to_shipped(const domain::WebOrder& web, const Parcel& parcel) {
  OrderEvent out = event_of(web, "shipped/" + parcel.shipment_id, OrderEventKind::kShipped, parcel.at);
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

/// The parcels of the shop's tools with the pieces that no parcel of ours of the same number holds.
std::vector<ToldParcel> parcels_of_others(const Json& order, const OrderChildren& children) {
  auto told = read_told_parcels(order, children.fulfillments);
  for (const auto& ours : known_parcels(order)) {
    if (ours.already_shipped || ours.tracking_number.empty()) continue;
    for (auto& parcel : told) {
      if (parcel.number != ours.tracking_number) continue;
      for (const auto& line : ours.lines)
        if (const auto same = parcel.lines.find(line.line_id); same != parcel.lines.end()) same->second -= std::min(same->second, line.quantity);
      std::erase_if(parcel.lines, [](const auto& line) { return line.second.is_zero(); });
      if (parcel.lines.empty()) parcel.number.clear();  // it is ours, told once more
    }
  }
  std::erase_if(told, [](const auto& parcel) { return parcel.number.empty() && parcel.lines.empty(); });
  return told;
}

/// The parcel of ours that gave this one of the shop its id, "" = none.
std::string shipment_id_for(const std::vector<Parcel>& ours, const ToldParcel& told) {
  for (const auto& parcel : ours)
    if (parcel.already_shipped && !told.number.empty() && parcel.tracking_number == told.number) return parcel.shipment_id;
  return {};
}

OrderEvent to_shipped(const domain::WebOrder& web, const ToldParcel& parcel, const std::vector<Parcel>& ours) {
  // A day without a time lies before the hour at which the order was placed.
  const Timestamp at = std::max(web.placed_at, parcel.shipped_at.value_or(web.modified_at));
  OrderEvent out = event_of(web, "parcel/" + parcel.key, OrderEventKind::kShipped, at);
  for (const auto& [line_id, quantity] : parcel.lines) out.lines.push_back({line_id, quantity, {}, {}, true});
  out.carrier = parcel.carrier;
  out.tracking_number = parcel.number;
  out.tracking_url = parcel.url;
  out.shipment_id = shipment_id_for(ours, parcel);
  return out;
}

std::string joined(const std::vector<std::string>& words) {
  constexpr std::size_t kMost = 255;
  std::string out;
  std::vector<std::string> taken;
  for (const auto& word : words) {
    if (word.empty() || std::find(taken.begin(), taken.end(), word) != taken.end()) continue;
    if (out.size() + word.size() + 2 > kMost) break;
    out += (out.empty() ? "" : ", ") + word;
    taken.push_back(word);
  }
  return out;
}

std::map<std::string, Decimal> by_line(const auto& lines) {
  std::map<std::string, Decimal> out;
  for (const auto& line : lines) out[line.line_id] += line.quantity;
  return out;
}

/// Tracking that names no pieces stands on the completion, all of it.
void put_tracking(OrderEvent& to, const std::vector<ToldParcel>& told, const std::vector<Parcel>& ours) {
  std::vector<std::string> carriers, numbers, urls;
  for (const auto& parcel : told) {
    if (!parcel.lines.empty()) continue;
    carriers.push_back(parcel.carrier);
    numbers.push_back(parcel.number);
    if (!parcel.url.empty()) urls.push_back(parcel.url);
  }
  std::vector<std::string> ids;
  for (const auto& parcel : ours) {
    if (!parcel.already_shipped) continue;
    const bool told_with_pieces = std::any_of(told.begin(), told.end(), [&](const auto& one) { return !one.lines.empty() && one.number == parcel.tracking_number; });
    if (told_with_pieces) continue;
    carriers.push_back(parcel.carrier);
    numbers.push_back(parcel.tracking_number);
    if (!parcel.tracking_url.empty()) urls.push_back(parcel.tracking_url);
    if (by_line(parcel.lines) == by_line(to.lines)) ids.push_back(parcel.shipment_id);
  }
  to.carrier = joined(carriers);
  to.tracking_number = joined(numbers);
  if (!urls.empty()) to.tracking_url = urls.front();
  if (ids.size() == 1) to.shipment_id = ids.front();
}

void add_completion(std::vector<OrderEvent>& out, const Json& order, const OrderChildren& children, const domain::WebOrder& web, OrderStanding standing) {
  const auto completed = time_member(order, "date_completed_gmt");
  // The date survives a refund, which leaves the goods where they are, and a re-opening, which says that they were not shipped after all.
  const bool shipped = standing == OrderStanding::kCompleted || (completed && (standing == OrderStanding::kRefunded || standing == OrderStanding::kTrashed));
  if (!shipped) return;
  const Timestamp at = completed.value_or(web.modified_at);
  OrderEvent rest = event_of(web, "shipped", OrderEventKind::kShipped, at);
  for (const auto& [line_id, quantity] : unshipped_pieces(order, children, at)) rest.lines.push_back({line_id, quantity, {}, {}, true});
  if (rest.lines.empty()) return;
  put_tracking(rest, parcels_of_others(order, children), known_parcels(order));
  out.push_back(std::move(rest));
}

/// A cancelled order's tracking belongs to goods that are not meant to leave.
bool tells_of_parcels(OrderStanding standing) {
  return standing == OrderStanding::kOpen || standing == OrderStanding::kCompleted || standing == OrderStanding::kRefunded;
}

}  // namespace

std::map<std::string, Decimal> unshipped_pieces(const Json& order, const OrderChildren& children, Timestamp until) {
  std::map<std::string, Decimal> left;
  for (const Json& line : list_member(order, "line_items")) left[text_member(line, "id")] += decimal_member(line, "quantity");
  for (const auto& parcel : known_parcels(order))
    if (!parcel.already_shipped)
      for (const auto& line : parcel.lines) left[line.line_id] -= line.quantity;
  for (const auto& parcel : parcels_of_others(order, children))
    for (const auto& [line_id, quantity] : parcel.lines) left[line_id] -= quantity;
  for (const Json& refund : children.refunds) {
    if (time_member(refund, "date_created_gmt").value_or(until) > until) continue;
    for (const auto& line : refunded_lines(refund)) left[line.line_id] -= line.quantity;
  }
  std::erase_if(left, [](const auto& entry) { return entry.second <= Decimal{}; });
  return left;
}

bool shows_tracking(const Json& order, const OrderChildren& children, const std::string& tracking_number) {
  if (tracking_number.empty()) return false;
  const auto told = read_told_parcels(order, children.fulfillments);
  const auto ours = known_parcels(order);
  return std::any_of(told.begin(), told.end(), [&](const auto& parcel) { return parcel.number == tracking_number; }) ||
         std::any_of(ours.begin(), ours.end(), [&](const auto& parcel) { return parcel.tracking_number == tracking_number; });
}

bool told_parcel(const Json& order, const OrderChildren& children, const std::string& tracking_number, const std::vector<domain::ShipmentLine>& lines) {
  std::map<std::string, Decimal> pieces;
  for (const auto& line : lines) pieces[line.line_id] += line.quantity;
  const auto told = parcels_of_others(order, children);
  return !tracking_number.empty() && std::any_of(told.begin(), told.end(), [&](const auto& parcel) { return parcel.number == tracking_number && parcel.lines == pieces; });
}

std::vector<OrderEvent> to_events(const Json& order, const OrderChildren& children, const domain::WebOrder& web, OrderStanding standing) {
  std::vector<OrderEvent> out;
  out.push_back(event_of(web, "placed", OrderEventKind::kPlaced, web.placed_at));
  if (is_captured(order, standing)) {
    const auto completed = time_member(order, "date_completed_gmt");
    OrderEvent captured = event_of(web, "captured", OrderEventKind::kCaptured, time_member(order, "date_paid_gmt").value_or(completed.value_or(web.placed_at)));
    captured.amount = web.total;
    captured.method = text_member(order, "payment_method");
    captured.reference = text_member(order, "transaction_id");
    out.push_back(std::move(captured));
  }
  const auto ours = known_parcels(order);
  for (const auto& parcel : ours)
    if (!parcel.already_shipped) out.push_back(to_shipped(web, parcel));
  if (tells_of_parcels(standing))
    for (const auto& parcel : parcels_of_others(order, children))
      if (!parcel.lines.empty()) out.push_back(to_shipped(web, parcel, ours));
  add_completion(out, order, children, web, standing);
  for (auto& refund : to_refund_events(order, children.refunds)) out.push_back(std::move(refund));
  if (standing == OrderStanding::kCancelled) out.push_back(event_of(web, "cancelled", OrderEventKind::kCancelled, web.modified_at));
  return out;
}

}  // namespace tillbridge::connectors::woocommerce
