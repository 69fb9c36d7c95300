#include "domain/shop_hold.hpp"

#include <algorithm>
#include <tuple>

#include "domain/event_sums.hpp"

namespace tillbridge::domain {

std::vector<ShopHold> shop_holds(const WebOrder& order, const std::vector<OrderEvent>& events) {
  const EventSums sums = sum_events(events);
  std::vector<ShopHold> holds;
  for (const auto& line : order.lines) {
    const Decimal left = line.sku.empty() ? Decimal{} : left_to_ship(order, line, sums);
    if (!left.is_zero()) holds.push_back({line.sku, line.line_id, left});
  }
  std::sort(holds.begin(), holds.end(), [](const auto& a, const auto& b) { return std::tie(a.item_id, a.line_id) < std::tie(b.item_id, b.line_id); });
  return holds;
}

}  // namespace tillbridge::domain
