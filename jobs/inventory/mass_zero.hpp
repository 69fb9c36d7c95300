#pragma once
#include <optional>
#include <string>

#include "jobs/inventory/inventory_job.hpp"
#include "jobs/run_context.hpp"

namespace tillbridge::jobs {

/// Guards a shop against a till that posted an empty stock by mistake: the reason to hold the job when what is due would set more
/// than settings.mass_zero_percent of the site's live items, and at least mass_zero_minimum, from above 0 (or unknown) to 0.
/// Reads only; asked before the first write of a run.
std::optional<std::string> would_empty_the_shop(RunContext& run, int stock_batch);

}  // namespace tillbridge::jobs
