#pragma once
#include <array>
#include <chrono>
#include <cstdint>
#include <map>
#include <string>

#include "base/clock.hpp"
#include "domain/order.hpp"

namespace tillbridge::connectors::magento {

/// Where a collection stands. One pass goes through the stages in order; the stored text is JSON.
enum class OrderStage {
  kOpen,          ///< first pass of a site only: orders placed before and still to be shipped
  kOrders,        ///< by date of change
  kInvoices,      ///< what hangs on orders need not move their date: each list is walked by its own
  kShipments,
  kCreditmemos,
  kTransactions,  ///< by date of making, the only one they have
};
inline constexpr std::size_t kOrderStages = 6;
inline constexpr std::array kChildStages = {OrderStage::kInvoices, OrderStage::kShipments, OrderStage::kCreditmemos, OrderStage::kTransactions};

/// How far one list was read. Lists are read from the last time seen, not by page numbers, because an entry that changes while we read moves to the
/// end; pages are turned only inside one second.
struct Sweep {
  static constexpr int kLargestPage = 50;

  base::Timestamp from;               ///< entries of this second and later are asked for
  int page = 1;
  int size = kLargestPage;            ///< rows of a page

  /// Moves on behind a page that ended with an entry of `last`.
  void move_behind(base::Timestamp last);
  /// Smaller pages from here on, where a page was larger than an answer may be. False when one row alone is.
  bool shrink();
};

struct OrderProgress {
  OrderStage stage = OrderStage::kOrders;
  Sweep sweep;                        ///< of the stage that is running
  base::Timestamp pass_start;         ///< what kOrders began with
  std::array<base::Timestamp, kOrderStages> seen;  ///< newest entry seen per list
  /// Entries of the child lists that were delivered with their orders, by id with their time: the overlap shows them again.
  std::array<std::map<std::string, base::Timestamp>, kOrderStages> known;

  /// The stored position, or the beginning at `since` for the empty cursor and for one of another version.
  static OrderProgress read(const domain::OrderCursor& cursor, base::Timestamp since, std::chrono::seconds overlap);
  domain::OrderCursor write() const;

  bool knows(OrderStage list, const std::string& id, base::Timestamp at) const;
  void know(OrderStage list, const std::string& id, base::Timestamp at);
  /// A time in the future (an import, a wrong clock) does not count: the list would never be read again until then.
  void see(OrderStage list, base::Timestamp at, base::Timestamp now);
  /// Goes on to the next stage; false at the end of the pass, after which the next one stands ready: behind what was seen, less the overlap.
  bool next_stage(std::chrono::seconds overlap);

 private:
  void begin(OrderStage next, std::chrono::seconds overlap);
  void forget_old(std::chrono::seconds overlap);
};

}  // namespace tillbridge::connectors::magento
