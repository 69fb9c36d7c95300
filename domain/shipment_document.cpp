#include <algorithm>

#include "domain/transaction_documents.hpp"

namespace tillbridge::domain {
namespace {

Decimal carried_quantity(const Carried& carried, const std::string& line_id) {
  const auto found = carried.lines.find(line_id);
  return found == carried.lines.end() ? Decimal{} : found->second.quantity;
}

bool completes_order(const WebOrder& order, const Carried& before, const std::vector<EventLine>& moved) {
  bool was_complete = true;
  for (const auto& line : order.lines) {
    Decimal shipped = carried_quantity(before, line.line_id);
    was_complete &= shipped >= line.quantity;
    for (const auto& more : moved)
      if (more.line_id == line.line_id) shipped += more.quantity;
    if (shipped < line.quantity) return false;
  }
  return !was_complete || (!before.any && !moved.empty());
}

DocumentLine shipped_line(const TransactionSource& from, const EventLine& moved, int places) {
  const WebOrderLine* line = find_line(from.order.web, moved.line_id);
  if (line == nullptr) return line_of(moved.line_id, nullptr, moved.quantity, {}, {}, from.our_items);
  const auto found = from.shipped.lines.find(moved.line_id);
  const CarriedLine before = found == from.shipped.lines.end() ? CarriedLine{} : found->second;
  if (before.quantity >= line->quantity)  // more pieces than were ordered: nobody paid for them
    return line_of(moved.line_id, line, moved.quantity, {}, {}, from.our_items);
  if (before.quantity + moved.quantity >= line->quantity)
    return line_of(moved.line_id, line, moved.quantity, line_total(*line) - before.total, line->tax - before.tax, from.our_items);
  const Decimal discount = proportion(line->discount, moved.quantity, line->quantity).rounded(places);
  const Decimal tax = proportion(line->tax, moved.quantity, line->quantity).rounded(places);
  return line_of(moved.line_id, line, moved.quantity, moved.quantity * line->unit_price - discount, tax, from.our_items);
}

Payment payment_of(const WebOrder& order, Decimal amount) {
  if (order.payments.empty()) return {.method = "", .reference = "", .amount = amount};
  return {.method = order.payments.front().method, .reference = order.payments.front().reference, .amount = amount};
}

}  // namespace

Document shipment_document(const TransactionSource& from, const OrderEvent& event) {
  const WebOrder& web = from.order.web;
  const OrderMoney money = money_of(web);
  const int places = currency_decimals(web.currency);
  const auto moved = merged_lines(event);

  Document document = head_of(from.site, from.order);
  document.kind = DocumentKind::kTransaction;
  document.type = TransactionType::kShipment;
  document.event_id = event.event_id;
  document.occurred_at = event.occurred_at;
  document.shipment_id = event.shipment_id;
  document.carrier = event.carrier;
  document.service = event.service;
  document.tracking_number = event.tracking_number;
  document.tracking_url = event.tracking_url;

  if (!from.shipped.any) {
    document.shipping = web.shipping_charge;
    document.fees = web.fees;
    document.tax = web.shipping_tax + web.fee_tax;
  }
  for (const auto& line : moved) {
    if (line.quantity <= Decimal{}) continue;
    document.lines.push_back(shipped_line(from, line, places));
    document.tax += document.lines.back().tax;
  }
  document.taxes = share_of_taxes(web, money.tax, document.tax);
  // Rounded as a running sum: whichever parcel comes first, all of them together give the same figure.
  const Decimal so_far = from.shipped.parts + parts_of(document) + money.rounding;
  const Decimal all = completes_order(web, from.shipped, moved) ? web.total : so_far.rounded(places);
  settle_sums(document, all - from.shipped.total);
  document.payments = {payment_of(web, document.total)};
  return document;
}

}  // namespace tillbridge::domain
