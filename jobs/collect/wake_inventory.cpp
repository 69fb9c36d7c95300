#include "jobs/collect/wake_inventory.hpp"

#include <algorithm>

namespace tillbridge::jobs {
namespace {

bool has_interval(persistence::UnitOfWork& work, const domain::Site& site) {
  const auto jobs = work.jobs().list(site.account_id, site.id);
  return std::ranges::any_of(jobs, [](const auto& job) { return job.job == domain::JobKind::kInventory && job.interval.count() > 0; });
}

}  // namespace

void wake_inventory(persistence::UnitOfWork& work, const domain::Site& site, const std::vector<domain::ItemId>& items, base::Timestamp now) {
  if (items.empty()) return;
  for (const auto& other : work.sites().list(site.account_id)) {
    if (other.id == site.id || !other.allocation) continue;
    if (work.listings().find_many(site.account_id, other.id, items).empty() || !has_interval(work, other)) continue;
    work.jobs().make_due(site.account_id, other.id, domain::JobKind::kInventory, now);
  }
}

}  // namespace tillbridge::jobs
