#pragma once
#include <optional>
#include <string>
#include <vector>

#include "connectors/connector.hpp"
#include "connectors/woocommerce/json.hpp"
#include "connectors/woocommerce/settings.hpp"

namespace tillbridge::connectors::woocommerce {

/// Bodies of what we create and update. Prices are texts with a point and the shop's decimals, because anything else is misread in silence.

/// regular_price, sale_price and the sale's dates; "" clears what is absent. A sale that rounding makes no cheaper is left out.
void put_price(Json& body, const domain::WebPrice& price, const Settings& settings);
/// manage_stock and stock_quantity: one without the other is ignored by the shop. A quantity with decimals goes as text.
void put_stock(Json& body, Decimal quantity);

Json simple_product_json(const PublishProduct& product, const Settings& settings);
/// A variable parent with all options of `product.items`; it has no price and no stock of its own.
Json variable_parent_json(const PublishProduct& product, const Settings& settings);
/// `attributes` are the parent's, for shops whose attribute is a store-wide one and wants its id.
Json variation_json(const PublishItem& item, const Json& attributes, bool hidden, const Settings& settings);

/// The parent's attributes with the options that `items` need added; nothing where it has them all. Existing ones stay as they are.
std::optional<Json> widened_attributes(const Json& attributes, const PublishProduct& product);

/// Digits with a correct check digit of length 8, 12, 13 or 14, else "": a GTIN that the shop would keep for good.
std::string valid_gtin(const std::string& barcode);
/// `weight` in the shop's unit as text; "" without weight or with a unit that we do not know.
std::string weight_text(const domain::Item& item, const std::string& shop_unit);

}  // namespace tillbridge::connectors::woocommerce
