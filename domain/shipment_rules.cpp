#include "domain/shipment_rules.hpp"

#include <algorithm>

#include "domain/event_sums.hpp"

namespace tillbridge::domain {
namespace {

using base::Error;
using base::ErrorCode;

Error refuse(std::string word, std::string message) {
  return Error{.code = ErrorCode::kInvalidRequest, .message = std::move(message), .details = {}, .word = std::move(word), .field = "Lines"};
}

bool shown_by_shop(const Shipment& shipment, const std::vector<OrderEvent>& events) {
  return std::any_of(events.begin(), events.end(), [&](const OrderEvent& event) {
    if (event.kind != OrderEventKind::kShipped) return false;
    if (!event.shipment_id.empty()) return event.shipment_id == shipment.shipment_id;
    return !shipment.tracking_number.empty() && event.tracking_number == shipment.tracking_number;
  });
}

bool names(const ShipmentLine& asked, const LineLeft& line) {
  return asked.line_id.empty() ? asked.item_id == line.item_id : asked.line_id == line.line_id;
}

std::string name_of(const ShipmentLine& asked) { return asked.line_id.empty() ? "item " + asked.item_id : "line " + asked.line_id; }

void add(std::vector<ShipmentLine>& resolved, const LineLeft& line, Decimal quantity) {
  for (auto& known : resolved)
    if (known.line_id == line.line_id) {
      known.quantity += quantity;
      return;
    }
  resolved.push_back({line.line_id, line.item_id, quantity});
}

/// Takes the asked pieces out of `left`; nothing when they are there.
std::optional<Error> take(const ShipmentLine& asked, std::vector<LineLeft>& left, std::vector<ShipmentLine>& resolved) {
  if (asked.quantity <= Decimal{}) return refuse("bad_quantity", "the quantity of " + name_of(asked) + " must be above 0");
  bool known = false;
  Decimal available;
  for (const auto& line : left)
    if (names(asked, line)) {
      known = true;
      available += line.quantity;
    }
  if (!known) return refuse("unknown_line", "the order has no " + name_of(asked));
  if (available < asked.quantity)
    return refuse("too_many_pieces", asked.quantity.to_text() + " pieces of " + name_of(asked) + " are too many: " + available.to_text() + " are left to ship");
  Decimal wanted = asked.quantity;
  for (auto& line : left) {
    const Decimal taken = names(asked, line) ? std::min(wanted, line.quantity) : Decimal{};
    if (taken.is_zero()) continue;
    add(resolved, line, taken);
    line.quantity -= taken;
    wanted -= taken;
  }
  return std::nullopt;
}

}  // namespace

std::vector<LineLeft> lines_left(const Order& order, const std::vector<OrderEvent>& events, const std::vector<Shipment>& saved) {
  const EventSums sums = sum_events(events);
  std::vector<LineLeft> left;
  for (const auto& line : order.web.lines) {
    Decimal quantity = left_to_ship(order.web, line, sums);
    for (const auto& shipment : saved) {
      if (shown_by_shop(shipment, events)) continue;
      for (const auto& in_parcel : shipment.lines)
        if (in_parcel.line_id == line.line_id) quantity -= in_parcel.quantity;
    }
    left.push_back({line.line_id, line.sku, std::max(Decimal{}, quantity)});
  }
  return left;
}

base::Result<std::vector<ShipmentLine>> resolve_shipment_lines(const std::vector<ShipmentLine>& asked, std::vector<LineLeft> left) {
  std::vector<ShipmentLine> resolved;
  if (asked.empty())
    for (const auto& line : left)
      if (line.quantity > Decimal{}) add(resolved, line, line.quantity);
  for (const auto& line : asked)
    if (auto error = take(line, left, resolved)) return *error;
  if (resolved.empty()) return refuse("nothing_left", "nothing of the order is left to ship");
  return resolved;
}

bool is_cancelled(const Order& order, const std::vector<OrderEvent>& events) {
  if (order.web.status == "cancelled") return true;
  const EventSums sums = sum_events(events);
  return sums.rest_cancelled && !sums.shipped;
}

}  // namespace tillbridge::domain
