#pragma once
#include "domain/document.hpp"

namespace tillbridge::domain {

/// Decimals of a currency's smallest coin: EUR 2, JPY 0, KWD 3.
int currency_decimals(const std::string& currency);

/// One of the smallest coin: 0.01 for two places.
Decimal smallest_coin(int places);

/// What some pieces of an order line cost.
struct LineMoney {
  Decimal gross;                      ///< pieces × unit price
  Decimal discount;
  Decimal tax;
  Decimal net() const { return gross - discount; }
};

/// What the first `pieces` of a line cost: all of its money from the ordered quantity on, else its share.
///
/// Discount and tax are shares of the whole, cut to the currency's coin at whole pieces where the line's own figures are in coins, and to four
/// decimals where they are not (net prices of a shop that keeps them with tax). A running sum of cut figures never falls and leaves the remainder to the
/// last piece: the difference between two steps is never below zero and never above the price of its pieces, and all steps together give
/// the line. Where quantities are broken and prices have four decimals, pieces × unit price can lose one ten-thousandth.
LineMoney money_of_pieces(const WebOrderLine& line, Decimal pieces, int places);

/// Gives a line its unit price, discount and total. The unit price is `unit_price` where these pieces cost at most that much, else the
/// smallest that makes the discount nought or more: in coins where both are, else of four decimals.
void put_money(DocumentLine& line, Decimal unit_price, Decimal net, Decimal tax, int places);

/// The first part of `net` or `tax` where `quantity` pieces are told in two lines, rounded like shares of a line.
Decimal first_part(Decimal whole, Decimal part, Decimal quantity, Decimal unit_price, int places);

}  // namespace tillbridge::domain
