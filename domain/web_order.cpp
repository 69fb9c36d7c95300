#include "domain/web_order.hpp"

namespace tillbridge::domain {

std::string to_word(OrderEventKind kind) {
  switch (kind) {
    case OrderEventKind::kPlaced: return "placed";
    case OrderEventKind::kCaptured: return "captured";
    case OrderEventKind::kShipped: return "shipped";
    case OrderEventKind::kRefunded: return "refunded";
    case OrderEventKind::kCancelled: return "cancelled";
    case OrderEventKind::kEdited: return "edited";
  }
  return "edited";
}

std::optional<OrderEventKind> order_event_kind_from(const std::string& word) {
  for (const auto kind : {OrderEventKind::kPlaced, OrderEventKind::kCaptured, OrderEventKind::kShipped, OrderEventKind::kRefunded,
                          OrderEventKind::kCancelled, OrderEventKind::kEdited})
    if (to_word(kind) == word) return kind;
  return std::nullopt;
}

}  // namespace tillbridge::domain
