#pragma once
#include "jobs/level/level_job.hpp"
#include "jobs/level/live_listings.hpp"

namespace tillbridge::jobs {

/// The starts and ends of sales that may not be in the shop yet: those after `from`, up to now or `to`, whichever is later.
struct SaleSpan {
  base::Timestamp from{};
  base::Timestamp to{};
};

/// Pricing Updates: every live listing has price and sale price of the POS. An item without a price is left alone.
class PricingJob final : public LevelJob {
 public:
  PricingJob(const domain::Site& site, const base::Clock& clock, int price_batch, bool shop_keeps_window, SaleSpan sales)
      : site_(site), clock_(clock), batch_(std::max(price_batch, 1)), keeps_window_(shop_keeps_window), sales_(sales) {}

  domain::JobKind kind() const override { return domain::JobKind::kPricing; }
  int batch() const override { return batch_; }
  Changed list_changed(persistence::UnitOfWork& work, domain::Step after, domain::Step up_to, const domain::ItemId& after_id, int limit) override;
  /// Sales that started or ended since.
  std::vector<domain::ItemId> list_by_time(persistence::UnitOfWork& work) override;
  void begin_claim() override;
  std::vector<Assessment> assess(persistence::UnitOfWork& work, const std::vector<domain::ItemId>& ids, const Rows& rows) override;
  std::vector<Call> calls_for(const std::vector<domain::ItemId>& ids) override;

 private:
  const domain::Site& site_;
  const base::Clock& clock_;
  const int batch_;
  const bool keeps_window_;
  const SaleSpan sales_;
  // Since begin_claim().
  std::map<domain::ItemId, connectors::PriceWrite> writes_;
  Listings listings_;
};

}  // namespace tillbridge::jobs
