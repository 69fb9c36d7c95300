#pragma once
#include "connectors/shopify/api.hpp"

namespace tillbridge::connectors::shopify {

/// Fetches what the first answer about an order left out: further pages of its lines and of the lines of its parcels and refunds, lists that were
/// full, and its returns where it has any. The order then holds everything ("returns" as a plain list). An error is one of the call that failed; a
/// refusal (kRejectedByPlatform) concerns this order alone. Makes no call for an order that came whole.
Result<void> complete_order(Api& api, Json& order);

}  // namespace tillbridge::connectors::shopify
