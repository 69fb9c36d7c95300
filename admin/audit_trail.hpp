#pragma once
#include <string>
#include <vector>

#include "admin/admin_services.hpp"

namespace tillbridge::admin {

/// Leaves the trace of an act in the transaction of the act itself. `reason` also holds before and after; never a secret.
void record_act(persistence::UnitOfWork& work, const AdminServices& services, domain::AccountId account, const std::string& act,
                const std::string& object, const std::string& reason = {});

/// Newest first.
base::Result<std::vector<persistence::AuditEntry>> list_audit(AdminServices& services, const std::string& store_id, int limit);

}  // namespace tillbridge::admin
