#pragma once
#include <string>
#include <vector>

#include "connectors/bigcommerce/order_parts.hpp"
#include "domain/web_order.hpp"

namespace tillbridge::connectors::bigcommerce {

/// One event per refund that moved money, oldest first: "17/refunded/31". Its amount is what the payments gave back, declined ones left out; a
/// refund of which every payment was declined is none. Product items are its lines; the refund's tax is shared out by what each item holds. Whether pieces came
/// back on the shelf is not told by the platform: they are taken as come back.
std::vector<domain::OrderEvent> to_refund_events(const Json& order, const OrderParts& parts);

/// Pieces of this order product that refunds took back up to `until`.
base::Decimal refunded_pieces(const OrderParts& parts, const std::string& line_id, base::Timestamp until);

}  // namespace tillbridge::connectors::bigcommerce
