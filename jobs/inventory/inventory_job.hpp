#pragma once
#include "jobs/inventory/web_stock.hpp"
#include "jobs/level/level_job.hpp"
#include "jobs/level/live_listings.hpp"

namespace tillbridge::jobs {

/// Inventory Updates: every live listing shows web_stock(). An item that the POS never counted is left alone.
class InventoryJob final : public LevelJob {
 public:
  InventoryJob(const domain::Site& site, const base::Clock& clock, int stock_batch) : site_(site), clock_(clock), batch_(std::max(stock_batch, 1)) {}

  domain::JobKind kind() const override { return domain::JobKind::kInventory; }
  int batch() const override { return batch_; }
  Changed list_changed(persistence::UnitOfWork& work, domain::Step after, domain::Step up_to, const domain::ItemId& after_id, int limit) override;
  void begin_claim() override;
  std::vector<Assessment> assess(persistence::UnitOfWork& work, const std::vector<domain::ItemId>& ids, const Rows& rows) override;
  std::vector<Call> calls_for(const std::vector<domain::ItemId>& ids) override;

 private:
  void store(persistence::UnitOfWork& work, const std::vector<connectors::StockWrite>& writes, const std::vector<connectors::Outcome>& outcomes,
             const Listings& before, domain::Step read_at);

  const domain::Site& site_;
  const base::Clock& clock_;
  const int batch_;
  // Since begin_claim(): what to write, from which state of the store.
  std::map<domain::ItemId, connectors::StockWrite> writes_;
  Listings listings_;
  std::optional<domain::Step> read_at_;
};

}  // namespace tillbridge::jobs
