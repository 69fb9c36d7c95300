#pragma once
#include <string>

#include "sandbox/shop.hpp"

namespace tillbridge::sandbox {

Response show_products(Shop& shop, const Request& request);
Response show_product(Shop& shop, const std::string& product_id);
/// Renames, describes, publishes: what the posted form holds.
Response change_product(Shop& shop, const Request& request, const std::string& product_id);

}  // namespace tillbridge::sandbox
