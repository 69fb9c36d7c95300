#include "domain/order_document.hpp"

#include <algorithm>

#include "domain/document_money.hpp"
#include "domain/line_money.hpp"

namespace tillbridge::domain {
namespace {

constexpr const char* kCancelled = "cancelled";
constexpr const char* kShipped = "shipped";

/// Pieces that are cancelled, at most what has not shipped.
Decimal cancelled_pieces(const WebOrderLine& line, const EventSums& sums, bool rest_is_off) {
  const LineSums& of_line = sums.of(line.line_id);
  const Decimal unshipped = std::max(Decimal{}, line.quantity - of_line.shipped);
  return rest_is_off ? unshipped : std::min(unshipped, of_line.cancelled);
}

DocumentLine kept_line(const OrderLines& lines, const WebOrderLine& line, Decimal kept, int places) {
  DocumentLine out = lines.described(line.line_id);
  out.quantity = kept;
  const LineMoney money = money_of_pieces(line, kept, places);
  put_money(out, line.unit_price, money.net(), money.tax, places);
  return out;
}

bool nothing_left(const WebOrder& web, const EventSums& sums, bool rest_is_off) {
  return !web.lines.empty() &&
         std::all_of(web.lines.begin(), web.lines.end(), [&](const auto& line) { return cancelled_pieces(line, sums, rest_is_off) == line.quantity; });
}

/// Lines as a POS books them, whether the item was ours already when the document was made or not.
bool same_lines(const std::vector<DocumentLine>& a, const std::vector<DocumentLine>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto& left, const auto& right) {
    return left.line_id == right.line_id && left.sku == right.sku && left.name == right.name && left.options == right.options &&
           left.quantity == right.quantity && left.unit_price == right.unit_price && left.discount == right.discount && left.tax == right.tax &&
           left.total == right.total;
  });
}

}  // namespace

Document order_document(const Site& site, const Order& order, const OrderMoney& money, const OrderLines& lines, const EventSums& sums) {
  const WebOrder& web = order.web;
  const int places = currency_decimals(web.currency);
  const bool rest_is_off = rest_is_cancelled(web, sums);
  const bool cancelled = nothing_left(web, sums, rest_is_off);

  Document document = head_of(site, order);
  document.kind = DocumentKind::kOrder;
  document.event_id = web.web_order_id + "/placed";
  document.occurred_at = web.placed_at;
  if (cancelled) document.status = kCancelled;
  else if (document.status == kCancelled && !web.lines.empty()) document.status = kShipped;  // what is left of it has shipped
  document.shipping = web.shipping_charge;
  document.fees = web.fees;
  document.discounts = web.discounts;
  document.payments = web.payments;
  document.tax = web.shipping_tax + web.fee_tax;
  bool reduced = false;
  for (const auto& line : web.lines) {
    const Decimal kept = cancelled ? line.quantity : line.quantity - cancelled_pieces(line, sums, rest_is_off);
    reduced |= kept != line.quantity;
    if (kept.is_zero() && !line.quantity.is_zero()) continue;
    document.lines.push_back(kept_line(lines, line, kept, places));
    document.tax += document.lines.back().tax;
  }
  document.taxes = share_of_taxes(web, money.tax, document.tax);
  settle_sums(document, reduced ? (parts_of(document) + money.rounding).rounded(places) : web.total);
  return document;
}

bool books_the_same(const Document& a, const Document& b) {
  return same_lines(a.lines, b.lines) && a.shipping == b.shipping && a.fees == b.fees && a.tax == b.tax && a.total == b.total &&
         a.customer == b.customer && a.billing == b.billing && a.shipping_address == b.shipping_address &&
         (a.status == kCancelled) == (b.status == kCancelled);
}

}  // namespace tillbridge::domain
