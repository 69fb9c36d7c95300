#pragma once
#include <map>
#include <string>
#include <vector>

#include "connectors/bigcommerce/order_parts.hpp"
#include "domain/web_order.hpp"

namespace tillbridge::connectors::bigcommerce {

/// Everything that has happened to an order, from its snapshot and its parts. Ids are made of the shop's own: "17/placed", "17/captured" (the shop takes the
/// whole payment or none), "17/shipped/5" per shipment, "17/shipped" for what a clerk's change of status sent without one, "17/refunded/31", "17/cancelled".
std::vector<domain::OrderEvent> to_events(const Json& order, const OrderParts& parts, const domain::WebOrder& web);

/// Pieces per line that left neither with shipments nor were refunded up to `until`.
std::map<std::string, base::Decimal> unshipped_pieces(const OrderParts& parts, base::Timestamp until = base::Timestamp::max());

}  // namespace tillbridge::connectors::bigcommerce
