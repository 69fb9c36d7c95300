#include "domain/first_connection.hpp"

#include <algorithm>

namespace tillbridge::domain {

bool is_from_before_connection(const Site& site, const CollectedOrder& collected) {
  const auto& web = collected.order;
  if (!site.orders_since || !web.closed || web.placed_at >= *site.orders_since) return false;
  return std::none_of(collected.events.begin(), collected.events.end(), [&](const OrderEvent& event) {
    return event.kind == OrderEventKind::kShipped && event.occurred_at >= *site.orders_since;
  });
}

}  // namespace tillbridge::domain
