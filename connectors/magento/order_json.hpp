#pragma once
#include <string>

#include "connectors/magento/order_lines.hpp"
#include "domain/web_order.hpp"

namespace tillbridge::connectors::magento {

/// What an order's state means for us. Statuses are the merchant's words; the state is the shop's own.
enum class OrderStanding {
  kPending,    ///< pending_payment, payment_review: placed, stock is held back, nothing ships yet
  kHeld,       ///< holded: the merchant keeps it back
  kOpen,       ///< new, processing, and states of extensions that we do not know
  kComplete,
  kCancelled,
  kClosed,     ///< everything was given back
};

OrderStanding standing_of(const Json& order);
/// Ordered, and the shopper is still at the payment provider or never came back: most of these are cancelled by the shop after some hours.
bool is_unpaid(const Json& order);

/// The order as the shop shows it now, in the order's currency. Line money is net; unit_price has four decimals and is rounded up, so that
/// quantity × unit_price − discount is exactly the line's net and the discount is never negative. What store credit, gift cards and reward points
/// paid counts as paid, not as discount: the total is grand_total plus those. What the shop charges beside lines and shipping (fixed product taxes, gift
/// wrapping, extensions) are fees.
domain::WebOrder to_domain_order(const Json& order, const OrderLines& lines, OrderStanding standing);

/// Money that paid the order beside the payment method, by its name: "gift_card", "store_credit", "reward_points". Of an order or a credit memo.
std::vector<domain::NamedAmount> stored_value(const Json& document);

}  // namespace tillbridge::connectors::magento
