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
  using Candidates = std::span<const Candidate<domain::InventoryRow>>;
  static constexpr bool kById = true;  ///< the rows of different items have nothing to do with each other

  InventorySlice(persistence::UnitOfWork& work, const UpdateContext& context, Candidates candidates);
  std::vector<domain::RowResult>& results() { return results_; }  ///< parallel to the candidates
  const std::vector<RowFate>& fates() const { return fates_; }    ///< the same
  bool writes_anything() const { return stock_.writes_anything(); }
  void store(persistence::UnitOfWork& work, domain::Step step) { stock_.store(work, step); }

  /// What the row makes of its place whatever quantity that holds, where it certainly holds another one and nothing else hangs on it.
  static std::optional<domain::StockLevel> overwritten_by(const Candidate<domain::InventoryRow>& candidate, base::Timestamp now);
  static domain::RowResult updated_row(const domain::InventoryRow& row) { return {row.index, row.item_id, domain::RowStatus::kUpdated, "", ""}; }

  static std::size_t size_of(const domain::InventoryRow& row) { return sizeof row + row.item_id.size(); }

 private:
  static std::vector<bool> find_overwrites(Candidates candidates);
  bool overwrites(Candidates candidates, const Candidate<domain::InventoryRow>& one) const { return overwrites_[static_cast<std::size_t>(&one - candidates.data())]; }
  domain::RowResult overwrite(const domain::InventoryRow& row);
  domain::RowResult judge(const domain::InventoryRow& row);
  std::vector<bool> overwrites_;          ///< parallel to the candidates: no need to read what is held
  StockChanges stock_;
  std::vector<domain::ItemId> existing_;  ///< of those without a level; sorted
  std::vector<domain::RowResult> results_;
  std::vector<RowFate> fates_;
};

/// UpdateInventory: quantities of items that exist. Rows per row: updated, unchanged, stale, superseded, rejected (not_found).
/// A quantity that is newer than a confirm ends the reservations of the confirmed document, also when the number is the same.
/// Throws persistence::DatabaseUnavailable while nothing is committed. Repeating a call is harmless. Safe for any thread.
/// Source: ProductTasks, UpdateInventory.
class UpdateInventoryHandler {
 public:
  using Run = UpdateRun<domain::InventoryRow, InventorySlice>;
  /// All outlive the handler and its runs.
  UpdateInventoryHandler(persistence::Database& database, const base::Clock& clock, Fingerprints& fingerprints, UpdateLimits limits = {})
      : database_(database), clock_(clock), fingerprints_(fingerprints), limits_(limits) {}
  /// Give it the rows one by one, then finish() it.
  Run begin(const Caller& caller, bool report_all) const {
    return {database_, fingerprints_, {caller.account_id, clock_.now(), caller.clock}, limits_, report_all};
  }

 private:
  persistence::Database& database_;
  const base::Clock& clock_;
  Fingerprints& fingerprints_;
  UpdateLimits limits_;
};

}  // namespace tillbridge::services
