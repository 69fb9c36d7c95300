#include "admin/audit_trail.hpp"

#include "admin/choice.hpp"

namespace tillbridge::admin {

void record_act(persistence::UnitOfWork& work, const AdminServices& services, domain::AccountId account, const std::string& act,
                const std::string& object, const std::string& reason) {
  work.audit().append(account, {.at = services.clock.now(), .actor = services.actor, .act = act, .object = object, .reason = reason});
}

base::Result<std::vector<persistence::AuditEntry>> list_audit(AdminServices& services, const std::string& store_id, int limit) {
  base::Result<std::vector<persistence::AuditEntry>> out = std::vector<persistence::AuditEntry>{};
  services.database.read([&](persistence::UnitOfWork& work) {
    const auto account = choose_account(work, store_id);
    if (account) out = work.audit().list(account->id, limit);
    else out = account.error();
  });
  return out;
}

}  // namespace tillbridge::admin
