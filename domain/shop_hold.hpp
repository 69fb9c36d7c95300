#pragma once
#include <string>
#include <vector>

#include "domain/order.hpp"

namespace tillbridge::domain {

/// Pieces of one order line that the shop itself still holds back because they have not shipped.
struct ShopHold {
  ItemId item_id;                     ///< the line's SKU, whether it is an item of ours or not yet
  std::string line_id;
  Decimal quantity;                   ///< > 0
  bool operator==(const ShopHold&) const = default;
};

/// What the shop holds back for this order by the newest snapshot and all events known; sorted by (item, line).
std::vector<ShopHold> shop_holds(const WebOrder& order, const std::vector<OrderEvent>& events);

}  // namespace tillbridge::domain
