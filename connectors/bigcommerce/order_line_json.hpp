#pragma once
#include "connectors/bigcommerce/order_parts.hpp"
#include "domain/web_order.hpp"

namespace tillbridge::connectors::bigcommerce {

/// The lines with pieces, by ascending id; line_id is the order product's id, which shipments and refunds name.
std::vector<domain::WebOrderLine> to_lines(const OrderParts& parts);

/// What the shopper pays for a line: discounts taken off, tax included.
base::Decimal line_gross(const Json& line);
/// The tax in it.
base::Decimal line_tax(const Json& line, const Json& taxes);

}  // namespace tillbridge::connectors::bigcommerce
