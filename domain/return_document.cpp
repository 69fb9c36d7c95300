#include "domain/transaction_documents.hpp"

namespace tillbridge::domain {
namespace {

struct MoneyBack { Decimal net, tax; };

MoneyBack money_back(ReturnedSoFar& so_far, const OrderEvent& event, const EventLine& moved) {
  if (names_no_money(event)) return {};
  MoneyBack money{moved.amount.value_or(Decimal{}), moved.tax.value_or(Decimal{})};
  if (moved.quantity <= Decimal{}) return money;
  if (!moved.amount) money.net = so_far.net_share(moved.line_id, moved.quantity);
  if (!moved.tax) money.tax = so_far.tax_share(moved.line_id, moved.quantity);
  return money;
}

DocumentLine returned_line(const TransactionSource& from, const EventLine& moved, Decimal quantity, MoneyBack money, bool shipped) {
  DocumentLine out = from.lines.described(moved.line_id);
  out.quantity = quantity;
  put_money(out, out.unit_price, money.net, money.tax, from.places);
  out.shipped = shipped;
  out.restock = shipped && moved.restock;  // what never left needs no way back to the shelf
  return out;
}

void add_pieces(Document& document, const TransactionSource& from, const EventLine& moved, MoneyBack money, Decimal never_left) {
  const Decimal came_back = moved.quantity - never_left;
  if (never_left.is_zero() || came_back.is_zero()) {
    document.lines.push_back(returned_line(from, moved, moved.quantity, money, never_left.is_zero()));
    return;
  }
  const WebOrderLine* line = from.lines.find(moved.line_id);
  const Decimal price = line == nullptr ? Decimal{} : line->unit_price;
  const MoneyBack first{first_part(money.net, never_left, moved.quantity, price, from.places),
                        first_part(money.tax, never_left, moved.quantity, {}, from.places)};
  document.lines.push_back(returned_line(from, moved, never_left, first, false));
  document.lines.push_back(returned_line(from, moved, came_back, {money.net - first.net, money.tax - first.tax}, true));
}

void add_lines(Document& document, const TransactionSource& from, ReturnedSoFar& so_far, const OrderEvent& event) {
  for (const auto& moved : merged_lines(event)) {
    const MoneyBack money = money_back(so_far, event, moved);
    document.tax += money.tax;
    if (moved.quantity > Decimal{})
      add_pieces(document, from, moved, money, so_far.never_left(moved.line_id, moved.quantity));
    else if (!money.net.is_zero())
      document.fees.push_back({kAdjustment, money.net});
  }
}

/// Cents that proportions leave over, as opposed to money that the shop gave or kept beside the lines.
bool is_rounding(Decimal difference, const Document& document, int places) {
  const auto coins = static_cast<std::int64_t>(document.lines.size() + 1);
  const Decimal most = Decimal::from_units(smallest_coin(places).units() * coins);
  return !document.lines.empty() && difference <= most && difference >= -most;
}

}  // namespace

Document return_document(const TransactionSource& from, ReturnedSoFar& so_far, const OrderEvent& event) {
  const WebOrder& web = from.order.web;
  Document document = head_of(from.site, from.order);
  document.kind = DocumentKind::kTransaction;
  document.type = TransactionType::kReturn;
  document.event_id = event.event_id;
  document.occurred_at = event.occurred_at;
  document.shipping = event.shipping_amount;
  document.tax = event.shipping_tax;
  add_lines(document, from, so_far, event);

  const Decimal unexplained = event.amount - parts_of(document);
  if (!unexplained.is_zero() && !is_rounding(unexplained, document, from.places)) document.fees.push_back({kAdjustment, unexplained});
  document.taxes = share_of_taxes(web, from.money.tax, document.tax);
  settle_sums(document, event.amount);

  const Payment first = web.payments.empty() ? Payment{} : web.payments.front();
  document.payments = {{.method = event.method.empty() ? first.method : event.method, .reference = event.reference, .amount = event.amount}};
  return document;
}

}  // namespace tillbridge::domain
