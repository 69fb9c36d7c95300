#pragma once
#include <span>
#include <vector>

#include "connectors/shopify/location.hpp"

namespace tillbridge::connectors::shopify {

/// Sets what shoppers can buy at the site's location, by compare-and-set: levels are read first, each row says from which it changes, and a row whose
/// level moved meanwhile is read and sent again, three times at most (then kRetry "stock_moved"). An item that the location does not stock yet is
/// activated there. What the shop holds already is not sent. One outcome per write, in order.
///
/// kRejected "not_tracked" where the shop counts no stock of the item, "bad_quantity" for broken pieces and more than the platform keeps.
std::vector<Outcome> write_stock(Api& api, StockLocation& location, std::span<const StockWrite> writes);

}  // namespace tillbridge::connectors::shopify
