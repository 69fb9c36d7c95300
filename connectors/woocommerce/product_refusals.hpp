#pragma once
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "connectors/connector.hpp"

namespace tillbridge::connectors::woocommerce {

/// Refusals that we make ourselves, in words for the operator.
Outcome rejected(const char* code, std::string message);
Outcome sku_collision(const std::string& sku, const std::string& other);
Outcome sku_in_trash(const std::string& sku);

/// Options as a set: the shop does not care for their order.
std::set<std::pair<std::string, std::string>> option_set(const std::vector<domain::NameValue>& options);

}  // namespace tillbridge::connectors::woocommerce
