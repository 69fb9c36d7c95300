#pragma once
#include <span>
#include <vector>

#include "connectors/shopify/api.hpp"

namespace tillbridge::connectors::shopify {

/// Takes items out of the shop's pages. A product whose every variant is in these writes gets the status DRAFT, or UNLISTED by a rule that only hides (found
/// by its own address and nowhere else); a variant whose sisters stay is taken off every sales channel, which needs the scope write_publications:
/// without it kRejected "variant_visibility". One outcome per write, in order.
std::vector<Outcome> write_visibility(Api& api, std::span<const VisibilityWrite> writes);

/// Takes one variant off the channels that it is on.
Outcome unpublish_variant(Api& api, const std::string& variant_id);

}  // namespace tillbridge::connectors::shopify
