#pragma once
#include <string>
#include <vector>

#include "domain/order.hpp"
#include "persistence/soci/rows.hpp"

namespace tillbridge::persistence::soci {

/// "SELECT … FROM web_order WHERE account_id = ?", its rows read by orders_of().
extern const std::string kSelectOrders;
std::vector<domain::Order> orders_of(Rows rows);

}  // namespace tillbridge::persistence::soci
