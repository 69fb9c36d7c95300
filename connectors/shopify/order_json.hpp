#pragma once
#include "connectors/shopify/json.hpp"
#include "domain/web_order.hpp"

namespace tillbridge::connectors::shopify {

/// The order as the shop shows it now, from the fields of order_documents.hpp with all their pages. Line money is net also where the shop's
/// prices hold tax; unit_price has four decimals and is rounded up, so that quantity × unit_price − discount is exactly the line's net money and the
/// discount is never negative. quantity counts what was ordered less what an edit took out; refunds do not lower it. So lines, shipping and fees with
/// their taxes add up to the total.
domain::WebOrder to_domain_order(const Json& order);

}  // namespace tillbridge::connectors::shopify
