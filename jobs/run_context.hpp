#pragma once
#include <optional>
#include <stop_token>
#include <string>

#include "domain/account.hpp"
#include "jobs/job_services.hpp"
#include "jobs/lease_keeper.hpp"
#include "jobs/run_report.hpp"

namespace tillbridge::jobs {

/// Why a run ends before its work does; `result` is a word of RunReport::result.
struct Stop {
  std::string result;
  std::string note;
};

/// What one run works with. Made by run_claimed_job, used by one thread.
struct RunContext {
  JobServices& services;
  domain::Account account;
  domain::Site site;
  connectors::Connector& shop;
  LeaseKeeper& lease;
  std::stop_token stop;
  base::Timestamp started;
  bool force = false;

  base::Timestamp now() const { return services.clock.now(); }
  /// Asked before each call: the runner is going down, the lease is lost or too short for the call, or the run has had its
  /// share of time.
  std::optional<Stop> may_not_call() const;
};

}  // namespace tillbridge::jobs
