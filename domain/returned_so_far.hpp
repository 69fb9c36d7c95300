#pragma once
#include <map>
#include <string>

#include "domain/event_sums.hpp"
#include "domain/line_money.hpp"
#include "domain/order_lines.hpp"

namespace tillbridge::domain {

/// What returns hold already, per order line, and which pieces a refund can mean. The events pass in order of time, those whose return is
/// stored too.
///
/// Shops do not say which pieces a refund means. It takes those first that, as far as the events known say, never ship; and it cannot mean
/// shipped pieces beyond those that had shipped by then and had not come back.
class ReturnedSoFar {
 public:
  ReturnedSoFar(const OrderLines& lines, const EventSums& sums, int places);

  /// Before any event passes: what stored returns have shared out already. `event` is the refund that `stored` was derived from.
  void take_over(const OrderEvent& event, const Document& stored);

  void shipped(const OrderEvent& event);
  /// A refund whose return is stored passes.
  void returned(const Document& stored);
  /// `pieces` come back: how many of them had never left. Counts them as returned.
  Decimal never_left(const std::string& line_id, Decimal pieces);

  /// The money of pieces for which the refund names none: by proportion, the last ones of the line take what is left.
  Decimal net_share(const std::string& line_id, Decimal pieces);
  Decimal tax_share(const std::string& line_id, Decimal pieces);

 private:
  struct Line {
    Decimal never_ship;               // pieces that never leave and that no return holds yet
    Decimal away;                     // shipped by now and not come back
    Decimal net_shared, tax_shared;   // pieces whose money went by proportion
  };
  Line& of(const std::string& line_id);

  const OrderLines& lines_;
  const EventSums& sums_;
  int places_;
  std::map<std::string, Line> by_id_;
};

/// Whether a refund moves pieces alone: no amount, and none for its lines.
bool names_no_money(const OrderEvent& refund);

}  // namespace tillbridge::domain
