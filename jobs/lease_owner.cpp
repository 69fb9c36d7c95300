#include "jobs/lease_owner.hpp"

#include <vector>

#include "base/log.hpp"
#include "base/process_identity.hpp"

namespace tillbridge::jobs {

std::string new_lease_owner(base::Random& random) { return base::current_process() + " " + base::new_id(random, "run_"); }

int end_abandoned_leases(persistence::Database& database, const base::Clock& clock, const std::function<bool(const domain::JobLease&)>& forgotten) {
  std::vector<domain::JobLease> leases;
  database.read([&](persistence::UnitOfWork& work) { leases = work.jobs().list_leases(clock.now()); });
  int all = 0;
  for (const auto& lease : leases) {
    const bool died = base::is_running(lease.owner) == false;
    if (!died && !(forgotten && forgotten(lease))) continue;
    bool ended = false;
    database.write([&](persistence::UnitOfWork& work) { ended = work.jobs().renew(lease, clock.now()); });
    if (!ended) continue;
    ++all;
    base::log_warn("jobs", "lease_ended", {{"account", domain::raw(lease.account_id)}, {"site", domain::raw(lease.site_id)}, {"job", domain::to_word(lease.job)},
                                           {"token", lease.token}, {"owner", lease.owner}, {"reason", died ? "its process has died" : "its run could not be settled"}});
  }
  return all;
}

}  // namespace tillbridge::jobs
