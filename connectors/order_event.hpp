#pragma once
#include <string>

#include "base/clock.hpp"
#include "domain/order.hpp"

namespace tillbridge::connectors {

/// An event of an order without lines and money yet. `what` names it among the order's events, by the shop's own ids where there are several
/// ("refunded/17"): together with the order's id it is the event's id, which must stay the same for ever.
domain::OrderEvent event_of(const domain::WebOrder& order, const std::string& what, domain::OrderEventKind kind, base::Timestamp at);

}  // namespace tillbridge::connectors
