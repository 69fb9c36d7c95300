#pragma once
#include <vector>

#include "connectors/shopify/json.hpp"
#include "domain/web_order.hpp"

namespace tillbridge::connectors::shopify {

/// The events of an order's refunds and closed returns. A refund that moved money has its lines with their net money and its shipping; one that moved
/// none tells of pieces of restockType RETURN alone (what it took out of the order is out of its lines, refund_money.hpp). Pieces of a closed return that no
/// refund held by then came back without money; a later refund of that return then carries its money alone.
std::vector<domain::OrderEvent> to_refund_events(const Json& order, const domain::WebOrder& web);

}  // namespace tillbridge::connectors::shopify
