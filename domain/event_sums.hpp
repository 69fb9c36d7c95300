#pragma once
#include <map>
#include <string>
#include <vector>

#include "domain/order.hpp"

namespace tillbridge::domain {

/// What the events known so far say about one order line, whatever the order of their arrival and however often one arrived.
struct LineSums {
  Decimal shipped;
  Decimal cancelled;                  ///< by events that name pieces
  Decimal refunded;
};

struct EventSums {
  std::map<std::string, LineSums> lines;
  bool rest_cancelled = false;        ///< an event cancelled all that was left
  Timestamp rest_cancelled_at;        ///< the last such event
  bool captured = false, shipped = false;
  const LineSums& of(const std::string& line_id) const;
};

EventSums sum_events(const std::vector<OrderEvent>& events);

/// By (occurred_at, event_id), each event_id once.
std::vector<OrderEvent> in_order(std::vector<OrderEvent> events);

/// The same without copies, for deriving documents: of one moment, refunds come last. Points into `events`.
std::vector<const OrderEvent*> by_time(const std::vector<OrderEvent>& events);

/// An event's lines with each line_id once, quantities and money added up; in the event's order.
std::vector<EventLine> merged_lines(const OrderEvent& event);

/// Pieces of a line that never ship: cancelled, refunded, or all the rest of a cancelled or closed order; at most what has not shipped.
Decimal never_shipping(const WebOrderLine& line, const LineSums& sums, bool rest_is_off);

/// Whether all that had not shipped is cancelled: the shop shows the order as cancelled, or an event cancelled the rest. The event no longer
/// counts once the shop shows the order open again, changed after it: the order was re-opened.
bool rest_is_cancelled(const WebOrder& order, const EventSums& sums);

/// Pieces that are still to be shipped: none of an order that is closed or whose rest is cancelled.
Decimal left_to_ship(const WebOrder& order, const WebOrderLine& line, const EventSums& sums);

const WebOrderLine* find_line(const WebOrder& order, const std::string& line_id);

}  // namespace tillbridge::domain
