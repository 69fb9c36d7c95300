#include "domain/line_money.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace tillbridge::domain {
namespace {

constexpr int kAllPlaces = 4;

bool in_coins(Decimal amount, int places) { return amount.rounded(places) == amount; }

/// The smallest price of so many decimals that makes `quantity` pieces cost at least `net`.
Decimal price_for(Decimal net, Decimal quantity, int decimals) {
  Decimal price = -(-proportion(net, Decimal::from_integer(1), quantity)).floored(decimals);
  while (quantity * price < net) price += smallest_coin(decimals);
  return price;
}

/// The discount of the first `pieces`: cut to coins at every whole piece and evenly in between, where the line's figures are in coins.
Decimal discount_share(const WebOrderLine& line, Decimal pieces, int places) {
  const bool by_coins = line.quantity.floored(0) == line.quantity && in_coins(line.unit_price, places) && in_coins(line.discount, places);
  if (!by_coins) return proportion(line.discount, pieces, line.quantity);
  const Decimal whole = pieces.floored(0), next = whole + Decimal::from_integer(1);
  const Decimal low = proportion(line.discount, whole, line.quantity).floored(places);
  return pieces == whole ? low : low + (pieces - whole) * (proportion(line.discount, next, line.quantity).floored(places) - low);
}

}  // namespace

int currency_decimals(const std::string& currency) {
  static constexpr std::array<std::string_view, 17> kNone = {"BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG",
                                                             "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF"};
  static constexpr std::array<std::string_view, 7> kThree = {"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"};
  if (std::find(kNone.begin(), kNone.end(), currency) != kNone.end()) return 0;
  if (std::find(kThree.begin(), kThree.end(), currency) != kThree.end()) return 3;
  return 2;
}

Decimal smallest_coin(int places) {
  auto units = Decimal::kScale;
  for (int i = 0; i < places; ++i) units /= 10;
  return Decimal::from_units(units);
}

LineMoney money_of_pieces(const WebOrderLine& line, Decimal pieces, int places) {
  if (pieces <= Decimal{}) return {};
  if (pieces >= line.quantity) return {line.quantity * line.unit_price, line.discount, line.tax};
  const int tax_places = in_coins(line.tax, places) ? places : kAllPlaces;
  const Decimal gross = pieces * line.unit_price, discount = discount_share(line, pieces, places);
  return {gross, gross.is_negative() ? discount : std::min(discount, gross), proportion(line.tax, pieces, line.quantity).floored(tax_places)};
}

void put_money(DocumentLine& line, Decimal unit_price, Decimal net, Decimal tax, int places) {
  const bool too_low = line.quantity > Decimal{} && line.quantity * unit_price < net;
  line.unit_price = too_low ? price_for(net, line.quantity, in_coins(net, places) && in_coins(unit_price, places) ? places : kAllPlaces) : unit_price;
  line.discount = line.quantity * line.unit_price - net;
  line.tax = tax;
  line.total = net;
}

Decimal first_part(Decimal whole, Decimal part, Decimal quantity, Decimal unit_price, int places) {
  return proportion(whole, part, quantity).rounded(in_coins(whole, places) && in_coins(unit_price, places) ? places : kAllPlaces);
}

}  // namespace tillbridge::domain
