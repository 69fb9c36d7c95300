#pragma once
#include <string>
#include <vector>

#include "connectors/bigcommerce/api.hpp"

namespace tillbridge::connectors::bigcommerce {

/// Bodies of what we create and update. Money and weights are JSON numbers with the digits of the till.

/// price and sale_price of a product, where 0 is "no sale" because the platform takes no null there. A sale that rounding makes no cheaper is left out.
void put_product_price(Json& body, const domain::WebPrice& price, const Settings& settings);
/// The same of a variant, where null is "no sale".
void put_variant_price(Json& body, const domain::WebPrice& price, const Settings& settings);

/// A hidden product without variants, its stock counted by product.
Json simple_product_json(const PublishProduct& product, const std::string& name, const Settings& settings);
/// A hidden parent with `items` as variants and the options that they need, its stock counted by variant. The parent has no sale of its own: a variant
/// without one would inherit it.
Json matrix_json(const PublishProduct& product, const std::vector<const PublishItem*>& items, const std::string& name, const Settings& settings);
/// A variant without its option_values; `hidden` cannot be bought until the merchant allows it.
Json variant_json(const PublishItem& item, bool hidden, const Settings& settings);

/// "Cup (A-2)", within the platform's 250 characters: what a name becomes that the store has already.
std::string unique_name(const std::string& name, const std::string& sku);

}  // namespace tillbridge::connectors::bigcommerce
