#pragma once
#include <span>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "services/handlers/caller.hpp"
#include "services/handlers/price_changes.hpp"
#include "services/handlers/update_run.hpp"

namespace tillbridge::services {

/// Up to a thousand price rows inside one transaction.
class PriceSlice {
 public:
  PriceSlice(persistence::UnitOfWork& work, const UpdateContext& context, std::span<const domain::PriceRow> rows);
  std::vector<domain::RowResult>& results() { return results_; }  ///< parallel to the rows
  bool writes_anything() const { return prices_.writes_anything(); }
  void store(persistence::UnitOfWork& work, domain::Step step) { prices_.store(work, step); }

  static std::string key_of(const domain::PriceRow& row) { return row.item_id; }
  static std::size_t size_of(const domain::PriceRow& row) { return sizeof row + row.item_id.size(); }

 private:
  domain::RowResult judge(const domain::PriceRow& row);
  std::vector<domain::ItemId> existing_;  ///< sorted
  PriceChanges prices_;
  std::vector<domain::RowResult> results_;
};

/// UpdatePricing: prices of items that exist. Results per row: updated, unchanged, stale, superseded, rejected (not_found, missing_value,
/// negative_price). Throws persistence::DatabaseUnavailable while nothing is committed. Repeating a call is harmless. Safe for any
/// thread. Source: ProductTasks, UpdatePricing.
class UpdatePricingHandler {
 public:
  using Run = UpdateRun<domain::PriceRow, PriceSlice>;
  UpdatePricingHandler(persistence::Database& database, const base::Clock& clock, UpdateLimits limits = {})
      : database_(database), clock_(clock), limits_(limits) {}
  /// Give it the rows one by one, then finish() it.
  Run begin(const Caller& caller, bool report_all) const { return {database_, {caller.account_id, clock_.now()}, limits_, report_all}; }

 private:
  persistence::Database& database_;
  const base::Clock& clock_;
  UpdateLimits limits_;
};

}  // namespace tillbridge::services
