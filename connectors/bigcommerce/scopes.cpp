#include "connectors/bigcommerce/scopes.hpp"

#include <array>

namespace tillbridge::connectors::bigcommerce {
namespace {

struct Right {
  std::string_view begins, holds;     ///< of the path
  std::string_view name, scope;
};

// The first that fits decides.
constexpr std::array kRights = {
    Right{"/v3/orders", "/transactions", "Order Transactions", "store_v2_transactions"},
    Right{"/v3/orders", "", "Orders", "store_v2_orders"},
    Right{"/v2/orders", "", "Orders", "store_v2_orders"},
    Right{"/v3/inventory/locations", "", "Store Locations", "store_locations"},
    Right{"/v3/inventory", "", "Store Inventory", "store_inventory"},
    Right{"/v3/catalog", "", "Products", "store_v2_products"},
    Right{"/v2/store", "", "Information & Settings", "store_v2_information"},
};

}  // namespace

std::string scope_for(std::string_view method, std::string_view path) {
  for (const auto& right : kRights) {
    if (!path.starts_with(right.begins) || path.find(right.holds) == std::string_view::npos) continue;
    const bool reads = method == "GET";
    return std::string(right.name) + (reads ? ": read-only or modify (" : ": modify (") + std::string(right.scope) + (reads ? "_read_only)" : ")");
  }
  return {};
}

}  // namespace tillbridge::connectors::bigcommerce
