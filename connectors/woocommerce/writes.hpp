#pragma once
#include <span>
#include <vector>

#include "connectors/woocommerce/batch.hpp"
#include "connectors/woocommerce/settings.hpp"

namespace tillbridge::connectors::woocommerce {

/// Sets what the shop shows, absolutely, always together with manage_stock. kRejected "stock_not_managed" where the shop answers 200 and keeps its
/// own number (stock management switched off), "fractional_quantity" where it keeps whole pieces only.
std::vector<Outcome> write_stock(BatchSender& batches, std::span<const StockWrite> writes, int stock_decimals);

/// Sets regular and sale price; an absent sale is cleared. kRejected "price_not_kept" where the answer holds another price than the one sent.
std::vector<Outcome> write_prices(BatchSender& batches, std::span<const PriceWrite> writes, const Settings& settings);

/// Takes products out of the public pages: draft or hidden by the rule, variations private. kRejected "visibility_not_kept" as above.
std::vector<Outcome> write_visibility(BatchSender& batches, std::span<const VisibilityWrite> writes);

}  // namespace tillbridge::connectors::woocommerce
