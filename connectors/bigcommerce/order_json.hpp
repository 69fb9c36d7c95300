#pragma once
#include "connectors/bigcommerce/order_parts.hpp"
#include "domain/web_order.hpp"

namespace tillbridge::connectors::bigcommerce {

/// The order as the shop shows it now. A line's money is what is left of it after all discounts (discounted_total_inc_tax), its tax is that of the
/// order's tax rows, else the line's own; unit_price has four decimals and is rounded up, so that quantity × unit_price − discount is exactly
/// the line's net. Handling, gift wrapping and the shop's fees are fees. Where the shop's total is another than the sum (a clerk typed
/// one in), a fee "Adjustment" makes up the difference; gift certificates and store credit that lowered it are payments.
/// `nothing_left` = no piece is left to ship: an order in between (partially refunded, disputed) is closed with it.
domain::WebOrder to_domain_order(const Json& order, const OrderParts& parts, bool nothing_left);

}  // namespace tillbridge::connectors::bigcommerce
