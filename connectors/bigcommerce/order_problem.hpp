#pragma once
#include <string>

#include "connectors/bigcommerce/order_parts.hpp"

namespace tillbridge::connectors::bigcommerce {

/// What keeps an order from being read, "" = nothing. Looked at before an order is taken, because the readers take what is no number as 0: right for
/// a field that the shop leaves out, wrong for money and pieces that an import has garbled.
std::string order_problem(const Json& order);
/// The same for the order's parts.
std::string parts_problem(const OrderParts& parts);

}  // namespace tillbridge::connectors::bigcommerce
