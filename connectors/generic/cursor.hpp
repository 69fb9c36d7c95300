#pragma once
#include <map>
#include <string>

#include "base/clock.hpp"
#include "base/result.hpp"
#include "domain/order.hpp"

namespace tillbridge::connectors::generic {

/// Where the collection stands. A pass reads all orders changed since `from`, page by page, then the list of child events since `from`, and
/// then begins anew a little before the newest time it has seen. `seen` holds the fingerprint of each order of the last pass, so that the
/// overlap does not deliver unchanged orders again and again; it is a saving only, and bounded.
struct PassState {
  static constexpr std::size_t kMaxSeen = 300;

  base::Timestamp from;               ///< where this pass began
  base::Timestamp started;            ///< when this pass began, by the shop's clock where it tells
  base::Timestamp high;               ///< the newest time of an order or event in this pass
  std::string page;                   ///< the shop's own cursor inside the pass
  bool in_events = false;
  bool first_pass = true;             ///< children came with their orders: no need to read the event list
  std::map<std::string, std::string> seen;     ///< order id → fingerprint, of this and the last pass
  std::map<std::string, std::string> current;  ///< of this pass only
};

/// The empty cursor gives a first pass from `since`; kInvalidRequest for a text that is not ours.
base::Result<PassState> read_cursor(const domain::OrderCursor& cursor, base::Timestamp since);
domain::OrderCursor write_cursor(const PassState& state);

}  // namespace tillbridge::connectors::generic
