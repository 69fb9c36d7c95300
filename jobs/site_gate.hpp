#pragma once
#include <optional>
#include <string>

#include "jobs/breaker.hpp"
#include "jobs/run_context.hpp"

namespace tillbridge::jobs {

/// The breaker of a site as a run meets it: asked once before the first call, told after every call.
class SiteGate {
 public:
  explicit SiteGate(RunContext& run) : run_(run) {}

  /// Before the first call. An open breaker ends the run; one whose pause is over lets one probe decide (other runners are
  /// kept away meanwhile). `by_hand` probes an open one too: a person asks.
  std::optional<Stop> enter(bool by_hand);

  /// After a call, inside the transaction that settles it. Says whether the run has to end.
  std::optional<Stop> settle(persistence::UnitOfWork& work, CallVerdict verdict, const std::string& words, std::chrono::seconds retry_after);
  /// The same in a transaction of its own, for reads that failed.
  std::optional<Stop> settle(const base::Error& error);

 private:
  std::optional<Stop> probe(const domain::SiteHealth& health);

  RunContext& run_;
};

}  // namespace tillbridge::jobs
