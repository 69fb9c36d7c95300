#pragma once
#include <string>

#include "connectors/magento/api.hpp"

namespace tillbridge::connectors::magento {

/// One page of one stage of a pass (order_cursor.hpp): orders by their date of change, then those that an invoice, a shipment, a credit memo or a
/// payment transaction moved without moving the order. `since` counts for the empty cursor; `now` is the latest that a time may be believed.
Result<OrderPage> fetch_orders(Api& api, const Settings& settings, const domain::OrderCursor& cursor, base::Timestamp since, base::Timestamp now);

/// kNotFound where the shop has none, or has one whose payment is open and that does not count as placed by the site's rule.
Result<domain::CollectedOrder> fetch_order(Api& api, const Settings& settings, const std::string& web_order_id);

/// Ids are numbers in this shop; anything else would be refused as malformed.
bool is_order_id(const std::string& id);

}  // namespace tillbridge::connectors::magento
