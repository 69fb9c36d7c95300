#pragma once
#include "connectors/connector.hpp"

namespace tillbridge::connectors::shopify {

/// What we refuse before the shop is asked, per item of the product; empty = it can be tried. Codes: missing_value, bad_sku, duplicate_options,
/// too_many_options, bad_quantity.
std::vector<std::optional<Outcome>> refusals_of(const PublishProduct& product);

/// The shop has several things with this SKU.
Outcome sku_ambiguous(const std::string& sku, std::size_t count);
/// Our own product lost the SKU that it was made with.
Outcome sku_changed(const std::string& sku, const std::string& product_id);

}  // namespace tillbridge::connectors::shopify
