#pragma once
#include <string>

#include "connectors/shopify/json.hpp"

namespace tillbridge::connectors::shopify {

/// What keeps an order from being read, "" = nothing: a key, time, currency, list or amount that is not there or is none. Looked at before an order is
/// taken, because the readers take what is no number as 0.
std::string order_problem(const Json& order);

}  // namespace tillbridge::connectors::shopify
