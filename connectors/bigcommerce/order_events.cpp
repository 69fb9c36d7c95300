#include "connectors/bigcommerce/order_events.hpp"

#include <algorithm>

#include "connectors/bigcommerce/order_status.hpp"
#include "connectors/bigcommerce/parcels.hpp"
#include "connectors/bigcommerce/payments.hpp"
#include "connectors/bigcommerce/refund_json.hpp"
#include "connectors/bigcommerce/rfc2822.hpp"
#include "connectors/order_event.hpp"

namespace tillbridge::connectors::bigcommerce {
namespace {

using base::Decimal;
using base::Timestamp;
using domain::OrderEvent;
using domain::OrderEventKind;
using http::text_member;

OrderEvent to_captured(const domain::WebOrder& web, const CapturedMoney& money) {
  OrderEvent out = event_of(web, "captured", OrderEventKind::kCaptured, money.at.value_or(web.placed_at));
  out.amount = money.amount;
  out.method = money.payments.front().method;
  out.reference = money.payments.front().reference;
  return out;
}

OrderEvent to_shipped(const domain::WebOrder& web, const Parcel& parcel) {
  OrderEvent out = event_of(web, "shipped/" + parcel.id, OrderEventKind::kShipped, parcel.created.value_or(web.modified_at));
  for (const auto& [line_id, quantity] : parcel.lines) out.lines.push_back({line_id, quantity, {}, {}, true});
  out.shipment_id = parcel.shipment_id;
  out.carrier = parcel.carrier;
  out.service = parcel.service;
  out.tracking_number = parcel.tracking_number;
  out.tracking_url = parcel.tracking_url;
  return out;
}

/// What a status without shipments says: the shop keeps the date when all was shipped, also over a refund that follows.
void add_completion(std::vector<OrderEvent>& out, const Json& order, const OrderParts& parts, const domain::WebOrder& web) {
  const auto shipped = parse_date(text_member(order, "date_shipped"));
  const int at_status = status_of(order);
  const bool survives = at_status == status::kRefunded || at_status == status::kPartiallyRefunded || at_status == status::kDisputed;
  if (standing_of(order) != OrderStanding::kShipped && !(shipped && survives)) return;
  const Timestamp at = shipped.value_or(web.modified_at);
  OrderEvent rest = event_of(web, "shipped", OrderEventKind::kShipped, at);
  for (const auto& [line_id, quantity] : unshipped_pieces(parts, at)) rest.lines.push_back({line_id, quantity, {}, {}, true});
  if (!rest.lines.empty()) out.push_back(std::move(rest));
}

}  // namespace

std::map<std::string, Decimal> unshipped_pieces(const OrderParts& parts, Timestamp until) {
  std::map<std::string, Decimal> left;
  for (const Json& line : parts.lines) {
    const std::string id = text_member(line, "id");
    left[id] += http::decimal_member(line, "quantity") - refunded_pieces(parts, id, until);
  }
  for (const auto& parcel : read_parcels(parts.shipments))
    for (const auto& [line_id, quantity] : parcel.lines) left[line_id] -= quantity;
  std::erase_if(left, [](const auto& entry) { return entry.second <= Decimal{}; });
  return left;
}

std::vector<OrderEvent> to_events(const Json& order, const OrderParts& parts, const domain::WebOrder& web) {
  std::vector<OrderEvent> out;
  out.push_back(event_of(web, "placed", OrderEventKind::kPlaced, web.placed_at));
  if (const auto money = captured_money(order, parts.transactions)) out.push_back(to_captured(web, *money));
  for (const auto& parcel : read_parcels(parts.shipments)) out.push_back(to_shipped(web, parcel));
  add_completion(out, order, parts, web);
  for (auto& refund : to_refund_events(order, parts)) out.push_back(std::move(refund));
  if (standing_of(order) == OrderStanding::kCancelled) out.push_back(event_of(web, "cancelled", OrderEventKind::kCancelled, web.modified_at));
  return out;
}

}  // namespace tillbridge::connectors::bigcommerce
