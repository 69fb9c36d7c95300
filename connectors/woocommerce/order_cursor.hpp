#pragma once
#include <chrono>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "domain/order.hpp"

namespace tillbridge::connectors::woocommerce {

/// Where a collection stands. One pass goes through the stages in order; the stored text is JSON.
enum class OrderStage {
  kOpen,     ///< first pass of a site only: orders placed before and still to be shipped
  kOrders,   ///< by date of change
  kTrash,    ///< orders thrown away vanish from every other list
  kRefunds,  ///< by date of refund: a refund need not move its order's date
};

/// How far one list was read. Lists are read from the last time seen, not by page numbers, because an order that changes while we read moves
/// to the end; pages are turned only inside one second.
struct Sweep {
  base::Timestamp after;              ///< strictly later entries are asked for; whole seconds
  int page = 1;

  /// Moves on behind a page that ended with an entry of `last`.
  void move_behind(base::Timestamp last);
};

struct OrderProgress {
  OrderStage stage = OrderStage::kOrders;
  Sweep sweep;                        ///< of the stage that is running
  base::Timestamp pass_start;         ///< what this pass began with: kOrders and kTrash start there
  base::Timestamp orders_seen;        ///< newest change seen
  base::Timestamp refunds_seen;       ///< newest refund seen
  std::vector<std::string> refunds_known;  ///< ids that the last pass listed: the overlap will show them again
  std::vector<std::string> refunds_listed; ///< ids that this pass has listed so far

  /// The stored position, or the beginning at `since` for the empty cursor and for one of another version.
  static OrderProgress read(const domain::OrderCursor& cursor, base::Timestamp since, std::chrono::seconds overlap);
  domain::OrderCursor write() const;
  void list_refund(const std::string& id);
  void begin_stage(OrderStage next, std::chrono::seconds overlap);
  /// The whole pass is through: the next one starts behind what was seen, less the overlap.
  void finish_pass(std::chrono::seconds overlap);
};

}  // namespace tillbridge::connectors::woocommerce
