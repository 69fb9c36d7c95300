#include "domain/document_money.hpp"

#include <algorithm>

#include "domain/event_sums.hpp"

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

void Carried::add(const Document& transaction) {
  any = true;
  parts += parts_of(transaction);
  total += transaction.total;
  for (const auto& line : transaction.lines) {
    auto& carried = lines[line.line_id];
    carried.quantity += line.quantity;
    carried.total += line.total;
    carried.tax += line.tax;
    if (!line.shipped) carried.unshipped += line.quantity;
  }
}

DocumentLine line_of(const std::string& line_id, const WebOrderLine* line, Decimal quantity, Decimal total, Decimal tax,
                     const std::vector<ItemId>& our_items) {
  DocumentLine out;
  out.line_id = line_id;
  out.quantity = quantity;
  out.total = total;
  out.tax = tax;
  if (line != nullptr) {
    out.sku = line->sku;
    out.name = line->name;
    out.options = line->options;
    out.unit_price = line->unit_price;
    if (!line->sku.empty() && std::binary_search(our_items.begin(), our_items.end(), line->sku)) out.item_id = line->sku;
  }
  // Money beyond the line's own price (an edited order, a line that is gone from it) needs a price of its own.
  if (quantity * out.unit_price < total) out.unit_price = proportion(total, Decimal::from_integer(1), quantity);
  out.discount = quantity * out.unit_price - total;
  return out;
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
