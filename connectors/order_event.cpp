#include "connectors/order_event.hpp"

namespace tillbridge::connectors {

domain::OrderEvent event_of(const domain::WebOrder& order, const std::string& what, domain::OrderEventKind kind, base::Timestamp at) {
  domain::OrderEvent out;
  out.event_id = order.web_order_id + "/" + what;
  out.kind = kind;
  out.occurred_at = at;
  return out;
}

}  // namespace tillbridge::connectors
