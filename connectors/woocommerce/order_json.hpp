#pragma once
#include <string>
#include <vector>

#include "connectors/woocommerce/json.hpp"
#include "connectors/woocommerce/settings.hpp"
#include "domain/web_order.hpp"

namespace tillbridge::connectors::woocommerce {

/// What an order's status word means for us.
enum class OrderStanding {
  kNoOrder,    ///< an open cart, or never placed by this site's rule: not collected at all
  kPending,    ///< placed, payment open; collected only where the site says so
  kOpen,       ///< placed, to be shipped: on-hold, processing, and words of plugins that we do not know
  kCompleted,
  kCancelled,
  kFailed,     ///< payment failed; the shopper may still pay the same order
  kRefunded,
  kTrashed,
};

/// "completed", and the words of plugins that come after it.
bool is_shipped_status(const std::string& status, const Settings& settings);

/// A failed order counts as placed only where the shop took stock for it or the site places pending orders.
OrderStanding standing_of(const Json& order, const Settings& settings);

/// The order as the shop shows it now. Line money is net as WooCommerce keeps it; unit_price has four decimals and is rounded up, so that
/// quantity × unit_price − discount is exactly the line's total and the discount is never negative.
domain::WebOrder to_domain_order(const Json& order, OrderStanding standing);

/// Whether the customer's money was taken: paid statuses or a payment date; cash on delivery is paid with completion.
bool is_captured(const Json& order, OrderStanding standing);

}  // namespace tillbridge::connectors::woocommerce
