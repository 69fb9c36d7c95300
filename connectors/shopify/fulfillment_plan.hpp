#pragma once
#include <map>
#include <string>
#include <vector>

#include "connectors/shopify/json.hpp"

namespace tillbridge::connectors::shopify {

/// Pieces by order line (the bare number of its id).
using Pieces = std::map<std::string, base::Decimal>;

/// Which fulfillment orders a parcel is taken from. One fulfillment holds pieces of one location, so there is one entry per location.
struct FulfillmentPlan {
  std::vector<Json> by_location;      ///< each a lineItemsByFulfillmentOrder
  Pieces missing;                     ///< what no fulfillment order gives out now
  std::string held;                   ///< why pieces that are left are not given out ("ON_HOLD"), "" = nothing is held back
};

/// Takes `wanted` from the order's fulfillment orders: those that may be fulfilled, in the shop's sequence; a location that holds everything is taken before
/// one that holds a part.
FulfillmentPlan plan_fulfillments(const Json& fulfillment_orders, const Pieces& wanted);

/// Pieces that the fulfillment orders still hold, given out or not.
Pieces left_to_fulfill(const Json& fulfillment_orders);

}  // namespace tillbridge::connectors::shopify
