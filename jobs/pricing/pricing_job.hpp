#pragma once
#include "jobs/level/level_job.hpp"
#include "jobs/level/live_listings.hpp"

namespace tillbridge::jobs {

/// Pricing Updates: every live listing has price and sale price of the POS. An item without a price is left alone.
class PricingJob final : public LevelJob {
 public:
  /// `sales_from`: the moment up to which starts and ends of sales are in the shop already.
  PricingJob(const domain::Site& site, const base::Clock& clock, int price_batch, bool shop_keeps_window, base::Timestamp sales_from)
      : site_(site), clock_(clock), batch_(std::max(price_batch, 1)), keeps_window_(shop_keeps_window), sales_from_(sales_from) {}

  domain::JobKind kind() const override { return domain::JobKind::kPricing; }
  int batch() const override { return batch_; }
  Changed list_changed(persistence::UnitOfWork& work, domain::Step after, domain::Step up_to, const domain::ItemId& after_id, int limit) override;
  /// Sales that started or ended since, where the shop keeps no window itself.
  std::vector<domain::ItemId> list_by_time(persistence::UnitOfWork& work) override;
  void begin_claim() override;
  std::vector<Assessment> assess(persistence::UnitOfWork& work, const std::vector<domain::ItemId>& ids, const Rows& rows) override;
  std::vector<Call> calls_for(const std::vector<domain::ItemId>& ids) override;

 private:
  const domain::Site& site_;
  const base::Clock& clock_;
  const int batch_;
  const bool keeps_window_;
  const base::Timestamp sales_from_;
  // Since begin_claim().
  std::map<domain::ItemId, connectors::PriceWrite> writes_;
  Listings listings_;
};

}  // namespace tillbridge::jobs
