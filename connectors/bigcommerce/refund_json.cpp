#include "connectors/bigcommerce/refund_json.hpp"

#include <algorithm>
#include <map>

#include "connectors/bigcommerce/order_line_json.hpp"
#include "connectors/bigcommerce/rfc2822.hpp"

namespace tillbridge::connectors::bigcommerce {
namespace {

using base::Decimal;
using base::Timestamp;
using http::decimal_member;
using http::list_member;
using http::member;
using http::text_member;

bool is_declined(const Json& payment) { return http::flag_member(payment, "is_declined"); }

/// A refund whose money nobody got has not happened.
bool has_happened(const Json& refund) {
  const Json& payments = list_member(refund, "payments");
  return payments.empty() || !std::all_of(payments.begin(), payments.end(), is_declined);
}

Decimal money_back(const Json& refund) {
  const Json& payments = list_member(refund, "payments");
  if (payments.empty()) return decimal_member(refund, "total_amount");
  Decimal out;
  for (const Json& payment : payments)
    if (!is_declined(payment)) out += decimal_member(payment, "amount");
  return out;
}

/// Gross money of an item, and the part of it that was tax when the order was placed.
struct Share {
  Decimal gross, tax;
};

Share share_of(const Json& order, const OrderParts& parts, const Json& item) {
  const std::string type = text_member(item, "item_type"), id = text_member(item, "item_id");
  Share out{decimal_member(item, "requested_amount"), {}};
  if (type == "SHIPPING") {
    const Decimal gross = decimal_member(order, "shipping_cost_inc_tax"), tax = gross - decimal_member(order, "shipping_cost_ex_tax");
    if (out.gross.is_zero()) out.gross = gross;
    if (!gross.is_zero()) out.tax = proportion(out.gross, tax, gross);
    return out;
  }
  if (type != "PRODUCT") return out;
  for (const Json& line : parts.lines) {
    if (text_member(line, "id") != id) continue;
    const Decimal gross = line_gross(line), tax = line_tax(line, parts.taxes), quantity = decimal_member(line, "quantity");
    if (out.gross.is_zero() && !quantity.is_zero()) out.gross = proportion(gross, decimal_member(item, "quantity"), quantity).rounded(2);
    if (!gross.is_zero()) out.tax = proportion(out.gross, tax, gross);
  }
  return out;
}

/// Makes the shares' tax add up to what the refund itself says.
void settle_tax(std::vector<Share>& shares, const Json& refund) {
  const Json& told = member(refund, "total_tax");
  if (told.is_null()) return;
  Decimal sum, left = http::decimal_of(told);
  for (const auto& share : shares) sum += share.tax;
  if (sum.is_zero()) return;
  const Decimal total = left;
  Share* last = nullptr;
  for (auto& share : shares) {
    if (share.tax.is_zero()) continue;
    share.tax = proportion(total, share.tax, sum).rounded(2);
    left -= share.tax;
    last = &share;
  }
  if (last != nullptr) last->tax += left;
}

domain::OrderEvent to_event(const Json& order, const OrderParts& parts, const Json& refund) {
  domain::OrderEvent out;
  out.event_id = text_member(order, "id") + "/refunded/" + text_member(refund, "id");
  out.kind = domain::OrderEventKind::kRefunded;
  out.occurred_at = parse_date(text_member(refund, "created")).value_or(parse_date(text_member(order, "date_modified")).value_or(Timestamp{}));
  out.amount = money_back(refund);
  const Json& items = list_member(refund, "items");
  std::vector<Share> shares;
  for (const Json& item : items) shares.push_back(share_of(order, parts, item));
  settle_tax(shares, refund);
  for (std::size_t i = 0; i < shares.size(); ++i) {
    const std::string type = text_member(items[i], "item_type");
    if (type == "PRODUCT")
      out.lines.push_back({text_member(items[i], "item_id"), decimal_member(items[i], "quantity"), shares[i].gross - shares[i].tax, shares[i].tax, true});
    if (type == "SHIPPING") {
      out.shipping_amount += shares[i].gross - shares[i].tax;
      out.shipping_tax += shares[i].tax;
    }
  }
  const Json& payments = list_member(refund, "payments");
  for (const Json& payment : payments) {
    if (is_declined(payment)) continue;
    out.method = text_member(payment, "provider_id");
    out.reference = text_member(payment, "transaction_id");
    break;
  }
  return out;
}

}  // namespace

std::vector<domain::OrderEvent> to_refund_events(const Json& order, const OrderParts& parts) {
  std::vector<domain::OrderEvent> out;
  for (const Json& refund : parts.refunds)
    if (has_happened(refund)) out.push_back(to_event(order, parts, refund));
  std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.occurred_at < b.occurred_at; });
  return out;
}

Decimal refunded_pieces(const OrderParts& parts, const std::string& line_id, Timestamp until) {
  Decimal out;
  for (const Json& refund : parts.refunds) {
    if (!has_happened(refund) || parse_date(text_member(refund, "created")).value_or(until) > until) continue;
    for (const Json& item : list_member(refund, "items"))
      if (text_member(item, "item_type") == "PRODUCT" && text_member(item, "item_id") == line_id) out += decimal_member(item, "quantity");
  }
  return out;
}

}  // namespace tillbridge::connectors::bigcommerce
