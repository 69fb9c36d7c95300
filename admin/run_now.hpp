#pragma once
#include <string>

#include "admin/admin_services.hpp"
#include "jobs/explain.hpp"
#include "jobs/run_by_hand.hpp"

namespace tillbridge::admin {

/// Runs one job of a site now, in this thread, and leaves a trace of it (dry runs leave none). Errors of choose_site and
/// jobs::run_job_once.
base::Result<jobs::RunReport> run_now(AdminServices& services, const std::string& store_id, const std::string& site, domain::JobKind job,
                                      const jobs::RunOptions& options);

/// Why the shop shows what it shows of an item.
base::Result<jobs::ItemExplanation> explain_item(AdminServices& services, const std::string& store_id, const std::string& site, const domain::ItemId& item);

}  // namespace tillbridge::admin
