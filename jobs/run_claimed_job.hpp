#pragma once
#include <stop_token>

#include "domain/delivery.hpp"
#include "jobs/job_services.hpp"
#include "jobs/run_by_hand.hpp"
#include "jobs/run_report.hpp"

namespace tillbridge::jobs {

/// Runs a claimed job to its end in the calling thread and gives it back with result, summary and next due time. Never throws:
/// what goes wrong is the report's result, and a store that is gone leaves the lease to run out. A stop asked through `stop`
/// ends the run after the call that is under way.
RunReport run_claimed_job(JobServices& services, const domain::JobLease& lease, std::stop_token stop, const RunOptions& options = {});

}  // namespace tillbridge::jobs
