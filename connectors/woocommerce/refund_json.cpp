#include "connectors/woocommerce/refund_json.hpp"

#include <algorithm>
#include <map>
#include <optional>

namespace tillbridge::connectors::woocommerce {
namespace {

using base::Decimal;

Decimal positive(Decimal value) { return value.is_negative() ? -value : value; }

/// Pieces that the shop put back on the shelf, per order line; nothing where the shop keeps no count for that line.
std::map<std::string, std::optional<Decimal>> restocked_pieces(const Json& order) {
  std::map<std::string, std::optional<Decimal>> out;
  for (const Json& line : list_member(order, "line_items")) {
    const Json& restocked = meta_value(line, "_restock_refunded_items");
    const bool counted = !restocked.is_null() || !meta_value(line, "_reduced_stock").is_null();
    out[text_member(line, "id")] = counted ? std::optional(decimal_of(restocked)) : std::nullopt;
  }
  return out;
}

domain::OrderEvent to_event(const Json& order, const Json& refund) {
  domain::OrderEvent out;
  out.event_id = text_member(order, "id") + "/refunded/" + text_member(refund, "id");
  out.kind = domain::OrderEventKind::kRefunded;
  out.occurred_at = time_member(refund, "date_created_gmt").value_or(time_member(order, "date_modified_gmt").value_or(base::Timestamp{}));
  out.amount = positive(decimal_member(refund, "amount"));
  out.lines = refunded_lines(refund);
  for (const Json& line : list_member(refund, "shipping_lines")) {
    out.shipping_amount += positive(decimal_member(line, "total"));
    out.shipping_tax += positive(decimal_member(line, "total_tax"));
  }
  out.method = text_member(order, "payment_method");
  out.reference = text_member(order, "transaction_id");
  return out;
}

}  // namespace

std::vector<domain::EventLine> refunded_lines(const Json& refund) {
  std::vector<domain::EventLine> out;
  for (const Json& line : list_member(refund, "line_items")) {
    domain::EventLine back;
    back.line_id = text_of(meta_value(line, "_refunded_item_id"));
    back.quantity = positive(decimal_member(line, "quantity"));
    back.amount = positive(decimal_member(line, "total"));
    back.tax = positive(decimal_member(line, "total_tax"));
    if (!back.line_id.empty()) out.push_back(back);
  }
  return out;
}

std::vector<domain::OrderEvent> to_refund_events(const Json& order, const Json& refunds) {
  std::vector<domain::OrderEvent> out;
  for (const Json& refund : refunds) out.push_back(to_event(order, refund));
  std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.occurred_at < b.occurred_at; });
  auto restocked = restocked_pieces(order);
  for (auto& event : out)
    for (auto& line : event.lines) {
      auto& count = restocked[line.line_id];
      if (!count || line.quantity.is_zero()) continue;
      line.restock = *count >= line.quantity;
      if (line.restock) *count -= line.quantity;
    }
  return out;
}

}  // namespace tillbridge::connectors::woocommerce
