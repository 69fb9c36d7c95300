#pragma once
#include <set>
#include <span>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "services/handlers/caller.hpp"
#include "services/handlers/price_changes.hpp"
#include "services/handlers/product_changes.hpp"
#include "services/handlers/stock_changes.hpp"
#include "services/handlers/update_run.hpp"

namespace tillbridge::services {

/// Up to a thousand product rows inside one transaction.
class ProductSlice {
 public:
  using Candidates = std::span<const Candidate<domain::ProductRow>>;
  static constexpr bool kById = false;  ///< the first row of a group names it

  ProductSlice(persistence::UnitOfWork& work, const UpdateContext& context, Candidates candidates);
  std::vector<domain::RowResult>& results() { return results_; }  ///< parallel to the candidates
  const std::vector<RowFate>& fates() const { return fates_; }    ///< the same
  bool writes_anything() const { return products_.writes_anything() || prices_.writes_anything() || stock_.writes_anything(); }
  void store(persistence::UnitOfWork& work, domain::Step step);

  static std::size_t size_of(const domain::ProductRow& row);

 private:
  domain::RowResult judge(const domain::ProductRow& row);
  ProductChanges products_;
  PriceChanges prices_;
  StockChanges stock_;
  UpdateContext context_;
  std::set<domain::ItemId> created_;
  std::vector<domain::RowResult> results_;
  std::vector<RowFate> fates_;
};

/// UpdatePOSProducts: creates items that do not exist and updates fields of those that do, price and quantities with them.
/// Each group of fields (texts, price, quantity per location) is judged by its own AsOf: a row of which only a part was too old is
/// taken with the code partly_stale. Results per row: created, updated, unchanged, stale, superseded, rejected (words of
/// ProductChanges and PriceChanges). Throws persistence::DatabaseUnavailable while nothing is committed. Repeating a call is
/// harmless. Safe for any thread. Source: ProductTasks, UpdatePOSProducts.
class UpdatePOSProductsHandler {
 public:
  using Run = UpdateRun<domain::ProductRow, ProductSlice>;
  /// All outlive the handler and its runs.
  UpdatePOSProductsHandler(persistence::Database& database, const base::Clock& clock, Fingerprints& fingerprints, UpdateLimits limits = {})
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
