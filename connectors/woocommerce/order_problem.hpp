#pragma once
#include <string>

#include "connectors/woocommerce/json.hpp"

namespace tillbridge::connectors::woocommerce {

/// What keeps an order from being read, "" = nothing. Looked at before an order is taken, because the readers take what is no number as 0:
/// right for a field that a shop leaves out, wrong for money and pieces that a plugin has garbled.
std::string order_problem(const Json& order);
/// The same for an entry of GET /orders/<id>/refunds.
std::string refund_problem(const Json& refund);

}  // namespace tillbridge::connectors::woocommerce
