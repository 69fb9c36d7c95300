#include "jobs/run_context.hpp"

namespace tillbridge::jobs {

std::optional<Stop> RunContext::may_not_call() const {
  if (lease.lost()) return Stop{"lease_lost", "another runner has taken the job over"};
  if (stop.stop_requested()) return Stop{"stopped", "the runner is stopping; the rest was handed back"};
  if (now() - started >= services.settings.longest_run_of(site)) return Stop{"continues", "the rest follows at once in a run of its own"};
  // The work before the call wrote through the lease and so extended it: too short means that the store was slow to answer.
  if (!lease.outlasts(services.settings.call_deadline)) return Stop{"stopped", "too little time was left of the lease; the rest was handed back"};
  return std::nullopt;
}

}  // namespace tillbridge::jobs
