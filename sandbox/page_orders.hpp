#pragma once
#include <string>

#include "sandbox/shop.hpp"

namespace tillbridge::sandbox {

Response show_orders(Shop& shop);
Response show_order_page(Shop& shop, const std::string& order_id, const std::string& problem = {});
/// capture, ship, refund or cancel with the quantities of the posted form.
Response act_on_order_page(Shop& shop, const Request& request, const std::string& order_id, const std::string& act);
Response show_basket(Shop& shop, const std::string& problem = {});
Response post_basket(Shop& shop, const Request& request);

}  // namespace tillbridge::sandbox
