#pragma once
#include <string>
#include <string_view>

namespace tillbridge::connectors::bigcommerce {

/// Which right of the API account a call needs, in the words of the control panel: "Products: modify (store_v2_products)". "" = one that we do not know.
/// Source: BigCommerce, API accounts and OAuth scopes.
std::string scope_for(std::string_view method, std::string_view path);

}  // namespace tillbridge::connectors::bigcommerce
