#pragma once
#include "persistence/jobs.hpp"
#include "persistence/soci/session.hpp"

namespace tillbridge::persistence::soci {

/// A job is free when nobody leases it or the lease has run out; a run-out lease makes it due at once. Every claim raises
/// the token, every later write of the run is guarded by owner and token.
class SociJobRepository final : public JobRepository {
 public:
  explicit SociJobRepository(Session& session) : session_(session) {}

  void insert_for_site(domain::AccountId account, domain::SiteId site, base::Timestamp now) override;
  void store_interval(domain::AccountId account, domain::SiteId site, domain::JobKind job, std::chrono::seconds interval, const std::string& window) override;
  std::optional<domain::JobLease> claim_due(const std::string& owner, base::Timestamp now, std::chrono::seconds lease,
                                            const ClaimRules& rules) override;
  std::optional<domain::JobLease> claim(domain::AccountId account, domain::SiteId site, domain::JobKind job, const std::string& owner, base::Timestamp now,
                                        std::chrono::seconds lease, const ClaimRules& rules) override;
  bool renew(const domain::JobLease& lease, base::Timestamp lease_until) override;
  bool store_seen_step(const domain::JobLease& lease, domain::Step seen) override;
  bool finish(const domain::JobLease& lease, std::optional<base::Timestamp> next_due, const std::string& result, const std::string& summary,
              base::Timestamp started, base::Timestamp finished) override;
  void make_due(domain::AccountId account, domain::SiteId site, domain::JobKind job, base::Timestamp now) override;
  void store_held_reason(domain::AccountId account, domain::SiteId site, domain::JobKind job, const std::string& reason) override;
  std::vector<domain::JobStatus> list(domain::AccountId account, domain::SiteId site) override;
  std::int64_t free_leases(const std::optional<std::string>& owner) override;
  std::vector<domain::JobLease> list_leases(base::Timestamp now) override;
  std::vector<Run> list_runs(domain::AccountId account, domain::SiteId site, int limit) override;
  std::optional<Run> find_last_run(domain::AccountId account, domain::SiteId site, domain::JobKind job) override;
  std::vector<Place> list_late_for_sales(base::Timestamp now) override;

 private:
  std::optional<domain::JobLease> take(domain::JobLease wanted, base::Timestamp now);
  bool lane_is_free(const domain::JobLease& wanted, base::Timestamp now);
  void forget_old_runs(domain::AccountId account, domain::SiteId site);

  Session& session_;
};

}  // namespace tillbridge::persistence::soci
