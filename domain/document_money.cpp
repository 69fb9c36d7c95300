#include "domain/document_money.hpp"

#include "domain/line_money.hpp"

namespace tillbridge::domain {
namespace {

Decimal sum(const std::vector<NamedAmount>& amounts) {
  Decimal total;
  for (const auto& amount : amounts) total += amount.amount;
  return total;
}

}  // namespace

Decimal line_total(const WebOrderLine& line) { return line.quantity * line.unit_price - line.discount; }

OrderMoney money_of(const WebOrder& order) {
  OrderMoney money;
  money.fees = sum(order.fees);
  money.tax = order.shipping_tax + order.fee_tax;
  for (const auto& line : order.lines) {
    money.lines += line_total(line);
    money.tax += line.tax;
  }
  money.rounding = order.total - (money.lines + order.shipping_charge + money.fees + money.tax);
  return money;
}

Decimal parts_of(const Document& document) {
  Decimal parts = document.shipping + sum(document.fees) + document.tax;
  for (const auto& line : document.lines) parts += line.total;
  return parts;
}

void settle_sums(Document& document, Decimal total) {
  document.discount = Decimal{};
  for (const auto& line : document.lines) document.discount += line.discount;
  document.total = total;
  document.rounding = total - parts_of(document);
}

std::vector<NamedAmount> share_of_taxes(const WebOrder& order, Decimal order_tax, Decimal document_tax) {
  if (document_tax == order_tax) return order.taxes;
  if (order_tax.is_zero() || document_tax.is_zero()) return {};
  const int places = currency_decimals(order.currency);
  const bool complete = sum(order.taxes) == order_tax;
  std::vector<NamedAmount> shares;
  Decimal given;
  for (std::size_t i = 0; i < order.taxes.size(); ++i) {
    const bool last = i + 1 == order.taxes.size();
    const Decimal share = complete && last ? document_tax - given : proportion(order.taxes[i].amount, document_tax, order_tax).rounded(places);
    shares.push_back({order.taxes[i].name, share});
    given += share;
  }
  return shares;
}

Document head_of(const Site& site, const Order& order) {
  const WebOrder& web = order.web;
  Document head;
  head.site_id = site.id;
  head.order_id = order.id;
  head.site_name = site.name;
  head.pos_store = site.pos_store;
  head.web_order_id = web.web_order_id;
  head.web_order_number = web.number;
  head.placed_at = web.placed_at;
  head.status = web.status;
  head.currency = web.currency;
  head.customer = web.customer;
  head.billing = web.billing;
  head.shipping_address = web.shipping;
  head.note = web.note;
  return head;
}

}  // namespace tillbridge::domain
