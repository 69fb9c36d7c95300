#include "sandbox/place_order.hpp"

namespace tillbridge::sandbox {

Result<Order> place_order(Shop& shop, const Basket& basket) {
  auto placed = shop.orders.place(basket);
  if (!placed) return placed;
  if (const auto late = shop.faults.use("late_orders")) {
    auto& stored = shop.orders.all().at(std::stoll(placed->order_id));
    stored.hidden_polls = late->polls;
    if (late->seconds > 0) stored.hidden_until = shop.clock.now() + std::chrono::seconds(late->seconds);
    shop.orders.save(stored);
  }
  return placed;
}

}  // namespace tillbridge::sandbox
