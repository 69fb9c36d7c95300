#pragma once
#include <span>
#include <vector>

#include "connectors/bigcommerce/api.hpp"

namespace tillbridge::connectors::bigcommerce {

/// Sets pieces on hand at the site's location, absolutely, 2,000 in a call and one call after the other, as the platform wants it. A call refused as a whole
/// without a culprit is sorted out by reading which of its things the store counts at all, then halved. kGone for what the store has no more, kRejected
/// "stock_not_tracked" for what it does not count, "fractional_quantity" for broken pieces.
std::vector<Outcome> write_stock(Api& api, std::span<const StockWrite> writes, const Settings& settings);

/// Sets price and sale price, 50 variants or 10 products in a call; an absent sale is cleared. kRejected "price_not_kept" where the answer holds another
/// price than the one sent.
std::vector<Outcome> write_prices(Api& api, std::span<const PriceWrite> writes, const Settings& settings);

/// Takes products out of the public pages (is_visible) and variants out of sale (purchasing_disabled). kRejected "visibility_not_kept" as above.
std::vector<Outcome> write_visibility(Api& api, std::span<const VisibilityWrite> writes);

}  // namespace tillbridge::connectors::bigcommerce
