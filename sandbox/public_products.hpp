#pragma once
#include "sandbox/shop.hpp"

namespace tillbridge::sandbox {

/// How many entries one call may carry; GET /store says so.
inline constexpr std::size_t kLookupLimit = 500;
inline constexpr std::size_t kProductLimit = 100;
inline constexpr std::size_t kLevelLimit = 500;

/// The product half of the public API, one function per route.
Response look_up_products(Shop& shop, const Request& request);
Response create_products(Shop& shop, const Request& request);
Response add_variants(Shop& shop, const Request& request, const std::string& product_id);
Response write_stock(Shop& shop, const Request& request);
Response write_prices(Shop& shop, const Request& request);
Response write_visibility(Shop& shop, const Request& request);

}  // namespace tillbridge::sandbox
