#pragma once
#include <map>
#include <string>

#include "connectors/magento/api.hpp"

namespace tillbridge::connectors::magento {

/// Attribute code to option id: in what a variant differs from its sisters.
using OptionValues = std::map<std::string, std::string>;

/// {"product": …} of a draft: disabled, with its price; a variant is not visible by itself. Stock and sale follow in calls of their own.
Json simple_product_json(const PublishItem& item, const std::string& name, const Settings& settings);
Json variant_json(const PublishItem& item, const std::string& name, const OptionValues& values, const Settings& settings);
/// The configurable product above variants, disabled too.
Json parent_json(const PublishProduct& product, const Settings& settings);

/// The address of a product's page: name and SKU, so that two products of one name do not meet ("URL key already exists"). ASCII, ≤ 150 bytes, and
/// different for different SKUs.
std::string url_key(const std::string& name, const std::string& sku);
/// Gives the body another url_key that nobody can have: for the product whose first one was taken.
void make_url_key_unique(Json& body);
/// Whether the shop refuses a product for its address. It has no code for that, only words.
bool is_about_url_key(const Outcome& outcome);

}  // namespace tillbridge::connectors::magento
