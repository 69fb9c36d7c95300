#pragma once
#include "sandbox/shop.hpp"

namespace tillbridge::sandbox {

inline constexpr int kOrderPage = 50;       ///< orders per page unless asked otherwise
inline constexpr int kLargestOrderPage = 200;

/// The order half of the public API, one function per route.
Response list_orders(Shop& shop, const Request& request);
Response list_events(Shop& shop, const Request& request);
Response show_order(Shop& shop, const std::string& order_id);
Response ship_order(Shop& shop, const Request& request, const std::string& order_id);
Response track_order(Shop& shop, const Request& request, const std::string& order_id);

}  // namespace tillbridge::sandbox
