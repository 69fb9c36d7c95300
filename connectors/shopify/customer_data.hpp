#pragma once
#include <string>

#include "connectors/shopify/api.hpp"

namespace tillbridge::connectors::shopify {

/// What `site test` says about data of customers: which fields the shop keeps from this app and where to ask for them; "" where the newest order has
/// them all, or there is none to look at.
Result<std::string> customer_data_note(Api& api);

}  // namespace tillbridge::connectors::shopify
