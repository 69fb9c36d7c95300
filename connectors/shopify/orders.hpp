#pragma once
#include <string>

#include "connectors/shopify/api.hpp"
#include "connectors/site_memory.hpp"

namespace tillbridge::connectors::shopify {

/// One page of orders, by time of change. The first pass of a site brings the orders that are open before it brings what changed. Every refund,
/// payment, parcel, edit and cancellation moves the order's updatedAt, so no list but this one is polled. Where the calls for a page's orders are cut
/// short (the shop asks to wait, the network fails) the page ends behind the last whole order. Data of customers that the shop keeps from this app
/// is left out, and the order's note says so. Parcels that are noted as ours (parcel_ledger.hpp) carry their ShipmentId.
Result<OrderPage> fetch_orders(Api& api, const Settings& settings, SiteMemory& memory, const domain::OrderCursor& cursor, base::Timestamp since, base::Timestamp now);

/// One order by its number in the shop's addresses (not the "#1001" that people read).
Result<domain::CollectedOrder> fetch_order(Api& api, SiteMemory& memory, const std::string& web_order_id);

}  // namespace tillbridge::connectors::shopify
