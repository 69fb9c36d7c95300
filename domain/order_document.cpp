#include "domain/order_document.hpp"

#include <algorithm>

#include "domain/document_money.hpp"

namespace tillbridge::domain {
namespace {

constexpr const char* kCancelled = "cancelled";

Decimal cancelled_pieces(const WebOrderLine& line, const EventSums& sums) {
  const LineSums& of_line = sums.of(line.line_id);
  const Decimal unshipped = std::max(Decimal{}, line.quantity - of_line.shipped);
  return sums.rest_cancelled ? unshipped : std::min(unshipped, of_line.cancelled);
}

DocumentLine kept_line(const WebOrderLine& line, Decimal kept, int places, const std::vector<ItemId>& our_items) {
  if (kept == line.quantity) return line_of(line.line_id, &line, kept, line_total(line), line.tax, our_items);
  const Decimal discount = proportion(line.discount, kept, line.quantity).rounded(places);
  const Decimal tax = proportion(line.tax, kept, line.quantity).rounded(places);
  return line_of(line.line_id, &line, kept, kept * line.unit_price - discount, tax, our_items);
}

bool wholly_cancelled(const Order& order, const EventSums& sums) {
  return !order.web.lines.empty() && std::all_of(order.web.lines.begin(), order.web.lines.end(), [&](const auto& line) {
    return cancelled_pieces(line, sums) == line.quantity;
  });
}

}  // namespace

Document order_document(const Site& site, const Order& order, const EventSums& sums, const std::vector<ItemId>& our_items) {
  const WebOrder& web = order.web;
  const OrderMoney money = money_of(web);
  const int places = currency_decimals(web.currency);
  const bool cancelled = wholly_cancelled(order, sums);

  Document document = head_of(site, order);
  document.kind = DocumentKind::kOrder;
  document.event_id = web.web_order_id + "/placed";
  document.occurred_at = web.placed_at;
  if (cancelled) document.status = kCancelled;
  document.shipping = web.shipping_charge;
  document.fees = web.fees;
  document.discounts = web.discounts;
  document.payments = web.payments;
  document.tax = web.shipping_tax + web.fee_tax;
  bool reduced = false;
  for (const auto& line : web.lines) {
    const Decimal kept = cancelled ? line.quantity : line.quantity - cancelled_pieces(line, sums);
    reduced |= kept != line.quantity;
    if (kept.is_zero() && !line.quantity.is_zero()) continue;
    document.lines.push_back(kept_line(line, kept, places, our_items));
    document.tax += document.lines.back().tax;
  }
  document.taxes = share_of_taxes(web, money.tax, document.tax);
  settle_sums(document, reduced ? (parts_of(document) + money.rounding).rounded(places) : web.total);
  return document;
}

bool books_the_same(const Document& a, const Document& b) {
  return a.lines == b.lines && a.shipping == b.shipping && a.fees == b.fees && a.tax == b.tax && a.total == b.total &&
         a.customer == b.customer && a.billing == b.billing && a.shipping_address == b.shipping_address &&
         (a.status == kCancelled) == (b.status == kCancelled);
}

}  // namespace tillbridge::domain
