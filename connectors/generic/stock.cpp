#include "connectors/generic/connector.hpp"
#include "connectors/generic/level_write.hpp"

namespace tillbridge::connectors::generic {

std::vector<Outcome> GenericConnector::set_stock(std::span<const StockWrite> writes) {
  return write_levels(api_, settings_.path("stock"), writes, [this](const StockWrite& write) {
    auto entry = to_json(write.remote);
    entry["quantity"] = shop_number(settings_.capabilities.stock_basis, write.quantity, write.held_by_shop).to_text();
    return entry;
  });
}

}  // namespace tillbridge::connectors::generic
