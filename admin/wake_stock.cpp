#include "admin/wake_stock.hpp"

#include <algorithm>

namespace tillbridge::admin {

void wake_stock(persistence::UnitOfWork& work, const AdminServices& services, domain::AccountId account, const std::vector<domain::ItemId>& items, domain::Step step) {
  if (items.empty()) work.stock().touch_all(account, step);
  else work.stock().touch(account, items, step);
  const auto now = services.clock.now();
  for (const auto& site : work.sites().list(account))
    for (const auto& job : work.jobs().list(account, site.id))
      if (job.job == domain::JobKind::kInventory && job.interval.count() > 0) work.jobs().make_due(account, site.id, job.job, now);
}

}  // namespace tillbridge::admin
