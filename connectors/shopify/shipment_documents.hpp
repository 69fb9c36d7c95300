#pragma once
#include "connectors/shopify/api.hpp"

namespace tillbridge::connectors::shopify {

/// The fulfillment orders of an order with what is left in them: variables id, after.
Document fulfillment_orders_document();
/// Further lines of a fulfillment order: variables id, after.
Document fulfillment_order_lines_document();
/// Records a parcel: variable fulfillment.
Document create_document();
/// Gives a fulfillment tracking: variables id, tracking, notify.
Document tracking_document();

}  // namespace tillbridge::connectors::shopify
