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

/// The parcel id of an event of this order, see order_mapping.
std::string parcel_id_of(const OrderEvent& event) { return event.event_id.substr(event.event_id.rfind('/') + 1); }

/// The shop's own parcel without a tracking number that this one stands for: of the same pieces first, else any.
const OrderEvent* untracked_parcel(const domain::CollectedOrder& collected, const Shipment& shipment) {
  const OrderEvent* any = nullptr;
  for (const auto& event : collected.events) {
    if (event.kind != OrderEventKind::kShipped || !event.shipment_id.empty() || !event.tracking_number.empty()) continue;
    if (sorted_lines(event.lines) == sorted_lines(shipment.lines)) return &event;
    if (any == nullptr) any = &event;
  }
  return any;
}

bool shows_tracking(const domain::CollectedOrder& collected, const Shipment& shipment) {
  return std::any_of(collected.events.begin(), collected.events.end(),
                     [&](const OrderEvent& event) { return event.kind == OrderEventKind::kShipped && event.tracking_number == shipment.tracking_number; });
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
  if (shipment.already_shipped || collected.order.status == "shipped") return add_tracking(collected, shipment);
  auto answer = api_.post(settings_.path("shipments", shipment.web_order_id), shipment_json(shipment));
  if (answer.object_missing()) answer.outcome.kind = OutcomeKind::kGone;
  return answer.outcome;
}

// The shop shipped the pieces itself: what it does not know yet is the tracking number.
Outcome GenericConnector::add_tracking(const domain::CollectedOrder& collected, const domain::Shipment& shipment) {
  if (shipment.tracking_number.empty() || shows_tracking(collected, shipment)) return {};
  const auto* parcel = untracked_parcel(collected, shipment);
  if (parcel == nullptr)
    return rejected("tracking_not_kept", "order " + collected.order.number + " was shipped in the shop, and no parcel there is without a tracking number; give the shop " +
                                             shipment.tracking_number + " by hand if it is missing");
  const auto path = settings_.path("tracking", shipment.web_order_id);
  if (path.empty())
    return rejected("tracking_not_kept", "order " + collected.order.number + " was shipped in the shop, and this shop takes no tracking number afterwards; give it " +
                                             shipment.tracking_number + " by hand if it is missing");
  auto answer = api_.post(path, {{"parcel_id", parcel_id_of(*parcel)}, {"shipment_id", shipment.shipment_id}, {"carrier", shipment.carrier}, {"service", shipment.service},
                                 {"tracking_number", shipment.tracking_number}, {"tracking_url", shipment.tracking_url}});
  if (answer.object_missing()) answer.outcome.kind = OutcomeKind::kGone;
  return answer.outcome;
}

}  // namespace tillbridge::connectors::generic
