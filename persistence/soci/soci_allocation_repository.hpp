#pragma once
#include "persistence/allocations.hpp"
#include "persistence/soci/session.hpp"

namespace tillbridge::persistence::soci {

/// The ledger is append-only; allocation_open beside it holds the sum of each order line that is not zero, kept in the same transaction.
class SociAllocationRepository final : public AllocationRepository {
 public:
  explicit SociAllocationRepository(Session& session) : session_(session) {}

  std::vector<domain::ItemId> append(domain::AccountId account, const std::vector<domain::AllocationEntry>& entries) override;
  std::map<domain::ItemId, base::Decimal> sums(domain::AccountId account, const std::vector<domain::ItemId>& ids) override;
  std::vector<domain::AllocationEntry> list_open(domain::AccountId account, const domain::ItemId& id) override;
  std::vector<domain::AllocationEntry> list_by_order(domain::AccountId account, const domain::OrderId& order) override;
  void append_pending_releases(domain::AccountId account, const std::vector<domain::PendingRelease>& releases) override;
  std::vector<domain::PendingRelease> list_pending_releases(domain::AccountId account, const std::vector<domain::ItemId>& ids) override;
  std::vector<domain::PendingRelease> list_pending_releases_of_order(domain::AccountId account, const domain::OrderId& order) override;
  void remove_pending_releases(domain::AccountId account, const std::vector<domain::PendingRelease>& releases) override;

 private:
  void move_open(domain::AccountId account, const domain::AllocationEntry& entry);

  Session& session_;
};

}  // namespace tillbridge::persistence::soci
