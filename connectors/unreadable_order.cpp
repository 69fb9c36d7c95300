#include "connectors/connector.hpp"

namespace tillbridge::connectors {

std::string words_of(const UnreadableOrder& order) {
  const bool named = !order.number.empty() && order.number != order.web_order_id;
  return (named ? "number " + order.number + ": " : "") + order.reason;
}

base::Error to_error(const UnreadableOrder& order) {
  return {.code = base::ErrorCode::kRejectedByPlatform,
          .message = "order " + order.web_order_id + " cannot be read: " + words_of(order),
          .details = words_of(order),
          .word = kUnreadableOrder};
}

}  // namespace tillbridge::connectors
