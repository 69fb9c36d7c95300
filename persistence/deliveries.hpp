#pragma once
#include <optional>
#include <string>
#include <vector>

#include "domain/delivery.hpp"

namespace tillbridge::persistence {

/// Level work in flight, failed, unknown or parked. Every change after the claim is guarded by the claim's token and says how
/// many rows it still owned.
class DeliveryRepository {
 public:
  virtual ~DeliveryRepository() = default;

  /// Inserts or takes over rows as kLeased with lease.token; a row's tries, first failure and last words stay.
  virtual void claim(const domain::JobLease& lease, const std::vector<std::pair<domain::ItemId, domain::Step>>& items) = 0;
  /// Rows due again (kWaiting, kUnknown) at `now`, and rows leased by an older token of this job (a dead runner); sorted by item.
  virtual std::vector<domain::Delivery> list_due(const domain::JobLease& lease, base::Timestamp now, int limit) = 0;
  virtual std::vector<domain::Delivery> find_many(domain::AccountId account, domain::SiteId site, domain::JobKind job, const std::vector<domain::ItemId>& ids) = 0;
  /// Done: the rows go. Returns how many were still ours.
  virtual std::int64_t remove_settled(const domain::JobLease& lease, const std::vector<domain::ItemId>& ids) = 0;
  /// Failed, unknown, held or parked: stores state, due_at, tries, first failure, code and message of each. Returns how many were still ours.
  virtual std::int64_t settle(const domain::JobLease& lease, const std::vector<domain::Delivery>& deliveries) = 0;
  /// By hand: parked and waiting rows become due at once; an empty list means all of the site and job.
  virtual std::int64_t release(domain::AccountId account, domain::SiteId site, domain::JobKind job, const std::vector<domain::ItemId>& ids, base::Timestamp now) = 0;
  virtual std::vector<domain::Delivery> list(domain::AccountId account, std::optional<domain::SiteId> site, std::optional<domain::DeliveryState> state, int limit) = 0;
  struct Counts { std::int64_t leased = 0, waiting = 0, unknown = 0, held = 0, parked = 0; std::optional<base::Timestamp> oldest_due; };
  virtual Counts count(domain::AccountId account, domain::SiteId site) = 0;
  virtual void remove(domain::AccountId account, domain::SiteId site, domain::JobKind job, const domain::ItemId& id) = 0;
};

}  // namespace tillbridge::persistence
