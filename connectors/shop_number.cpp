#include "connectors/connector.hpp"

namespace tillbridge::connectors {

Decimal shop_number(domain::StockBasis basis, Decimal quantity, Decimal held_by_shop) {
  return basis == domain::StockBasis::kPhysical ? quantity + held_by_shop : quantity;
}

}  // namespace tillbridge::connectors
