#include "admin/purge.hpp"

#include <fmt/format.h>

#include "admin/audit_trail.hpp"
#include "admin/choice.hpp"

namespace tillbridge::admin {
namespace {

using base::Error;
using base::ErrorCode;

constexpr std::chrono::hours kShortest{24};

}  // namespace

base::Result<jobs::PurgeReport> purge(AdminServices& services, const PurgeRequest& request) {
  const std::chrono::seconds configured = services.job_settings.payload_kept;
  const auto older_than = request.older_than.value_or(configured);
  if (older_than < kShortest) return Error{ErrorCode::kInvalidRequest, "--older-than must be at least 24h: a till may still ask about what it confirmed today"};
  const auto needed = older_than < configured ? Role::kAccountAdmin : Role::kOperator;
  if (auto allowed = require_role(services.role, needed, "purge documents earlier than retention.payload_days says"); !allowed) return allowed.error();
  base::Result<std::vector<domain::Account>> accounts = std::vector<domain::Account>{};
  services.database.read([&](persistence::UnitOfWork& work) { accounts = choose_accounts(work, request.store_id); });
  if (!accounts) return accounts.error();
  jobs::PurgeReport report;
  for (const auto& account : *accounts) {
    const auto done = jobs::purge_account(services.database, services.clock, account.id, services.clock.now() - older_than);
    report.documents += done.documents;
    report.orders += done.orders;
    if (done.documents + done.orders == 0) continue;
    services.database.write([&](persistence::UnitOfWork& work) {
      work.accounts().step_clock(account.id);
      record_act(work, services, account.id, "purged", account.store_id,
                 fmt::format("{} documents, {} orders, older than {} days", done.documents, done.orders, std::chrono::duration_cast<std::chrono::days>(older_than).count()));
    });
  }
  return report;
}

}  // namespace tillbridge::admin
