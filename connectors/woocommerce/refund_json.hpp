#pragma once
#include <vector>

#include "connectors/woocommerce/json.hpp"
#include "domain/web_order.hpp"

namespace tillbridge::connectors::woocommerce {

/// The lines of one refund with positive quantity and money, by the id of the order line they take back.
std::vector<domain::EventLine> refunded_lines(const Json& refund);

/// One event per refund, oldest first. A refund of an amount alone has no lines. Whether pieces came back on the shelf is not told by the refund; the
/// order line counts them, so the oldest refunds of a line are taken for the restocked ones; a line without any count is taken as restocked.
std::vector<domain::OrderEvent> to_refund_events(const Json& order, const Json& refunds);

}  // namespace tillbridge::connectors::woocommerce
