#pragma once
#include <vector>

#include "connectors/connector.hpp"
#include "connectors/shopify/json.hpp"
#include "connectors/shopify/settings.hpp"

namespace tillbridge::connectors::shopify {

/// price and compareAtPrice as texts. The platform shows one current price and strikes the other through: on sale the price is the sale price and the
/// compare-at price the regular one, else the compare-at price is null. A sale that rounding makes no cheaper is left out.
void put_price(Json& variant, const domain::WebPrice& price, const Settings& settings);

/// The input of productSet: a draft with these items as its variants, none of which the shop has.
Json product_input(const PublishProduct& product, const std::vector<std::size_t>& items, const std::string& location_id, const Settings& settings);

/// An entry of productVariantsBulkCreate.
Json added_variant(const PublishProduct& product, const PublishItem& item, const std::string& location_id, const Settings& settings);

/// What Shopify takes as a whole number of pieces; −1 where `quantity` is none or more than it keeps.
std::int64_t whole_pieces(Decimal quantity);

}  // namespace tillbridge::connectors::shopify
