#pragma once
#include <optional>
#include <vector>

#include "connectors/bigcommerce/order_parts.hpp"
#include "domain/web_order.hpp"

namespace tillbridge::connectors::bigcommerce {

/// Money that the shop has taken for an order.
struct CapturedMoney {
  base::Decimal amount;
  std::optional<base::Timestamp> at;      ///< absent where no transaction tells
  std::vector<domain::Payment> payments;
};

/// Whether the order's money is taken, all of it: payment_status is the truth; an order without one (paid by hand) is judged by its status, and
/// cash on delivery only by its completion.
bool is_captured(const Json& order);

/// What was taken by which means, from the transactions purchase, capture and settled with status ok; from the order's total where there are none.
/// Nothing where the order is not captured.
std::optional<CapturedMoney> captured_money(const Json& order, const Json& transactions);

}  // namespace tillbridge::connectors::bigcommerce
