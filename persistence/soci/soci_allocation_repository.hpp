#pragma once
#include "persistence/allocations.hpp"
#include "persistence/soci/session.hpp"

namespace tillbridge::persistence::soci {

/// The ledger is append-only; `reservation` beside it holds the sum of each order line that is not zero, kept in the same transaction.
class SociAllocationRepository final : public AllocationRepository {
 public:
  explicit SociAllocationRepository(Session& session) : session_(session) {}

  std::vector<domain::ItemId> append(domain::AccountId account, const std::vector<domain::AllocationEntry>& entries) override;
  std::map<domain::ItemId, base::Decimal> sums(domain::AccountId account, const std::vector<domain::ItemId>& ids) override;
  std::map<domain::ItemId, base::Decimal> sums(domain::AccountId account, const std::vector<domain::SiteId>& sites, const std::vector<domain::ItemId>& ids) override;
  std::vector<domain::AllocationEntry> list_open(domain::AccountId account, const domain::ItemId& id) override;
  std::vector<domain::AllocationEntry> list_by_order(domain::AccountId account, const domain::OrderId& order) override;
  std::vector<domain::Reservation> list_reservations(domain::AccountId account, const Filter& filter) override;
  std::int64_t count_reservations(domain::AccountId account, domain::SiteId site, std::optional<base::Timestamp> until) override;
  void append_pending_releases(domain::AccountId account, const std::vector<domain::PendingRelease>& releases) override;
  std::vector<domain::PendingRelease> list_pending_releases(domain::AccountId account, const std::vector<domain::ItemId>& ids) override;
  std::vector<domain::ItemId> list_items_with_pending_releases(domain::AccountId account, int limit) override;
  std::vector<domain::PendingRelease> list_pending_releases_of_order(domain::AccountId account, const domain::OrderId& order) override;
  void remove_pending_releases(domain::AccountId account, const std::vector<domain::PendingRelease>& releases) override;
  void update_pending_releases(domain::AccountId account, const std::vector<domain::PendingRelease>& releases) override;
  std::vector<domain::PendingRelease> list_proven_releases(domain::AccountId account, int limit) override;

 private:
  std::vector<domain::AllocationEntry> without_known(domain::AccountId account, const std::vector<domain::AllocationEntry>& entries);
  void move_reservations(domain::AccountId account, const domain::OrderId& order, const std::vector<domain::AllocationEntry>& entries);
  std::map<domain::ItemId, base::Decimal> sums_where(const std::string& and_where, const Values& where, domain::AccountId account, const std::vector<domain::ItemId>& ids);

  Session& session_;
};

}  // namespace tillbridge::persistence::soci
