#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "domain/delivery.hpp"

namespace tillbridge::persistence {

/// What a runner leaves alone when it claims.
struct ClaimRules {
  std::vector<domain::AccountId> except = {};     ///< left to others: a runner shares its workers between tenants
  std::vector<std::string> one_lane = {};         ///< platforms whose shops are worked on by one job at a time
};

/// The schedule of the four jobs per site and the history of their runs.
class JobRepository {
 public:
  virtual ~JobRepository() = default;

  /// Makes the four rows of a new site with their intervals, due at once.
  virtual void insert_for_site(domain::AccountId account, domain::SiteId site, base::Timestamp now) = 0;
  virtual void store_interval(domain::AccountId account, domain::SiteId site, domain::JobKind job, std::chrono::seconds interval, const std::string& window) = 0;
  /// Claims the job that is due longest and not leased by a living runner, of any account, whose site is neither paused nor behind an open
  /// breaker: sets owner, token + 1 and lease_until in one guarded statement. Nothing when none is due. Never hands one job to two.
  virtual std::optional<domain::JobLease> claim_due(const std::string& owner, base::Timestamp now, std::chrono::seconds lease, const ClaimRules& rules = {}) = 0;
  /// Claims this job whether due or not (run by hand); nothing when a living runner has it, or another job of the site where the rules
  /// give its platform one lane.
  virtual std::optional<domain::JobLease> claim(domain::AccountId account, domain::SiteId site, domain::JobKind job, const std::string& owner,
                                                base::Timestamp now, std::chrono::seconds lease, const ClaimRules& rules = {}) = 0;
  /// False when the lease was lost; then the run stops and writes nothing more.
  virtual bool renew(const domain::JobLease& lease, base::Timestamp lease_until) = 0;
  virtual bool store_seen_step(const domain::JobLease& lease, domain::Step seen) = 0;
  /// Ends the run: frees the lease, stores result and summary, sets the next due time (absent = by hand only), appends the run to the history.
  virtual bool finish(const domain::JobLease& lease, std::optional<base::Timestamp> next_due, const std::string& result, const std::string& summary,
                      base::Timestamp started, base::Timestamp finished) = 0;
  /// Wakes the job now (webhook, operator, a saved shipment).
  virtual void make_due(domain::AccountId account, domain::SiteId site, domain::JobKind job, base::Timestamp now) = 0;
  /// "" lifts it. A held job is not claimed by claim_due.
  virtual void store_held_reason(domain::AccountId account, domain::SiteId site, domain::JobKind job, const std::string& reason) = 0;
  virtual std::vector<domain::JobStatus> list(domain::AccountId account, domain::SiteId site) = 0;
  /// Frees every lease of `owner` (a clean stop) or of all runners (SQLite: the only one just started).
  virtual std::int64_t free_leases(const std::optional<std::string>& owner) = 0;
  /// All leases that have not run out at `now`, of any account; without seen_step. To end one before its time, renew it until now: then its
  /// job is due at once, and the next claim raises the token.
  virtual std::vector<domain::JobLease> list_leases(base::Timestamp now) = 0;
  struct Run { domain::SiteId site_id{}; domain::JobKind job{}; base::Timestamp started, finished; std::string result, summary; };
  /// Newest first by the clock, at most 1,000 are kept per site.
  virtual std::vector<Run> list_runs(domain::AccountId account, domain::SiteId site, int limit) = 0;
  /// The run that came last, whatever the clock said; nothing where none is kept.
  virtual std::optional<Run> find_last_run(domain::AccountId account, domain::SiteId site, domain::JobKind job) = 0;
  /// Sites, of any account, whose pricing job has an interval, is neither running nor due at `now`, and has not run since a sale of
  /// the account started or ended: it would be late. One look at two indexes per site.
  struct Place { domain::AccountId account_id{}; domain::SiteId site_id{}; };
  virtual std::vector<Place> list_late_for_sales(base::Timestamp now) = 0;
};

}  // namespace tillbridge::persistence
