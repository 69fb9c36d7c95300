#include "domain/shipped_so_far.hpp"

#include <algorithm>
#include <utility>

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
  for (const auto& line : shipment.lines) {
    Line& so_far = so_far_[line.line_id];
    const WebOrderLine* ordered = lines_.find(line.line_id);
    so_far.net += line.total;
    if (ordered == nullptr) so_far.pieces += line.quantity;
    else note_remainder(so_far, advance(so_far, *ordered, line.quantity).now.net());
  }
  book(shipment);
}

ShippedSoFar::Step ShippedSoFar::advance(Line& so_far, const WebOrderLine& line, Decimal pieces) {
  const bool was_open = so_far.pieces < line.quantity;
  const LineMoney then = money_of_pieces(line, so_far.pieces, places_);
  so_far.pieces += pieces;
  const LineMoney now = money_of_pieces(line, so_far.pieces, places_);
  if (was_open && so_far.pieces >= line.quantity) --open_lines_;
  due_net_ += now.net() - then.net();
  due_tax_ += now.tax - then.tax;
  return {then, now};
}

void ShippedSoFar::note_remainder(Line& so_far, Decimal due) {
  const Decimal difference = due - so_far.net, coin = smallest_coin(places_);
  remainders_ -= so_far.remainder;
  so_far.remainder = difference < coin && difference > -coin ? difference : Decimal{};
  remainders_ += so_far.remainder;
}

LineMoney ShippedSoFar::move(const std::string& line_id, Decimal pieces) {
  Line& so_far = so_far_[line_id];
  const WebOrderLine* line = lines_.find(line_id);
  if (line == nullptr) {
    so_far.pieces += pieces;
    return {};
  }
  const Decimal before = std::min(so_far.pieces, line->quantity);
  const Step step = advance(so_far, *line, pieces);
  LineMoney cost{(std::min(so_far.pieces, line->quantity) - before) * line->unit_price, {}, step.now.tax - step.then.tax};
  Decimal net = step.now.net() - step.then.net() + so_far.remainder;
  // Broken pieces of prices in coins: never below nothing and never above their price.
  if (!cost.gross.is_negative()) net = std::clamp(net, Decimal{}, cost.gross);
  so_far.net += net;
  note_remainder(so_far, step.now.net());
  cost.discount = cost.gross - net;
  return cost;
}

Decimal ShippedSoFar::due_total() const {
  if (open_lines_ == 0) return order_.total;
  return (due_net_ + due_tax_ + order_.shipping_charge + money_.fees + order_.shipping_tax + order_.fee_tax + money_.rounding).rounded(places_);
}

std::vector<NamedAmount> ShippedSoFar::due_fees() const {
  if (!any_) return order_.fees;
  std::vector<NamedAmount> due;  // by name, each once
  for (const auto& fee : order_.fees) {
    const auto same = std::find_if(due.begin(), due.end(), [&](const auto& entry) { return entry.name == fee.name; });
    if (same == due.end()) due.push_back(fee);
    else same->amount += fee.amount;
  }
  auto held = fees_;
  for (auto& fee : due) {
    fee.amount -= std::exchange(held[fee.name], Decimal{});
    fee.amount -= take(held[kStrippedName], fee.amount);
  }
  for (const auto& [name, amount] : held)
    if (name != kAdjustment && name != kStrippedName) due.push_back({name, -amount});
  std::erase_if(due, [](const auto& fee) { return fee.amount.is_zero(); });
  return due;
}

void ShippedSoFar::settle(Document& shipment) {
  shipment.shipping = order_.shipping_charge - shipping_;
  shipment.fees = due_fees();
  shipment.tax = due_tax_ + order_.shipping_tax + order_.fee_tax - tax_;
  // What an edit changed in the price of pieces that are gone already, or of lines that it took out.
  const Decimal correction = due_net_ - remainders_ + order_.shipping_charge + money_.fees - net_ - net_of(shipment);
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
