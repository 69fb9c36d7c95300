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

bool is_shown(const std::vector<const OrderEvent*>& shown, const OrderEvent& event) { return std::find(shown.begin(), shown.end(), &event) != shown.end(); }

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

Decimal pieces_in(const auto& lines, const std::string& line_id) {
  Decimal sum;
  for (const auto& line : lines)
    if (line.line_id == line_id) sum += line.quantity;
  return sum;
}

std::vector<LineLeft> pieces_of_event(const Order& order, const OrderEvent& event) {
  std::vector<LineLeft> held;
  for (const auto& line : order.web.lines) held.push_back({line.line_id, line.sku, pieces_in(event.lines, line.line_id)});
  return held;
}

bool holds_all(const std::vector<ShipmentLine>& lines, const std::vector<LineLeft>& held) {
  return std::all_of(held.begin(), held.end(), [&](const auto& line) { return pieces_in(lines, line.line_id) == line.quantity; });
}

}  // namespace

std::vector<LineLeft> lines_left(const Order& order, const std::vector<OrderEvent>& events, const std::vector<SavedParcel>& saved) {
  const EventSums sums = sum_events(events);
  const auto shown = shown_parcels(saved, events);
  std::vector<LineLeft> left;
  for (const auto& line : order.web.lines) {
    Decimal quantity = left_to_ship(order.web, line, sums);
    for (std::size_t i = 0; i < saved.size(); ++i)
      if (shown[i] == nullptr && !saved[i].shipment.already_shipped) quantity -= pieces_in(saved[i].shipment.lines, line.line_id);
    left.push_back({line.line_id, line.sku, std::max(Decimal{}, quantity)});
  }
  return left;
}

std::vector<LineLeft> shipped_by_shop(const Order& order, const std::vector<OrderEvent>& events, const std::vector<SavedParcel>& saved) {
  const EventSums sums = sum_events(events);
  const auto shown = shown_parcels(saved, events);
  std::vector<LineLeft> shipped;
  for (const auto& line : order.web.lines) {
    Decimal all, ours;
    for (const auto& event : events)
      if (event.kind == OrderEventKind::kShipped) (is_shown(shown, event) ? ours : all) += pieces_in(event.lines, line.line_id);
    // A shop may know by its status alone that everything left the house.
    if (order.web.closed && order.web.status == "shipped") all = std::max(all, line.quantity - ours - sums.of(line.line_id).cancelled);
    for (std::size_t i = 0; i < saved.size(); ++i)
      // A written parcel that stands nowhere met pieces that were gone already.
      if (shown[i] == nullptr && (saved[i].shipment.already_shipped || saved[i].written)) all -= pieces_in(saved[i].shipment.lines, line.line_id);
    shipped.push_back({line.line_id, line.sku, std::max(Decimal{}, all)});
  }
  return shipped;
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

base::Result<ShipmentPieces> resolve_shipment(const Order& order, const std::vector<OrderEvent>& events, const std::vector<SavedParcel>& others,
                                              const std::vector<ShipmentLine>& asked, const std::string& tracking_number) {
  const auto shown = shown_parcels(others, events);
  for (const auto& event : events) {
    if (event.kind != OrderEventKind::kShipped || is_shown(shown, event) || asked.empty()) continue;
    if (tracking_number.empty() || event.tracking_number != tracking_number) continue;
    const auto held = pieces_of_event(order, event);
    if (const auto same = resolve_shipment_lines(asked, held); same && holds_all(*same, held)) return ShipmentPieces{*same, true};
  }
  auto left = resolve_shipment_lines(asked, lines_left(order, events, others));
  if (left) return ShipmentPieces{*std::move(left), false};
  const auto word = left.error().word;
  if (word != "too_many_pieces" && word != "nothing_left") return left.error();
  auto shipped = resolve_shipment_lines(asked, shipped_by_shop(order, events, others));
  if (shipped) return ShipmentPieces{*std::move(shipped), true};
  return left.error();
}

bool is_cancelled(const Order& order, const std::vector<OrderEvent>& events) {
  if (order.web.status == "cancelled") return true;
  const EventSums sums = sum_events(events);
  return sums.rest_cancelled && !sums.shipped;
}

}  // namespace tillbridge::domain
