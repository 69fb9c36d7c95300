#include "domain/event_sums.hpp"

#include <algorithm>
#include <array>
#include <string_view>

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

EventSums sum_events(const std::vector<OrderEvent>& events) {
  EventSums sums;
  for (const auto& event : in_order(events)) {
    sums.captured |= event.kind == OrderEventKind::kCaptured;
    sums.shipped |= event.kind == OrderEventKind::kShipped;
    sums.rest_cancelled |= event.kind == OrderEventKind::kCancelled && event.lines.empty();
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
  for (const auto& line : event.lines) {
    const auto same = std::find_if(merged.begin(), merged.end(), [&](const auto& m) { return m.line_id == line.line_id && m.restock == line.restock; });
    if (same == merged.end()) {
      merged.push_back(line);
      continue;
    }
    same->quantity += line.quantity;
    add_optional(same->amount, line.amount);
    add_optional(same->tax, line.tax);
  }
  return merged;
}

Decimal never_shipping(const WebOrderLine& line, const LineSums& sums, bool rest_is_off) {
  const Decimal unshipped = std::max(Decimal{}, line.quantity - sums.shipped);
  return rest_is_off ? unshipped : std::min(unshipped, sums.cancelled + sums.refunded);
}

Decimal left_to_ship(const WebOrder& order, const WebOrderLine& line, const EventSums& sums) {
  const LineSums& of_line = sums.of(line.line_id);
  const Decimal off = never_shipping(line, of_line, sums.rest_cancelled || order.closed);
  return std::max(Decimal{}, line.quantity - of_line.shipped - off);
}

int currency_decimals(const std::string& currency) {
  static constexpr std::array<std::string_view, 16> kNone = {"BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW",
                                                             "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF"};
  static constexpr std::array<std::string_view, 7> kThree = {"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"};
  if (std::find(kNone.begin(), kNone.end(), currency) != kNone.end() || currency == "XPF") return 0;
  if (std::find(kThree.begin(), kThree.end(), currency) != kThree.end()) return 3;
  return 2;
}

const WebOrderLine* find_line(const WebOrder& order, const std::string& line_id) {
  const auto found = std::find_if(order.lines.begin(), order.lines.end(), [&](const auto& line) { return line.line_id == line_id; });
  return found == order.lines.end() ? nullptr : &*found;
}

}  // namespace tillbridge::domain
