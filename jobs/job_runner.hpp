#pragma once
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include "jobs/job_services.hpp"
#include "persistence/jobs.hpp"

namespace tillbridge::jobs {

/// The scheduler: worker threads that claim whatever job is due, of any account and site, and run it. One worker at a time looks
/// for work (every settings.poll, and at once after a run), the others run jobs or wait for their turn to look. Several runners on one
/// server database share the work through the claims; nothing is agreed between them otherwise. Accounts that no worker is busy with
/// come first, and one account never has all workers, so that the slow shops of one tenant do not keep the others waiting; nor does one site
/// have all that its account may have where others have work, so that a slow shop does not keep its tenant's other shops waiting.
/// The pricing job of a site is also due when a sale of its account starts or ends, whatever its interval (not one that runs by hand).
/// Once a day a worker that has nothing to run purges what is over its time (retention/purge.hpp).
/// Leases of runners that died on this host, and own ones that could not be given back because the database was away, end within seconds.
class JobRunner {
 public:
  /// `owner` names this runner in its leases: new_lease_owner(), unique among all that ever ran.
  JobRunner(JobServices services, std::string owner);
  ~JobRunner();
  JobRunner(const JobRunner&) = delete;
  JobRunner& operator=(const JobRunner&) = delete;

  /// Begins. On an embedded database, where this is the only runner, all leases of a predecessor are freed first. Throws
  /// what the database throws when it cannot be reached.
  void start();
  /// Looks for due jobs now.
  void wake();
  /// Claims nothing more, lets each run end after the call that is under way, hands back what was not sent and returns when
  /// all workers have ended. Repeating it does nothing.
  void stop();

  /// Claims and runs one due job in the calling thread; false when none is due.
  bool run_one();

  std::int64_t runs() const { return runs_; }
  bool stopping() const { return stop_.stop_requested(); }

 private:
  void work();
  void run(const domain::JobLease& lease);
  bool look_and_run(std::unique_lock<std::mutex>& turn);
  std::optional<domain::JobLease> claim();
  void look_for_abandoned();
  void look_for_sales();
  bool is_running(const domain::JobLease& lease);
  std::vector<persistence::ClaimRules> claim_rules();
  std::vector<domain::AccountId> busy_with(int at_least);
  void wait_for_work();
  void say_alive();
  bool purge_when_due(std::unique_lock<std::mutex>& turn);

  JobServices services_;
  const std::string owner_;
  std::stop_source stop_;
  std::mutex turn_;                   ///< held by the worker that looks for work
  std::mutex idle_;
  std::condition_variable wake_;
  bool woken_ = false;
  std::atomic<std::int64_t> runs_{0};
  std::mutex running_guard_;
  std::vector<domain::JobLease> running_;  ///< what the workers run under
  base::Timestamp said_alive_{};
  base::Timestamp looked_for_abandoned_{};
  base::Timestamp looked_for_sales_{};
  std::chrono::microseconds pause_between_sales_{};
  base::Timestamp purge_due_{};       ///< guarded by turn_
  std::int64_t runs_looked_after_ = 0;       ///< guarded by turn_: the runs that had ended before the last look
  std::vector<std::thread> workers_;
};

}  // namespace tillbridge::jobs
