#include "domain/event_sums.hpp"

#include <algorithm>
#include <string_view>
#include <tuple>
#include <unordered_set>

namespace tillbridge::domain {
namespace {

bool earlier(const OrderEvent& a, const OrderEvent& b) {
  return std::tie(a.occurred_at, a.event_id) < std::tie(b.occurred_at, b.event_id);
}

void add_optional(std::optional<Decimal>& to, const std::optional<Decimal>& more) {
  if (more) to = to.value_or(Decimal{}) + *more;
}

}  // namespace

const LineSums& EventSums::of(const std::string& line_id) const {
  static const LineSums kNone;
  const auto found = lines.find(line_id);
  return found == lines.end() ? kNone : found->second;
}

std::vector<OrderEvent> in_order(std::vector<OrderEvent> events) {
  std::sort(events.begin(), events.end(), [](const auto& a, const auto& b) { return a.event_id < b.event_id; });
  events.erase(std::unique(events.begin(), events.end(), [](const auto& a, const auto& b) { return a.event_id == b.event_id; }), events.end());
  std::sort(events.begin(), events.end(), earlier);
  return events;
}

std::vector<const OrderEvent*> by_time(const std::vector<OrderEvent>& events) {
  std::unordered_set<std::string_view> seen;
  std::vector<const OrderEvent*> sorted;
  for (const auto& event : events)
    if (seen.insert(event.event_id).second) sorted.push_back(&event);
  std::sort(sorted.begin(), sorted.end(), [](const OrderEvent* a, const OrderEvent* b) {
    const bool a_returns = a->kind == OrderEventKind::kRefunded, b_returns = b->kind == OrderEventKind::kRefunded;
    return std::tie(a->occurred_at, a_returns, a->event_id) < std::tie(b->occurred_at, b_returns, b->event_id);
  });
  return sorted;
}

EventSums sum_events(const std::vector<OrderEvent>& events) {
  EventSums sums;
  std::unordered_set<std::string_view> seen;
  for (const auto& event : events) {
    if (!seen.insert(event.event_id).second) continue;
    sums.captured |= event.kind == OrderEventKind::kCaptured;
    sums.shipped |= event.kind == OrderEventKind::kShipped;
    if (event.kind == OrderEventKind::kCancelled && event.lines.empty()) {
      sums.rest_cancelled = true;
      sums.rest_cancelled_at = std::max(sums.rest_cancelled_at, event.occurred_at);
    }
    for (const auto& line : event.lines) {
      auto& of_line = sums.lines[line.line_id];
      if (event.kind == OrderEventKind::kShipped) of_line.shipped += line.quantity;
      if (event.kind == OrderEventKind::kCancelled) of_line.cancelled += line.quantity;
      if (event.kind == OrderEventKind::kRefunded) of_line.refunded += line.quantity;
    }
  }
  return sums;
}

std::vector<EventLine> merged_lines(const OrderEvent& event) {
  std::vector<EventLine> merged;
  std::map<std::pair<std::string_view, bool>, std::size_t> places;
  for (const auto& line : event.lines) {
    const auto [place, fresh] = places.try_emplace({line.line_id, line.restock}, merged.size());
    if (fresh) {
      merged.push_back(line);
      continue;
    }
    auto& same = merged[place->second];
    same.quantity += line.quantity;
    add_optional(same.amount, line.amount);
    add_optional(same.tax, line.tax);
  }
  return merged;
}

Decimal never_shipping(const WebOrderLine& line, const LineSums& sums, bool rest_is_off) {
  const Decimal unshipped = std::max(Decimal{}, line.quantity - sums.shipped);
  return rest_is_off ? unshipped : std::min(unshipped, sums.cancelled + sums.refunded);
}

bool rest_is_cancelled(const WebOrder& order, const EventSums& sums) {
  if (order.status == "cancelled") return true;
  const bool reopened = !order.closed && order.modified_at > sums.rest_cancelled_at;
  return sums.rest_cancelled && !reopened;
}

Decimal left_to_ship(const WebOrder& order, const WebOrderLine& line, const EventSums& sums) {
  const LineSums& of_line = sums.of(line.line_id);
  const Decimal off = never_shipping(line, of_line, order.closed || rest_is_cancelled(order, sums));
  return std::max(Decimal{}, line.quantity - of_line.shipped - off);
}

const WebOrderLine* find_line(const WebOrder& order, const std::string& line_id) {
  const auto found = std::find_if(order.lines.begin(), order.lines.end(), [&](const auto& line) { return line.line_id == line_id; });
  return found == order.lines.end() ? nullptr : &*found;
}

}  // namespace tillbridge::domain
