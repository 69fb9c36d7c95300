#pragma once
#include <map>
#include <string>
#include <vector>

#include "connectors/woocommerce/order_json.hpp"
#include "domain/shipment.hpp"

namespace tillbridge::connectors::woocommerce {

/// What the shop answers about one order beside the order itself.
struct OrderChildren {
  Json refunds = Json::array();       ///< GET /orders/<id>/refunds
  Json fulfillments = Json::array();  ///< GET /orders/<id>/fulfillments, empty where the shop has none
};

/// Everything that has happened to an order, from its snapshot and its children. Ids are made of the shop's own: "17/placed", "17/captured",
/// "17/shipped/<ShipmentId>" per parcel of ours, "17/parcel/<key>" per parcel that a tool of the shop tells of with its pieces, "17/shipped"
/// for what the completion sent, "17/refunded/31", "17/cancelled".
std::vector<domain::OrderEvent> to_events(const Json& order, const OrderChildren& children, const domain::WebOrder& web, OrderStanding standing);

/// Pieces per line that left neither with parcels nor were refunded up to `until`.
std::map<std::string, base::Decimal> unshipped_pieces(const Json& order, const OrderChildren& children, base::Timestamp until);

/// Whether the shop shows this tracking number anywhere but in its notes.
bool shows_tracking(const Json& order, const OrderChildren& children, const std::string& tracking_number);

/// A parcel of exactly these pieces with this tracking number that a tool of the shop tells of.
bool told_parcel(const Json& order, const OrderChildren& children, const std::string& tracking_number, const std::vector<domain::ShipmentLine>& lines);

}  // namespace tillbridge::connectors::woocommerce
