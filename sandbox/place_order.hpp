#pragma once
#include "sandbox/shop.hpp"

namespace tillbridge::sandbox {

/// Places an order as the page and the admin API do, the switch late_orders included.
Result<Order> place_order(Shop& shop, const Basket& basket);

}  // namespace tillbridge::sandbox
