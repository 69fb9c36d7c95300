#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "jobs/run_context.hpp"
#include "jobs/site_gate.hpp"

namespace tillbridge::jobs {

/// What a collection did.
struct Collection {
  std::int64_t orders = 0;                    ///< read from the shop, repeats included
  std::int64_t changed = 0;                   ///< of them with news
  std::vector<std::string> not_stored;        ///< web order ids that could not be stored, each logged, audited and parked
  std::vector<connectors::UnreadableOrder> unreadable;  ///< set aside now: the shop's order cannot be read
  std::optional<Stop> stop;                   ///< why it ended early; what was read before is stored
};

/// Reads the site's orders since its cursor, page by page: the orders of a page, what follows from them and the cursor are stored in one
/// transaction, so that a crash repeats a page and never skips one. Repeats change nothing. Two collections of one site at a time
/// (orders and inventory job) are harmless: a cursor that another one moved is left to it. Inventory jobs of other
/// sites that share the stock are made due where a quantity changed. One order that cannot be read or stored does not hold up the others: it is
/// parked (unreadable_orders.hpp) and read by itself once somebody sends it on or the shop lists it again. Those due are read first.
Collection collect_orders(RunContext& run, SiteGate& gate);

}  // namespace tillbridge::jobs
