#pragma once
#include <map>
#include <string>

#include "domain/document_money.hpp"
#include "domain/line_money.hpp"
#include "domain/order_lines.hpp"

namespace tillbridge::domain {

/// How far an order has shipped: what its shipments hold, beside what they should hold together as the shop shows the order now.
/// Whatever differs (the shipping charge before the first one, edits after it) goes with the next one.
class ShippedSoFar {
 public:
  ShippedSoFar(const WebOrder& order, const OrderMoney& money, const OrderLines& lines, int places);

  /// Takes over a shipment that is stored.
  void take_over(const Document& shipment);

  /// Notes that these pieces leave; returns what they cost, nothing for those beyond the ordered ones.
  LineMoney move(const std::string& line_id, Decimal pieces);

  /// Gives a shipment whose lines are there, and moved, what else it carries: shipping charge, fees, corrections, tax, total and rounding,
  /// and the payments that its total is part of. Takes it over.
  void settle(Document& shipment);

 private:
  struct Line {
    Decimal pieces, net;              // what the shipments hold
    Decimal remainder;                // cut or kept back below a coin: goes with the line's next pieces, or stands in rounding
  };
  struct Step { LineMoney then, now; };
  Step advance(Line& so_far, const WebOrderLine& line, Decimal pieces);
  void note_remainder(Line& so_far, Decimal due);

  Decimal due_total() const;
  std::vector<NamedAmount> due_fees() const;
  void book(const Document& shipment);

  const WebOrder& order_;
  const OrderMoney& money_;
  const OrderLines& lines_;
  int places_;

  std::map<std::string, Line> so_far_;
  std::size_t open_lines_ = 0;        // lines of the snapshot with pieces left
  Decimal due_net_, due_tax_;         // of the lines, for the pieces so far
  Decimal remainders_;                // Σ of all lines

  bool any_ = false;                  // what the shipments hold
  std::map<std::string, Decimal> fees_;
  Decimal net_, shipping_, tax_, total_;  // net: lines, fees and shipping
};

}  // namespace tillbridge::domain
