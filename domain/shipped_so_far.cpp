#include "domain/shipped_so_far.hpp"

#include <algorithm>

namespace tillbridge::domain {
namespace {

Decimal net_of(const Document& document) { return parts_of(document) - document.tax; }

/// What stripped documents call their fees.
constexpr const char* kStrippedName = "";

/// Takes as much of `amount` out of `held` as is there, of the same sign; returns how much.
Decimal take(Decimal& held, Decimal amount) {
  if (held.is_negative() != amount.is_negative()) return {};
  const Decimal taken = amount.is_negative() ? std::max(held, amount) : std::min(held, amount);
  held -= taken;
  return taken;
}

/// The payments that cover the order's money from `from` to `to`: they are used up one after the other, the last one for all that is more.
std::vector<Payment> payments_between(std::vector<Payment> payments, Decimal from, Decimal to) {
  const Payment any = payments.empty() ? Payment{} : payments.front();
  std::erase_if(payments, [](const Payment& payment) { return payment.amount <= Decimal{}; });
  std::vector<Payment> out;
  Decimal low;
  for (std::size_t i = 0; i < payments.size(); ++i) {
    const Decimal high = low + payments[i].amount;
    auto within = [&](Decimal amount) {
      if (i > 0) amount = std::max(amount, low);
      return i + 1 == payments.size() ? amount : std::min(amount, high);
    };
    const Decimal part = within(to) - within(from);
    if (!part.is_zero()) out.push_back({payments[i].method, payments[i].reference, part});
    low = high;
  }
  if (out.empty()) out.push_back({any.method, any.reference, to - from});
  return out;
}

}  // namespace

ShippedSoFar::ShippedSoFar(const WebOrder& order, const OrderMoney& money, const OrderLines& lines, int places)
    : order_(order), money_(money), lines_(lines), places_(places) {
  for (const auto& line : order.lines) open_lines_ += line.quantity > Decimal{};
}

void ShippedSoFar::take_over(const Document& shipment) {
  for (const auto& line : shipment.lines) move(line.line_id, line.quantity);
  book(shipment);
}

LineMoney ShippedSoFar::move(const std::string& line_id, Decimal pieces) {
  Decimal& shipped = pieces_[line_id];
  const Decimal before = shipped;
  shipped += pieces;
  const WebOrderLine* line = lines_.find(line_id);
  if (line == nullptr || before >= line->quantity) return {};

  if (shipped >= line->quantity) --open_lines_;
  const LineMoney then = money_of_pieces(*line, before, places_), now = money_of_pieces(*line, shipped, places_);
  due_net_ += now.net() - then.net();
  due_tax_ += now.tax - then.tax;
  LineMoney cost{(std::min(shipped, line->quantity) - before) * line->unit_price, now.discount - then.discount, now.tax - then.tax};
  if (!cost.gross.is_negative()) cost.discount = std::min(cost.discount, cost.gross);
  return cost;
}

Decimal ShippedSoFar::due_total() const {
  if (open_lines_ == 0) return order_.total;
  return (due_net_ + due_tax_ + order_.shipping_charge + money_.fees + order_.shipping_tax + order_.fee_tax + money_.rounding).rounded(places_);
}

std::vector<NamedAmount> ShippedSoFar::due_fees() const {
  if (!any_) return order_.fees;
  std::vector<NamedAmount> out;
  auto held = fees_;
  for (const auto& fee : order_.fees) {
    const Decimal due = fee.amount - take(held[fee.name], fee.amount);
    const Decimal missing = due - take(held[kStrippedName], due);
    if (!missing.is_zero()) out.push_back({fee.name, missing});
  }
  for (const auto& [name, amount] : held)
    if (!amount.is_zero() && name != kAdjustment && name != kStrippedName) out.push_back({name, -amount});
  return out;
}

void ShippedSoFar::settle(Document& shipment) {
  shipment.shipping = order_.shipping_charge - shipping_;
  shipment.fees = due_fees();
  shipment.tax = due_tax_ + order_.shipping_tax + order_.fee_tax - tax_;
  // What an edit changed in the price of pieces that are gone already, or of lines that it took out.
  const Decimal correction = due_net_ + order_.shipping_charge + money_.fees - net_ - net_of(shipment);
  const Decimal coin = smallest_coin(places_);
  if (any_ && (correction >= coin || correction <= -coin)) shipment.fees.push_back({kAdjustment, correction});

  settle_sums(shipment, due_total() - total_);
  shipment.payments = payments_between(order_.payments, total_, total_ + shipment.total);
  book(shipment);
}

void ShippedSoFar::book(const Document& shipment) {
  any_ = true;
  for (const auto& fee : shipment.fees) fees_[fee.name] += fee.amount;
  net_ += net_of(shipment);
  shipping_ += shipment.shipping;
  tax_ += shipment.tax;
  total_ += shipment.total;
}

}  // namespace tillbridge::domain
