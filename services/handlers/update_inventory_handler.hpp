#pragma once
#include <span>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "services/handlers/caller.hpp"
#include "services/handlers/stock_changes.hpp"
#include "services/handlers/update_run.hpp"

namespace tillbridge::services {

/// Up to a thousand inventory rows inside one transaction.
class InventorySlice {
 public:
  InventorySlice(persistence::UnitOfWork& work, const UpdateContext& context, std::span<const domain::InventoryRow> rows);
  std::vector<domain::RowResult>& results() { return results_; }  ///< parallel to the rows
  bool writes_anything() const { return stock_.writes_anything(); }
  void store(persistence::UnitOfWork& work, domain::Step step) { stock_.store(work, step); }

  static std::string key_of(const domain::InventoryRow& row) { return row.item_id + '\x1f' + row.location; }
  static std::size_t size_of(const domain::InventoryRow& row) { return sizeof row + row.item_id.size(); }

 private:
  domain::RowResult judge(const domain::InventoryRow& row);
  std::vector<domain::ItemId> existing_;  ///< sorted
  StockChanges stock_;
  std::vector<domain::RowResult> results_;
};

/// UpdateInventory: quantities of items that exist. Rows per row: updated, unchanged, stale, superseded, rejected (not_found).
/// A quantity that is newer than a confirm ends the reservations of the confirmed document, also when the number is the same.
/// Throws persistence::DatabaseUnavailable while nothing is committed. Repeating a call is harmless. Safe for any thread.
/// Source: ProductTasks, UpdateInventory.
class UpdateInventoryHandler {
 public:
  using Run = UpdateRun<domain::InventoryRow, InventorySlice>;
  UpdateInventoryHandler(persistence::Database& database, const base::Clock& clock, UpdateLimits limits = {})
      : database_(database), clock_(clock), limits_(limits) {}
  /// Give it the rows one by one, then finish() it.
  Run begin(const Caller& caller, bool report_all) const { return {database_, {caller.account_id, clock_.now()}, limits_, report_all}; }

 private:
  persistence::Database& database_;
  const base::Clock& clock_;
  UpdateLimits limits_;
};

}  // namespace tillbridge::services
