#pragma once
#include <chrono>
#include <map>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "domain/order.hpp"

namespace tillbridge::connectors::bigcommerce {

/// Where a collection stands. One pass goes through the stages in order; the stored text is JSON.
enum class OrderStage {
  kOpen,     ///< first pass of a site only: orders placed before and still to be shipped, status by status
  kOrders,   ///< by date of change
  kRefunds,  ///< by date of refund: a refund need not move its order's date
};

/// How far one list was read. Orders are read from the last time seen, not by page numbers, because one that changes while we read moves to the
/// end; pages are turned only inside one second. Refunds keep their place and are read by pages.
struct Sweep {
  base::Timestamp after;              ///< entries of this moment and later are asked for; whole seconds
  int page = 1;
  long min_id = 1;                    ///< kOpen: orders of this id and above
  int status = 0;                     ///< kOpen: the how manyth of the open statuses

  /// Moves on behind a page that ended with an entry of `last`.
  void move_behind(base::Timestamp last);
};

struct OrderProgress {
  static constexpr int kPageSize = 50;

  /// An order as it was delivered last: while its row stays the same, the overlap does not ask for its parts again.
  struct Delivered {
    base::Timestamp modified;
    std::string print;
  };

  OrderStage stage = OrderStage::kOrders;
  Sweep sweep;                        ///< of the stage that is running
  int page_size = kPageSize;          ///< smaller while the store's pages are too large to be read
  base::Timestamp pass_start;         ///< what this pass began with
  base::Timestamp orders_seen;        ///< newest change seen
  base::Timestamp refunds_seen;       ///< newest refund seen
  std::map<std::string, Delivered> delivered;  ///< by order id; only those that the overlap will show again
  std::vector<std::string> refunds_known;      ///< ids that the last pass listed: the overlap will show them again
  std::vector<std::string> refunds_listed;     ///< ids that this pass has listed so far

  /// The stored position, or the beginning at `since` for the empty cursor and for one of another version.
  static OrderProgress read(const domain::OrderCursor& cursor, base::Timestamp since, std::chrono::seconds overlap);
  domain::OrderCursor write(std::chrono::seconds overlap) const;

  bool knows_refund(const std::string& id) const;
  void list_refund(const std::string& id);
  /// Fewer rows a page from the same place on; false when a page holds one row already.
  bool shrink_page();
  void begin_stage(OrderStage next, std::chrono::seconds overlap);
  /// The whole pass is through: the next one starts behind what was seen, less the overlap.
  void finish_pass(std::chrono::seconds overlap);
};

}  // namespace tillbridge::connectors::bigcommerce
