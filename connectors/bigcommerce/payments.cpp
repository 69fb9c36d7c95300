#include "connectors/bigcommerce/payments.hpp"

#include <algorithm>
#include <cctype>
#include <set>

#include "connectors/bigcommerce/order_status.hpp"
#include "connectors/bigcommerce/rfc2822.hpp"

namespace tillbridge::connectors::bigcommerce {
namespace {

using http::decimal_member;
using http::member;
using http::text_member;

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

bool is_ok(const Json& transaction) {
  const std::string status = text_member(transaction, "status");
  return status.empty() || status == "ok";
}

bool takes_money(const Json& transaction) {
  const std::string event = text_member(transaction, "event");
  return is_ok(transaction) && (event == "purchase" || event == "capture");
}

/// A settlement is money of its own only where it does not settle a purchase or capture that is counted already.
std::vector<Json> money_taken(const Json& transactions) {
  std::vector<Json> out;
  std::set<std::string> counted;
  for (const Json& transaction : transactions) {
    if (!takes_money(transaction)) continue;
    counted.insert(text_member(transaction, "id"));
    out.push_back(transaction);
  }
  for (const Json& transaction : transactions) {
    if (!is_ok(transaction) || text_member(transaction, "event") != "settled") continue;
    const std::string settles = text_member(transaction, "reference_transaction_id");
    if (settles.empty() ? counted.empty() : !counted.contains(settles)) out.push_back(transaction);
  }
  return out;
}

domain::Payment to_payment(const Json& order, const Json& transaction) {
  domain::Payment out;
  const std::string gateway = text_member(transaction, "gateway"), paid_by_hand = text_member(member(transaction, "custom"), "payment_method");
  out.method = !paid_by_hand.empty() ? paid_by_hand : !gateway.empty() ? gateway : text_member(order, "payment_method");
  out.reference = text_member(transaction, "gateway_transaction_id");
  if (out.reference.empty()) out.reference = text_member(member(transaction, "gift_certificate"), "code");
  out.amount = decimal_member(transaction, "amount");
  return out;
}

}  // namespace

bool is_captured(const Json& order) {
  static const std::set<std::string> kTaken{"captured", "paid", "refunded", "partially refunded"};
  static const std::set<int> kPaidStatuses{status::kShipped, status::kPartiallyShipped, status::kRefunded, status::kAwaitingPickup, status::kAwaitingShipment,
                                           status::kCompleted, status::kAwaitingFulfillment, status::kDisputed, status::kPartiallyRefunded};
  const std::string told = lower(text_member(order, "payment_status"));
  if (!told.empty()) return kTaken.contains(told);
  const bool on_delivery = lower(text_member(order, "payment_method")).find("cash on delivery") != std::string::npos;
  return on_delivery ? status_of(order) == status::kCompleted : kPaidStatuses.contains(status_of(order));
}

std::optional<CapturedMoney> captured_money(const Json& order, const Json& transactions) {
  if (!is_captured(order)) return std::nullopt;
  CapturedMoney out;
  for (const Json& transaction : money_taken(transactions)) {
    out.payments.push_back(to_payment(order, transaction));
    out.amount += out.payments.back().amount;
    if (const auto at = parse_date(text_member(transaction, "date_created"))) out.at = std::max(out.at.value_or(*at), *at);
  }
  if (out.payments.empty()) {
    out.amount = decimal_member(order, "total_inc_tax");
    out.payments.push_back({text_member(order, "payment_method"), text_member(order, "payment_provider_id"), out.amount});
  }
  return out;
}

}  // namespace tillbridge::connectors::bigcommerce
