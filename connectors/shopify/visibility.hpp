#pragma once
#include <span>
#include <vector>

#include "connectors/shopify/api.hpp"

namespace tillbridge::connectors::shopify {

/// Takes products out of the shop's pages: DRAFT, or UNLISTED for a rule that only hides (found by its own address and nowhere else). The platform shows
/// whole products: one that has sisters in the shop that are not in these writes is kRejected "variant_visibility". One outcome per write, in order.
std::vector<Outcome> write_visibility(Api& api, std::span<const VisibilityWrite> writes);

}  // namespace tillbridge::connectors::shopify
