#include <algorithm>
#include <cstdint>
#include <tuple>

#include "sandbox/order_book.hpp"

namespace tillbridge::sandbox {
namespace {

enum class Move { kShip, kRefund, kCancel };

/// One act on one line. Event ids rise over the whole shop, so their order is the order of the acts.
struct Step {
  std::int64_t event;
  Move move;
  Decimal quantity;
};

std::vector<Step> steps_of(const Order& order, const std::string& line_id) {
  std::vector<Step> steps;
  const auto add = [&](const std::string& event, Move move, const auto& lines) {
    for (const auto& line : lines)
      if (line.line_id == line_id) steps.push_back({std::stoll(event), move, line.quantity});
  };
  for (const auto& parcel : order.shipments) add(parcel.parcel_id, Move::kShip, parcel.lines);
  for (const auto& refund : order.refunds) add(refund.refund_id, Move::kRefund, refund.lines);
  for (const auto& cancellation : order.cancellations) add(cancellation.cancellation_id, Move::kCancel, cancellation.lines);
  std::sort(steps.begin(), steps.end(), [](const Step& a, const Step& b) { return a.event < b.event; });
  return steps;
}

}  // namespace

LineState line_state(const Order& order, const std::string& line_id) {
  LineState state;
  for (const auto& line : order.lines)
    if (line.line_id == line_id) state.open = line.quantity;
  for (const auto& step : steps_of(order, line_id)) {
    if (step.move == Move::kShip) {
      state.open -= step.quantity;
      state.shipped += step.quantity;
    } else if (step.move == Move::kCancel) {
      state.open -= step.quantity;
    } else {
      // A refund takes what was shipped first; only what is beyond that never leaves the house.
      const auto of_shipped = std::min(step.quantity, state.shipped - state.returned);
      state.returned += of_shipped;
      state.open -= step.quantity - of_shipped;
    }
  }
  return state;
}

}  // namespace tillbridge::sandbox
