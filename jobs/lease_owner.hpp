#pragma once
#include <functional>
#include <string>

#include "base/clock.hpp"
#include "base/random.hpp"
#include "persistence/database.hpp"

namespace tillbridge::jobs {

/// Names a runner in its leases: the process (base/process_identity.hpp) and an id of its own, at most 250 characters. Unique among
/// all that ever ran.
std::string new_lease_owner(base::Random& random);

/// Ends leases that nobody works under, so that their jobs are due at once instead of after jobs.lease_seconds: those of processes of
/// this host that have died, and those that `forgotten` picks. A runner elsewhere, or one that lives and is silent, keeps its lease.
/// The tokens stay exact. Returns how many were ended.
int end_abandoned_leases(persistence::Database& database, const base::Clock& clock, const std::function<bool(const domain::JobLease&)>& forgotten = {});

}  // namespace tillbridge::jobs
