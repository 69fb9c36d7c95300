#pragma once
#include "connectors/shopify/api.hpp"
#include "connectors/site_memory.hpp"

namespace tillbridge::connectors::shopify {

/// Writes one parcel, once. Looks at the order's fulfillments first: what was written for this parcel (parcel_ledger.hpp), else one of the same
/// tracking number and pieces, and writes only what is missing of it. Pieces of several locations become one fulfillment for each location.
/// Pieces that the shop shipped itself get the tracking number where it is missing, and nothing else.
/// Refusals: order_cancelled, order_refunded, too_many_pieces, fractional_quantity, fulfillment_held (on hold, scheduled, or given to a
/// fulfilment service), unreadable_order, and the platform's own words. kGone for an order that the shop does not have.
Outcome record_shipment(Api& api, const Settings& settings, SiteMemory& memory, const ShipmentWrite& write);

}  // namespace tillbridge::connectors::shopify
