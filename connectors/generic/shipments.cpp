#include <algorithm>

#include "base/time_text.hpp"
#include "connectors/generic/connector.hpp"
#include "connectors/generic/order_mapping.hpp"

namespace tillbridge::connectors::generic {
namespace {

using domain::OrderEvent;
using domain::OrderEventKind;
using domain::Shipment;

std::vector<std::pair<std::string, base::Decimal>> sorted_lines(const auto& lines) {
  std::vector<std::pair<std::string, base::Decimal>> out;
  for (const auto& line : lines) out.emplace_back(line.line_id, line.quantity);
  std::sort(out.begin(), out.end());
  return out;
}

// Our id decides; a parcel without one is the same when the tracking number and the lines are.
bool is_same_parcel(const OrderEvent& event, const Shipment& shipment) {
  if (event.kind != OrderEventKind::kShipped) return false;
  if (!event.shipment_id.empty()) return event.shipment_id == shipment.shipment_id;
  if (shipment.tracking_number.empty() || event.tracking_number != shipment.tracking_number) return false;
  return shipment.lines.empty() || sorted_lines(event.lines) == sorted_lines(shipment.lines);
}

Json shipment_json(const Shipment& shipment) {
  Json json{{"shipment_id", shipment.shipment_id}, {"carrier", shipment.carrier}, {"service", shipment.service}, {"tracking_number", shipment.tracking_number}, {"tracking_url", shipment.tracking_url}};
  if (shipment.shipped_at) json["shipped_at"] = base::format_utc(*shipment.shipped_at);
  json["lines"] = Json::array();
  for (const auto& line : shipment.lines) json["lines"].push_back({{"line_id", line.line_id}, {"quantity", line.quantity.to_text()}});
  return json;
}

Outcome rejected(std::string code, std::string message) { return {.kind = OutcomeKind::kRejected, .code = std::move(code), .message = std::move(message)}; }

}  // namespace

Outcome GenericConnector::record_shipment(const ShipmentWrite& write) {
  const auto& shipment = write.shipment;
  if (shipment.shipment_id.empty()) return rejected("missing_shipment_id", "a shipment without an id cannot be written once only");
  Json json;
  auto outcome = one_order(shipment.web_order_id, json);
  // Nothing was written yet: an unreadable or lost look is tried again.
  if (outcome.kind == OutcomeKind::kUnknown) outcome.kind = OutcomeKind::kRetry;
  if (!outcome.ok()) return outcome;
  JsonReader reader;
  const auto collected = read_order(reader, json);
  if (!reader.problem().empty()) return {.kind = OutcomeKind::kRetry, .code = "unreadable", .message = api_.unreadable(reader.problem()).message};
  if (std::any_of(collected.events.begin(), collected.events.end(), [&](const OrderEvent& event) { return is_same_parcel(event, shipment); })) return {};
  if (collected.order.status == "cancelled" || collected.order.status == "refunded")
    return rejected("order_" + collected.order.status, "order " + collected.order.number + " is " + collected.order.status + " in the shop; nothing can be shipped");
  auto answer = api_.post(settings_.path("shipments", shipment.web_order_id), shipment_json(shipment));
  if (answer.object_missing()) answer.outcome.kind = OutcomeKind::kGone;
  return answer.outcome;
}

}  // namespace tillbridge::connectors::generic
