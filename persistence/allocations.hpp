#pragma once
#include <map>
#include <vector>

#include "domain/allocation.hpp"

namespace tillbridge::persistence {

/// The ledger of what web orders hold, and the reservations that wait for the POS's next quantity.
class AllocationRepository {
 public:
  virtual ~AllocationRepository() = default;
  /// Appends what is new by entry_key; returns the items whose sum changed, sorted.
  virtual std::vector<domain::ItemId> append(domain::AccountId account, const std::vector<domain::AllocationEntry>& entries) = 0;
  /// The sum per item; items without entries are missing from the map.
  virtual std::map<domain::ItemId, base::Decimal> sums(domain::AccountId account, const std::vector<domain::ItemId>& ids) = 0;
  /// All entries of an item that belong to orders whose sum is not zero, oldest first: what `explain` shows.
  virtual std::vector<domain::AllocationEntry> list_open(domain::AccountId account, const domain::ItemId& id) = 0;
  virtual std::vector<domain::AllocationEntry> list_by_order(domain::AccountId account, const domain::OrderId& order) = 0;

  /// Repeating one (document, line) changes nothing.
  virtual void append_pending_releases(domain::AccountId account, const std::vector<domain::PendingRelease>& releases) = 0;
  /// Of these items, sorted by item.
  virtual std::vector<domain::PendingRelease> list_pending_releases(domain::AccountId account, const std::vector<domain::ItemId>& ids) = 0;
  virtual std::vector<domain::PendingRelease> list_pending_releases_of_order(domain::AccountId account, const domain::OrderId& order) = 0;
  virtual void remove_pending_releases(domain::AccountId account, const std::vector<domain::PendingRelease>& releases) = 0;
};

}  // namespace tillbridge::persistence
