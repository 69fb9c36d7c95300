#include "connectors/bigcommerce/order_status.hpp"

namespace tillbridge::connectors::bigcommerce {

int status_of(const Json& order) {
  const Json& id = http::member(order, "status_id");
  return id.is_number_integer() && id >= 0 && id < 1'000 ? id.get<int>() : status::kUnknown;
}

OrderStanding standing_of(const Json& order) {
  switch (status_of(order)) {
    case status::kIncomplete: return OrderStanding::kNoOrder;
    case status::kPending:
    case status::kAwaitingPayment: return OrderStanding::kPending;
    case status::kShipped:
    case status::kCompleted: return OrderStanding::kShipped;
    case status::kCancelled:
    case status::kDeclined: return OrderStanding::kCancelled;
    case status::kRefunded: return OrderStanding::kRefunded;
    default: return OrderStanding::kOpen;
  }
}

bool is_archived(const Json& order) { return http::member(order, "is_deleted") == Json(true); }

std::string status_words(const Json& order) {
  const std::string words = http::text_member(order, "status");
  return words.empty() ? "of status " + std::to_string(status_of(order)) : words;
}

}  // namespace tillbridge::connectors::bigcommerce
