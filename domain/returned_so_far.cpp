#include "domain/returned_so_far.hpp"

#include <algorithm>

namespace tillbridge::domain {

bool names_no_money(const OrderEvent& refund) {
  return refund.amount.is_zero() && std::none_of(refund.lines.begin(), refund.lines.end(), [](const auto& line) { return line.amount || line.tax; });
}

ReturnedSoFar::ReturnedSoFar(const OrderLines& lines, const EventSums& sums, int places) : lines_(lines), sums_(sums), places_(places) {}

ReturnedSoFar::Line& ReturnedSoFar::of(const std::string& line_id) {
  const auto [entry, fresh] = by_id_.try_emplace(line_id);
  const WebOrderLine* line = fresh ? lines_.find(line_id) : nullptr;
  if (line != nullptr) {
    const LineSums& sums = sums_.of(line_id);
    entry->second.never_ship = std::max(Decimal{}, line->quantity - sums.shipped - sums.cancelled);
  }
  return entry->second;
}

void ReturnedSoFar::take_over(const OrderEvent& event, const Document& stored) {
  for (const auto& line : stored.lines)
    if (!line.shipped) of(line.line_id).never_ship -= line.quantity;
  if (names_no_money(event)) return;
  for (const auto& line : merged_lines(event)) {
    if (line.quantity <= Decimal{}) continue;
    if (!line.amount) of(line.line_id).net_shared += line.quantity;
    if (!line.tax) of(line.line_id).tax_shared += line.quantity;
  }
}

void ReturnedSoFar::shipped(const OrderEvent& event) {
  for (const auto& line : event.lines)
    if (line.quantity > Decimal{}) of(line.line_id).away += line.quantity;
}

void ReturnedSoFar::returned(const Document& stored) {
  for (const auto& line : stored.lines)
    if (line.shipped) of(line.line_id).away -= line.quantity;
}

Decimal ReturnedSoFar::never_left(const std::string& line_id, Decimal pieces) {
  Line& line = of(line_id);
  const Decimal by_pool = std::min(pieces, line.never_ship), by_time = pieces - std::max(Decimal{}, line.away);
  const Decimal unshipped = std::clamp(std::max(by_pool, by_time), Decimal{}, pieces);
  line.never_ship -= unshipped;
  line.away -= pieces - unshipped;
  return unshipped;
}

Decimal ReturnedSoFar::net_share(const std::string& line_id, Decimal pieces) {
  const WebOrderLine* line = lines_.find(line_id);
  if (line == nullptr) return {};
  Decimal& shared = of(line_id).net_shared;
  const Decimal before = shared;
  shared += pieces;
  const Decimal share = money_of_pieces(*line, shared, places_).net() - money_of_pieces(*line, before, places_).net();
  return line->unit_price.is_negative() ? share : std::max(Decimal{}, share);  // broken pieces can lose a ten-thousandth
}

Decimal ReturnedSoFar::tax_share(const std::string& line_id, Decimal pieces) {
  const WebOrderLine* line = lines_.find(line_id);
  if (line == nullptr) return {};
  Decimal& shared = of(line_id).tax_shared;
  const Decimal before = shared;
  shared += pieces;
  return money_of_pieces(*line, shared, places_).tax - money_of_pieces(*line, before, places_).tax;
}

}  // namespace tillbridge::domain
