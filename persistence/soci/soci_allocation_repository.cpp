#include "persistence/soci/soci_allocation_repository.hpp"

#include <algorithm>
#include <set>

#include "persistence/soci/in_list.hpp"
#include "persistence/soci/stored_words.hpp"

namespace tillbridge::persistence::soci {
namespace {

const std::string kColumns = "e.entry_key, e.item_id, e.site_id, e.order_id, e.line_id, e.reason, e.quantity, e.document_id, e.at";

std::vector<domain::AllocationEntry> entries_of(Rows rows) {
  std::vector<domain::AllocationEntry> entries;
  while (rows.next())
    entries.push_back({.entry_key = rows.text(),
                       .item_id = rows.text(),
                       .site_id = domain::SiteId{rows.integer()},
                       .order_id = rows.text(),
                       .line_id = rows.text(),
                       .reason = known_word(domain::allocation_reason_from, rows.text()),
                       .quantity = rows.decimal(),
                       .document_id = rows.text(),
                       .at = rows.time()});
  return entries;
}

const std::string kSelectRelease =
    "SELECT item_id, document_id, line_id, site_id, order_id, quantity, confirmed_at, booked_at FROM pending_release WHERE account_id = ?";

void append_releases(std::vector<domain::PendingRelease>& releases, Rows rows) {
  while (rows.next()) {
    domain::PendingRelease release;
    release.item_id = rows.text();
    release.document_id = rows.text();
    release.line_id = rows.text();
    release.site_id = domain::SiteId{rows.integer()};
    release.order_id = rows.text();
    release.quantity = rows.decimal();
    release.confirmed_at = rows.time();
    release.booked_at = rows.optional_time();
    releases.push_back(std::move(release));
  }
}

}  // namespace

std::vector<domain::ItemId> SociAllocationRepository::append(domain::AccountId account, const std::vector<domain::AllocationEntry>& entries) {
  std::map<domain::ItemId, base::Decimal> moved;
  for (const auto& entry : entries) {
    const bool is_new = session_.insert_new(
        "allocation", {"account_id", "entry_key", "item_id", "site_id", "order_id", "line_id", "reason", "quantity", "document_id", "at"},
        {account, entry.entry_key, entry.item_id, entry.site_id, entry.order_id, entry.line_id, to_word(entry.reason), entry.quantity, entry.document_id,
         entry.at});
    if (!is_new) continue;
    move_open(account, entry);
    moved[entry.item_id] += entry.quantity;
  }
  std::vector<domain::ItemId> changed;
  for (const auto& [item, by] : moved)
    if (!by.is_zero()) changed.push_back(item);
  return changed;
}

void SociAllocationRepository::move_open(domain::AccountId account, const domain::AllocationEntry& entry) {
  const Values key = {account, entry.item_id, entry.order_id, entry.line_id};
  const std::string of_key = " WHERE account_id = ? AND item_id = ? AND order_id = ? AND line_id = ?";
  if (session_.execute("UPDATE allocation_open SET quantity = quantity + ?" + of_key, joined({entry.quantity}, key)) == 0)
    session_.execute("INSERT INTO allocation_open (account_id, item_id, order_id, line_id, quantity) VALUES (?, ?, ?, ?, ?)", joined(key, {entry.quantity}));
  session_.execute("DELETE FROM allocation_open" + of_key + " AND quantity = 0", key);
}

std::map<domain::ItemId, base::Decimal> SociAllocationRepository::sums(domain::AccountId account, const std::vector<domain::ItemId>& ids) {
  std::map<domain::ItemId, base::Decimal> sums;
  for_each_slice(ids, [&](const std::string& list, const Values& values) {
    auto rows = session_.query("SELECT item_id, SUM(quantity) FROM allocation_open WHERE account_id = ? AND item_id IN " + list + " GROUP BY item_id",
                               joined({account}, values));
    while (rows.next()) {
      auto item = rows.text();
      sums[std::move(item)] = rows.decimal();
    }
  });
  return sums;
}

std::vector<domain::AllocationEntry> SociAllocationRepository::list_open(domain::AccountId account, const domain::ItemId& id) {
  auto entries = entries_of(session_.query("SELECT " + kColumns +
                                               " FROM allocation_open o JOIN allocation e ON e.account_id = o.account_id AND e.order_id = o.order_id AND "
                                               "e.item_id = o.item_id AND e.line_id = o.line_id WHERE o.account_id = ? AND o.item_id = ? ORDER BY e.at, e.entry_key",
                                           {account, id}));
  return entries;
}

std::vector<domain::AllocationEntry> SociAllocationRepository::list_by_order(domain::AccountId account, const domain::OrderId& order) {
  return entries_of(session_.query("SELECT " + kColumns + " FROM allocation e WHERE e.account_id = ? AND e.order_id = ? ORDER BY e.at, e.entry_key", {account, order}));
}

void SociAllocationRepository::append_pending_releases(domain::AccountId account, const std::vector<domain::PendingRelease>& releases) {
  for (const auto& release : releases)
    session_.insert_new("pending_release",
                        {"account_id", "item_id", "document_id", "line_id", "site_id", "order_id", "quantity", "confirmed_at", "booked_at"},
                        {account, release.item_id, release.document_id, release.line_id, release.site_id, release.order_id, release.quantity,
                         release.confirmed_at, release.booked_at});
}

std::vector<domain::PendingRelease> SociAllocationRepository::list_pending_releases(domain::AccountId account, const std::vector<domain::ItemId>& ids) {
  std::vector<domain::PendingRelease> releases;
  for_each_slice(ids, [&](const std::string& list, const Values& values) {
    append_releases(releases, session_.query(kSelectRelease + " AND item_id IN " + list + " ORDER BY item_id, document_id, line_id", joined({account}, values)));
  });
  return releases;
}

std::vector<domain::PendingRelease> SociAllocationRepository::list_pending_releases_of_order(domain::AccountId account, const domain::OrderId& order) {
  std::vector<domain::PendingRelease> releases;
  append_releases(releases, session_.query(kSelectRelease + " AND order_id = ? ORDER BY item_id, document_id, line_id", {account, order}));
  return releases;
}

void SociAllocationRepository::remove_pending_releases(domain::AccountId account, const std::vector<domain::PendingRelease>& releases) {
  for (const auto& release : releases)
    session_.execute("DELETE FROM pending_release WHERE account_id = ? AND item_id = ? AND document_id = ? AND line_id = ?",
                     {account, release.item_id, release.document_id, release.line_id});
}

}  // namespace tillbridge::persistence::soci
