#pragma once
#include <string>
#include <vector>

#include "domain/account.hpp"
#include "domain/order.hpp"
#include "domain/site.hpp"

namespace tillbridge::tests {

/// "12.5" as an exact decimal; throws on anything else.
base::Decimal decimal(const std::string& text);

/// An account 1 "store-1" in EUR that pulls all kinds, and its site 1 "shop" that offers orders when placed.
domain::Account an_account();
domain::Site a_site();

domain::WebOrderLine a_line(const std::string& line_id, const std::string& sku, const std::string& quantity, const std::string& unit_price);
/// Order 1001 of a known customer, open, with these lines; the total is the sum of its parts.
domain::Order an_order(std::vector<domain::WebOrderLine> lines);
/// Sets web.total to the sum of the parts.
void sum_up(domain::WebOrder& order);

domain::OrderEvent an_event(domain::OrderEventKind kind, const std::string& event_id, const std::string& utc,
                            std::vector<domain::EventLine> lines = {});
domain::EventLine pieces(const std::string& line_id, const std::string& quantity);

}  // namespace tillbridge::tests
