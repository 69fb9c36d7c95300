#include "domain/transaction_documents.hpp"

namespace tillbridge::domain {
namespace {

DocumentLine shipped_line(const TransactionSource& from, const EventLine& moved, const LineMoney& cost) {
  DocumentLine out = from.lines.described(moved.line_id);
  out.quantity = moved.quantity;
  const bool gone = from.lines.find(moved.line_id) == nullptr;
  put_money(out, gone ? Decimal{} : out.unit_price, cost.net(), cost.tax, from.places);
  return out;
}

}  // namespace

Document shipment_document(const TransactionSource& from, ShippedSoFar& so_far, const OrderEvent& event) {
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
  for (const auto& moved : merged_lines(event))
    if (moved.quantity > Decimal{}) document.lines.push_back(shipped_line(from, moved, so_far.move(moved.line_id, moved.quantity)));
  so_far.settle(document);
  document.taxes = share_of_taxes(from.order.web, from.money.tax, document.tax);
  return document;
}

}  // namespace tillbridge::domain
