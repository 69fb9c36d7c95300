#include <algorithm>

#include "domain/transaction_documents.hpp"

namespace tillbridge::domain {
namespace {

constexpr const char* kAdjustment = "adjustment";

struct Money { Decimal net, tax; };

CarriedLine carried(const Carried& returned, const std::string& line_id) {
  const auto found = returned.lines.find(line_id);
  return found == returned.lines.end() ? CarriedLine{} : found->second;
}

/// The share of a figure that goes back with these pieces; the last piece of the line takes what is left.
Decimal share(Decimal whole, Decimal given, const WebOrderLine& line, Decimal before, Decimal quantity, int places) {
  if (before >= line.quantity) return {};
  if (before + quantity >= line.quantity) return std::max(Decimal{}, whole - given);
  return proportion(whole, quantity, line.quantity).rounded(places);
}

bool names_no_money(const OrderEvent& event) {
  return event.amount.is_zero() && std::none_of(event.lines.begin(), event.lines.end(), [](const auto& line) { return line.amount || line.tax; });
}

Money money_back(const TransactionSource& from, const OrderEvent& event, const EventLine& moved, Decimal before_here, int places) {
  if (names_no_money(event)) return {};
  const WebOrderLine* line = find_line(from.order.web, moved.line_id);
  const CarriedLine given = carried(from.returned, moved.line_id);
  const Decimal before = given.quantity + before_here;
  Money money{moved.amount.value_or(Decimal{}), moved.tax.value_or(Decimal{})};
  if (line == nullptr || moved.quantity.is_zero()) return money;
  if (!moved.amount) money.net = share(line_total(*line), given.total, *line, before, moved.quantity, places);
  if (!moved.tax) money.tax = share(line->tax, given.tax, *line, before, moved.quantity, places);
  return money;
}

/// Pieces of this line that never left, as far as the events known say so, less those that other returns hold already.
Decimal unshipped_left(const TransactionSource& from, const std::string& line_id) {
  const WebOrderLine* line = find_line(from.order.web, line_id);
  if (line == nullptr) return {};
  const LineSums& sums = from.sums.of(line_id);
  const Decimal never = std::min(sums.refunded, std::max(Decimal{}, line->quantity - sums.shipped - sums.cancelled));
  return std::max(Decimal{}, never - carried(from.returned, line_id).unshipped);
}

DocumentLine returned_line(const TransactionSource& from, const EventLine& moved, Decimal quantity, Money money, bool shipped) {
  DocumentLine out = line_of(moved.line_id, find_line(from.order.web, moved.line_id), quantity, money.net, money.tax, from.our_items);
  out.shipped = shipped;
  out.restock = shipped && moved.restock;  // what never left needs no way back to the shelf
  return out;
}

void add_pieces(Document& document, const TransactionSource& from, const EventLine& moved, Money money, Decimal unshipped, int places) {
  const Decimal shipped = moved.quantity - unshipped;
  Money first = money;
  if (!unshipped.is_zero() && !shipped.is_zero())
    first = {proportion(money.net, unshipped, moved.quantity).rounded(places), proportion(money.tax, unshipped, moved.quantity).rounded(places)};
  if (!unshipped.is_zero()) document.lines.push_back(returned_line(from, moved, unshipped, first, false));
  if (!shipped.is_zero())
    document.lines.push_back(returned_line(from, moved, shipped, unshipped.is_zero() ? money : Money{money.net - first.net, money.tax - first.tax}, true));
}

void add_lines(Document& document, const TransactionSource& from, const OrderEvent& event, int places) {
  std::map<std::string, Decimal> unshipped, before;
  for (const auto& moved : merged_lines(event)) {
    const Money money = money_back(from, event, moved, before[moved.line_id], places);
    document.tax += money.tax;
    if (moved.quantity <= Decimal{}) {
      if (!money.net.is_zero()) document.fees.push_back({kAdjustment, money.net});
      continue;
    }
    const auto budget = unshipped.try_emplace(moved.line_id, unshipped_left(from, moved.line_id)).first;
    const Decimal never_left = std::min(moved.quantity, budget->second);
    budget->second -= never_left;
    before[moved.line_id] += moved.quantity;
    add_pieces(document, from, moved, money, never_left, places);
  }
}

/// Cents that proportions leave over, as opposed to money that the shop gave back beside the lines.
bool is_rounding(Decimal difference, const Document& document, int places) {
  const auto coin = Decimal::from_integer(1).units();
  std::int64_t smallest = coin;
  for (int i = 0; i < places; ++i) smallest /= 10;
  return difference.units() <= smallest * static_cast<std::int64_t>(document.lines.size() + 1) && !document.lines.empty();
}

}  // namespace

Document return_document(const TransactionSource& from, const OrderEvent& event) {
  const WebOrder& web = from.order.web;
  const int places = currency_decimals(web.currency);
  Document document = head_of(from.site, from.order);
  document.kind = DocumentKind::kTransaction;
  document.type = TransactionType::kReturn;
  document.event_id = event.event_id;
  document.occurred_at = event.occurred_at;
  document.shipping = event.shipping_amount;
  document.tax = event.shipping_tax;
  add_lines(document, from, event, places);

  const Decimal unexplained = event.amount - parts_of(document);
  if (unexplained > Decimal{} && !is_rounding(unexplained, document, places)) document.fees.push_back({kAdjustment, unexplained});
  document.taxes = share_of_taxes(web, money_of(web).tax, document.tax);
  settle_sums(document, event.amount);

  const Payment first = web.payments.empty() ? Payment{} : web.payments.front();
  document.payments = {{.method = event.method.empty() ? first.method : event.method, .reference = event.reference, .amount = event.amount}};
  return document;
}

}  // namespace tillbridge::domain
