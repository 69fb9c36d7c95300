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
  using Candidates = std::span<const Candidate<domain::PriceRow>>;
  static constexpr bool kById = true;  ///< the rows of different items have nothing to do with each other

  PriceSlice(persistence::UnitOfWork& work, const UpdateContext& context, Candidates candidates);
  std::vector<domain::RowResult>& results() { return results_; }  ///< parallel to the candidates
  const std::vector<RowFate>& fates() const { return fates_; }    ///< the same
  bool writes_anything() const { return prices_.writes_anything(); }
  void store(persistence::UnitOfWork& work, domain::Step step) { prices_.store(work, step); }

  static std::size_t size_of(const domain::PriceRow& row) { return sizeof row + row.item_id.size(); }

 private:
  domain::RowResult judge(const domain::PriceRow& row);
  PriceChanges prices_;
  std::vector<domain::ItemId> existing_;  ///< of those without a price; sorted
  std::vector<domain::RowResult> results_;
  std::vector<RowFate> fates_;
};

/// UpdatePricing: prices of items that exist. Results per row: updated, unchanged, stale, superseded, rejected (not_found, missing_value,
/// negative_price). Throws persistence::DatabaseUnavailable while nothing is committed. Repeating a call is harmless. Safe for any
/// thread. Source: ProductTasks, UpdatePricing.
class UpdatePricingHandler {
 public:
  using Run = UpdateRun<domain::PriceRow, PriceSlice>;
  /// All outlive the handler and its runs.
  UpdatePricingHandler(persistence::Database& database, const base::Clock& clock, Fingerprints& fingerprints, UpdateLimits limits = {})
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
