#pragma once
#include <vector>

#include "admin/admin_services.hpp"

namespace tillbridge::admin {

/// An operator changed what shops may show of these items (empty = all): they count as changed at `step`, and the inventory jobs of the
/// account's sites that have an interval become due now. Inside the transaction of the act.
void wake_stock(persistence::UnitOfWork& work, const AdminServices& services, domain::AccountId account, const std::vector<domain::ItemId>& items, domain::Step step);

}  // namespace tillbridge::admin
