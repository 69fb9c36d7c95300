#include "admin/run_now.hpp"

#include "admin/audit_trail.hpp"
#include "admin/choice.hpp"

namespace tillbridge::admin {
namespace {

base::Result<ChosenSite> read_choice(AdminServices& services, const std::string& store_id, const std::string& site) {
  base::Result<ChosenSite> out = ChosenSite{};
  services.database.read([&](persistence::UnitOfWork& work) { out = choose_site(work, store_id, site); });
  return out;
}

}  // namespace

base::Result<jobs::RunReport> run_now(AdminServices& services, const std::string& store_id, const std::string& site, domain::JobKind job,
                                      const jobs::RunOptions& options) {
  if (!options.dry_run)
    if (auto allowed = require_role(services.role, Role::kOperator, "run a job"); !allowed) return allowed.error();
  const auto chosen = read_choice(services, store_id, site);
  if (!chosen) return chosen.error();
  auto of_jobs = job_services(services);
  auto report = jobs::run_job_once(of_jobs, chosen->account.id, chosen->site.name, job, options);
  if (!report || options.dry_run) return report;
  services.database.write([&](persistence::UnitOfWork& work) {
    record_act(work, services, chosen->account.id, options.force ? "job_forced" : "job_run", chosen->site.name + " " + to_word(job),
               report->result + ": " + jobs::summary_line(*report));
  });
  return report;
}

base::Result<jobs::ItemExplanation> explain_item(AdminServices& services, const std::string& store_id, const std::string& site, const domain::ItemId& item) {
  const auto chosen = read_choice(services, store_id, site);
  if (!chosen) return chosen.error();
  return jobs::explain_item(services.database, chosen->account.id, chosen->site.name, item, services.clock.now());
}

}  // namespace tillbridge::admin
