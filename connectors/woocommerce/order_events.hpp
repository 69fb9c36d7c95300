#pragma once
#include <map>
#include <string>
#include <vector>

#include "connectors/woocommerce/order_json.hpp"

namespace tillbridge::connectors::woocommerce {

/// Everything that has happened to an order, from its snapshot and its refunds. Ids are made of the shop's own: "17/placed", "17/captured",
/// "17/shipped/<ShipmentId>" per parcel of ours, "17/shipped" for what the completion sent, "17/refunded/31", "17/cancelled".
/// `refunds` is the list of GET /orders/<id>/refunds.
std::vector<domain::OrderEvent> to_events(const Json& order, const Json& refunds, const domain::WebOrder& web, OrderStanding standing);

/// Pieces per line that left neither with `order`'s parcels of ours nor were refunded up to `until`.
std::map<std::string, base::Decimal> unshipped_pieces(const Json& order, const Json& refunds, base::Timestamp until);

}  // namespace tillbridge::connectors::woocommerce
