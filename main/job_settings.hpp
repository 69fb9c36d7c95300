#pragma once
#include "base/config.hpp"
#include "jobs/job_services.hpp"

namespace tillbridge {

/// The jobs.* settings, for the runner and for runs by hand.
jobs::JobSettings job_settings(const base::Config& config);

}  // namespace tillbridge
