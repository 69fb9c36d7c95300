#include "tests/support/derivation.hpp"

#include <fmt/format.h>

namespace tillbridge::tests {

using domain::Document;
using domain::OrderEvent;
using domain::OrderEventKind;

namespace {

OrderEvent event_at(OrderEventKind kind, const std::string& id, const std::string& time, std::vector<domain::EventLine> lines) {
  return an_event(kind, id, "2026-11-25T" + time + ":00Z", std::move(lines));
}

}  // namespace

const std::vector<domain::ItemId>& derivation_items() {
  static const std::vector<domain::ItemId> items = {"A", "B", "C"};
  return items;
}

std::vector<domain::KnownDocument> stored(const std::vector<Document>& documents, domain::DocumentState state) {
  std::vector<domain::KnownDocument> known;
  for (const auto& document : documents) known.push_back({document, state});
  return known;
}

std::vector<Document> derive(const domain::Order& order, const std::vector<OrderEvent>& events, const std::vector<domain::KnownDocument>& known,
                             const domain::Site& site, const domain::Account& account) {
  return domain::derive_documents(account, site, order, events, known, derivation_items()).append;
}

std::vector<Document> of_kind(std::vector<Document> documents, domain::DocumentKind kind) {
  std::erase_if(documents, [&](const Document& document) { return document.kind != kind; });
  return documents;
}

std::vector<Document> transactions(const domain::Order& order, const std::vector<OrderEvent>& events, const std::vector<domain::KnownDocument>& known) {
  return of_kind(derive(order, events, known), domain::DocumentKind::kTransaction);
}

OrderEvent shipped(const std::string& id, const std::string& time, std::vector<domain::EventLine> lines) {
  return event_at(OrderEventKind::kShipped, id, time, std::move(lines));
}

OrderEvent refunded(const std::string& id, const std::string& time, const std::string& amount, std::vector<domain::EventLine> lines) {
  auto event = event_at(OrderEventKind::kRefunded, id, time, std::move(lines));
  event.amount = decimal(amount);
  return event;
}

OrderEvent cancelled(const std::string& id, const std::string& time, std::vector<domain::EventLine> lines) {
  return event_at(OrderEventKind::kCancelled, id, time, std::move(lines));
}

OrderEvent captured(const std::string& id, const std::string& time, const std::string& amount) {
  auto event = event_at(OrderEventKind::kCaptured, id, time, {});
  event.amount = decimal(amount);
  return event;
}

domain::EventLine refunded_pieces(const std::string& line_id, const std::string& quantity, const std::string& net, const std::string& tax) {
  auto line = pieces(line_id, quantity);
  line.amount = decimal(net);
  line.tax = decimal(tax);
  return line;
}

base::Decimal total_of(const std::vector<Document>& documents) {
  base::Decimal total;
  for (const auto& document : documents) total += document.total;
  return total;
}

std::string line_text(const Document& document, std::size_t line) {
  const auto& l = document.lines.at(line);
  return fmt::format("{} x {} -{} = {}", l.quantity.to_text(), l.unit_price.to_text(), l.discount.to_text(), l.total.to_text());
}

std::string fees_text(const Document& document) {
  std::string text;
  for (const auto& fee : document.fees) text += (text.empty() ? "" : ", ") + fee.name + " " + fee.amount.to_text();
  return text;
}

}  // namespace tillbridge::tests
