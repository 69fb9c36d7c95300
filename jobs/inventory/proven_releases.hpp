#pragma once
#include "jobs/run_context.hpp"

namespace tillbridge::jobs {

/// Ends the reservations of the account whose pieces the stored POS quantities left out already when the confirm came (the POS posted
/// first and told both times): no further quantity need come. The confirm itself changes no number; the inventory run does, before
/// it reads the stock. Returns false when the lease is lost.
bool end_proven_releases(RunContext& run);

}  // namespace tillbridge::jobs
