#pragma once
#include <map>
#include <optional>
#include <vector>

#include "domain/allocation.hpp"

namespace tillbridge::persistence {

/// The ledger of what web orders hold, and the reservations that wait for the POS's next quantity.
class AllocationRepository {
 public:
  virtual ~AllocationRepository() = default;
  /// Appends what is new by entry_key; returns the items whose sum changed, sorted.
  virtual std::vector<domain::ItemId> append(domain::AccountId account, const std::vector<domain::AllocationEntry>& entries) = 0;
  /// The sum per item over the orders of all sites; items without entries are missing from the map.
  virtual std::map<domain::ItemId, base::Decimal> sums(domain::AccountId account, const std::vector<domain::ItemId>& ids) = 0;
  /// The same over the orders of these sites only.
  virtual std::map<domain::ItemId, base::Decimal> sums(domain::AccountId account, const std::vector<domain::SiteId>& sites, const std::vector<domain::ItemId>& ids) = 0;
  /// All entries of an item that belong to orders whose sum is not zero, oldest first: what `explain` shows.
  virtual std::vector<domain::AllocationEntry> list_open(domain::AccountId account, const domain::ItemId& id) = 0;
  virtual std::vector<domain::AllocationEntry> list_by_order(domain::AccountId account, const domain::OrderId& order) = 0;

  /// What is reserved now, the oldest first. `until`: only what was reserved up to then.
  struct Filter { std::optional<domain::SiteId> site = {}; domain::ItemId item = {}; domain::OrderId order = {}; std::optional<base::Timestamp> until = {}; int limit = 1'000; };
  virtual std::vector<domain::Reservation> list_reservations(domain::AccountId account, const Filter& filter) = 0;
  /// Order lines that hold something; those reserved up to `until` where it is given.
  virtual std::int64_t count_reservations(domain::AccountId account, domain::SiteId site, std::optional<base::Timestamp> until) = 0;

  /// Repeating one (document, line) changes nothing.
  virtual void append_pending_releases(domain::AccountId account, const std::vector<domain::PendingRelease>& releases) = 0;
  /// Of these items, sorted by item.
  virtual std::vector<domain::PendingRelease> list_pending_releases(domain::AccountId account, const std::vector<domain::ItemId>& ids) = 0;
  /// The items of the account that any waits for, sorted, each once, at most `limit`.
  virtual std::vector<domain::ItemId> list_items_with_pending_releases(domain::AccountId account, int limit) = 0;
  virtual std::vector<domain::PendingRelease> list_pending_releases_of_order(domain::AccountId account, const domain::OrderId& order) = 0;
  virtual void remove_pending_releases(domain::AccountId account, const std::vector<domain::PendingRelease>& releases) = 0;
  /// Stores quantity, posted_locations and proven of rows that exist; a quantity of 0 removes the row.
  virtual void update_pending_releases(domain::AccountId account, const std::vector<domain::PendingRelease>& releases) = 0;
  /// Those that stored quantities have ended already, sorted by item.
  virtual std::vector<domain::PendingRelease> list_proven_releases(domain::AccountId account, int limit) = 0;
};

}  // namespace tillbridge::persistence
