#include "main/job_settings.hpp"

namespace tillbridge {

jobs::JobSettings job_settings(const base::Config& config) {
  jobs::JobSettings settings;
  settings.workers = static_cast<int>(config.integer("jobs.workers"));
  settings.lease = std::chrono::seconds(config.integer("jobs.lease_seconds"));
  settings.longest_run = std::chrono::seconds(config.integer("jobs.longest_run_seconds"));
  settings.mass_zero_percent = static_cast<int>(config.integer("jobs.mass_zero_percent"));
  settings.mass_zero_minimum = static_cast<int>(config.integer("jobs.mass_zero_minimum"));
  settings.payload_kept = std::chrono::days(config.integer("retention.payload_days"));
  return settings;
}

}  // namespace tillbridge
