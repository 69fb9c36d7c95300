#include "conformance/tasks/sold_item.hpp"

#include <fmt/format.h>

namespace tillbridge::conformance {

std::string order_obstacle(Stage& stage, const Pieces& basket) {
  for (const auto& [sku, count] : basket) {
    const auto item = stage.shop.find(sku);
    if (!item) return fmt::format("the shop has no item {} yet; the tasks matrix and stock bring it there", sku);
    if (!item->published) stage.shop.publish(item->product_id);
    if (item->quantity < base::Decimal::from_integer(count)) return fmt::format("the shop has only {} of {}, {} are to be ordered; send a quantity with UpdateInventory", item->quantity.to_text(), sku, count);
  }
  return {};
}

Verdict judge_booking(const HandedOut& transaction, const Seen& seen) {
  const auto what = fmt::format("{} of order {} ({})", transaction.type, transaction.order_number, transaction.id);
  const auto all = confirmations_of(seen.calls, transaction.id);
  if (all.empty()) return waiting(what + " was handed out and not confirmed", "each transaction is confirmed once it is booked");
  const auto& last = all.back();
  if (!last.accepted) return failed(fmt::format("{} was refused with {} {}", what, last.error_code, last.error_message), "it is booked and confirmed with Accepted true");
  if (!last.is_done()) return failed(fmt::format("the confirmation of {} was not taken: {} {}", what, last.status, last.message), "the service answers confirmed");
  const auto moment = judge_moment("BookedAt", last.booked_at, last.at);
  if (!moment.mistake.empty()) return failed(fmt::format("{} was confirmed, but {}", what, moment.mistake), "BookedAt is the moment of the booking");
  Verdict out = passed(what + " was confirmed");
  if (!moment.remark.empty()) out.remarks.push_back(moment.remark);
  if (last.numbers.empty()) out.remarks.push_back("PosDocumentNumbers are missing: without them nobody finds the sale in the till");
  return out;
}

}  // namespace tillbridge::conformance
