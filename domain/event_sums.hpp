#pragma once
#include <map>
#include <string>
#include <vector>

#include "domain/order.hpp"

namespace tillbridge::domain {

/// What the events known so far say about one order line, whatever the order of their arrival.
struct LineSums {
  Decimal shipped;
  Decimal cancelled;                  ///< by events that name pieces
  Decimal refunded;
};

struct EventSums {
  std::map<std::string, LineSums> lines;
  bool rest_cancelled = false;        ///< an event cancelled all that was left
  bool captured = false, shipped = false;
  const LineSums& of(const std::string& line_id) const;
};

EventSums sum_events(const std::vector<OrderEvent>& events);

/// By (occurred_at, event_id), each event_id once.
std::vector<OrderEvent> in_order(std::vector<OrderEvent> events);

/// An event's lines with each line_id once, quantities and money added up; in the event's order.
std::vector<EventLine> merged_lines(const OrderEvent& event);

/// Pieces of a line that never ship: cancelled, refunded, or all the rest of a cancelled or closed order; at most what has not shipped.
Decimal never_shipping(const WebOrderLine& line, const LineSums& sums, bool rest_is_off);

/// Pieces that are still to be shipped.
Decimal left_to_ship(const WebOrder& order, const WebOrderLine& line, const EventSums& sums);

/// Decimals of a currency's smallest coin: EUR 2, JPY 0, KWD 3.
int currency_decimals(const std::string& currency);

const WebOrderLine* find_line(const WebOrder& order, const std::string& line_id);

}  // namespace tillbridge::domain
