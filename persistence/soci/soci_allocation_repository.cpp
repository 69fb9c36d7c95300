#include "persistence/soci/soci_allocation_repository.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include "persistence/soci/in_list.hpp"
#include "persistence/soci/keyed_read.hpp"
#include "persistence/soci/json_columns.hpp"
#include "persistence/soci/stored_words.hpp"

namespace tillbridge::persistence::soci {
namespace {

const std::string kColumns = "e.entry_key, e.item_id, e.site_id, e.order_id, e.line_id, e.reason, e.quantity, e.document_id, e.at";

/// Rows whose key is new.
const dialect::UpsertShape kEntryShape{.table = "allocation",
                                       .keys = {"account_id", "entry_key"},
                                       .replaced = {"item_id", "site_id", "order_id", "line_id", "reason", "quantity", "document_id", "at"}};
const dialect::UpsertShape kReservationShape{
    .table = "reservation", .keys = {"account_id", "item_id", "order_id", "line_id"}, .replaced = {"site_id", "quantity", "since"}};

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
    "SELECT item_id, document_id, line_id, site_id, order_id, quantity, confirmed_at, booked_at, posted_locations, proven FROM pending_release WHERE account_id = ?";

const KeyedRead kReleases{.select = kSelectRelease, .key = "item_id", .rest = " ORDER BY item_id, document_id, line_id"};
const KeyedRead kSums{
    .select = "SELECT item_id, SUM(quantity) FROM reservation WHERE account_id = ?", .key = "item_id", .rest = " GROUP BY item_id ORDER BY item_id"};

domain::PendingRelease release_of(Rows& rows) {
  domain::PendingRelease release;
  release.item_id = rows.text();
  release.document_id = rows.text();
  release.line_id = rows.text();
  release.site_id = domain::SiteId{rows.integer()};
  release.order_id = rows.text();
  release.quantity = rows.decimal();
  release.confirmed_at = rows.time();
  release.booked_at = rows.optional_time();
  release.posted_locations = texts_from(rows.text());
  release.proven = rows.flag();
  return release;
}

void append_releases(std::vector<domain::PendingRelease>& releases, Rows rows) {
  while (rows.next()) releases.push_back(release_of(rows));
}

}  // namespace

std::vector<domain::ItemId> SociAllocationRepository::append(domain::AccountId account, const std::vector<domain::AllocationEntry>& entries) {
  const auto fresh = without_known(account, entries);
  if (fresh.empty()) return {};
  std::vector<Values> rows;
  std::map<domain::ItemId, base::Decimal> moved;
  std::map<domain::OrderId, std::vector<domain::AllocationEntry>> by_order;
  for (const auto& entry : fresh) {
    rows.push_back({account, entry.entry_key, entry.item_id, entry.site_id, entry.order_id, entry.line_id, to_word(entry.reason), entry.quantity,
                    entry.document_id, entry.at});
    moved[entry.item_id] += entry.quantity;
    by_order[entry.order_id].push_back(entry);
  }
  std::sort(rows.begin(), rows.end(), [](const Values& one, const Values& other) { return one[1].text() < other[1].text(); });
  session_.upsert(kEntryShape, rows);
  for (const auto& [order, its_entries] : by_order) move_reservations(account, order, its_entries);
  std::vector<domain::ItemId> changed;
  for (const auto& [item, by] : moved)
    if (!by.is_zero()) changed.push_back(item);
  return changed;
}

/// In their order; who appends holds the account's clock, so that nobody else appends one of them meanwhile.
std::vector<domain::AllocationEntry> SociAllocationRepository::without_known(domain::AccountId account, const std::vector<domain::AllocationEntry>& entries) {
  std::set<std::string> known;
  std::vector<std::string> keys;
  for (const auto& entry : entries) keys.push_back(entry.entry_key);
  for_each_slice(keys, [&](const std::string& list, const Values& values) {
    auto rows = session_.query("SELECT entry_key FROM allocation WHERE account_id = ? AND entry_key IN " + list, joined({account}, values));
    while (rows.next()) known.insert(rows.text());
  });
  std::vector<domain::AllocationEntry> fresh;
  for (const auto& entry : entries)
    if (known.insert(entry.entry_key).second) fresh.push_back(entry);
  return fresh;
}

/// What each line of an order holds: a line's first entry tells since when, and one that holds nothing any more goes.
void SociAllocationRepository::move_reservations(domain::AccountId account, const domain::OrderId& order, const std::vector<domain::AllocationEntry>& entries) {
  struct Line {
    domain::SiteId site{};
    base::Decimal quantity;
    base::Timestamp since;
  };
  using Key = std::pair<domain::ItemId, std::string>;
  std::set<domain::ItemId> items;
  for (const auto& entry : entries) items.insert(entry.item_id);
  std::map<Key, Line> lines;
  for_each_slice({items.begin(), items.end()}, [&](const std::string& list, const Values& values) {
    auto rows = session_.query("SELECT item_id, line_id, site_id, quantity, since FROM reservation WHERE account_id = ? AND order_id = ? AND item_id IN " + list,
                               joined({account, order}, values));
    while (rows.next()) {
      auto item = rows.text();
      auto line = rows.text();
      lines[{std::move(item), std::move(line)}] = {.site = domain::SiteId{rows.integer()}, .quantity = rows.decimal(), .since = rows.time()};
    }
  });
  std::set<Key> touched;
  for (const auto& entry : entries) {
    const Key key{entry.item_id, entry.line_id};
    touched.insert(key);
    const auto [line, is_new] = lines.try_emplace(key, Line{entry.site_id, entry.quantity, entry.at});
    if (is_new) continue;
    line->second.quantity += entry.quantity;
    if (line->second.quantity.is_zero()) lines.erase(line);
  }
  std::vector<Values> rows;
  for (const auto& key : touched) {
    const auto line = lines.find(key);
    if (line == lines.end())
      session_.execute("DELETE FROM reservation WHERE account_id = ? AND item_id = ? AND order_id = ? AND line_id = ?", {account, key.first, order, key.second});
    else
      rows.push_back({account, key.first, order, key.second, line->second.site, line->second.quantity, line->second.since});
  }
  if (!rows.empty()) session_.upsert(kReservationShape, rows);
}

std::map<domain::ItemId, base::Decimal> SociAllocationRepository::sums(domain::AccountId account, const std::vector<domain::ItemId>& ids) {
  std::map<domain::ItemId, base::Decimal> sums;
  read_keyed(session_, kSums, {account}, ids, [&](Rows& row) {
    auto item = row.text();
    sums[std::move(item)] = row.decimal();
  });
  return sums;
}

std::map<domain::ItemId, base::Decimal> SociAllocationRepository::sums(domain::AccountId account, const std::vector<domain::SiteId>& sites,
                                                                       const std::vector<domain::ItemId>& ids) {
  if (sites.empty()) return {};
  std::string list;
  Values values;
  for (const auto site : sites) {
    list += list.empty() ? "?" : ", ?";
    values.push_back(site);
  }
  return sums_where(" AND site_id IN (" + list + ")", values, account, ids);
}

std::map<domain::ItemId, base::Decimal> SociAllocationRepository::sums_where(const std::string& and_where, const Values& where, domain::AccountId account,
                                                                             const std::vector<domain::ItemId>& ids) {
  std::map<domain::ItemId, base::Decimal> sums;
  for_each_slice(ids, [&](const std::string& list, const Values& values) {
    auto rows = session_.query("SELECT item_id, SUM(quantity) FROM reservation WHERE account_id = ?" + and_where + " AND item_id IN " + list + " GROUP BY item_id",
                               joined(joined({account}, where), values));
    while (rows.next()) {
      auto item = rows.text();
      sums[std::move(item)] = rows.decimal();
    }
  });
  return sums;
}

std::vector<domain::Reservation> SociAllocationRepository::list_reservations(domain::AccountId account, const Filter& filter) {
  std::string text = "SELECT item_id, site_id, order_id, line_id, quantity, since FROM reservation WHERE account_id = ?";
  Values values = {account};
  const auto narrow = [&](const std::string& condition, Value value) {
    text += condition;
    values.push_back(std::move(value));
  };
  if (filter.site) narrow(" AND site_id = ?", *filter.site);
  if (!filter.item.empty()) narrow(" AND item_id = ?", filter.item);
  if (!filter.order.empty()) narrow(" AND order_id = ?", filter.order);
  if (filter.until) narrow(" AND since <= ?", *filter.until);
  narrow(" ORDER BY since, order_id, line_id, item_id LIMIT ?", static_cast<std::int64_t>(filter.limit));
  auto rows = session_.query(text, values);
  std::vector<domain::Reservation> reservations;
  while (rows.next())
    reservations.push_back({.item_id = rows.text(), .site_id = domain::SiteId{rows.integer()}, .order_id = rows.text(), .line_id = rows.text(),
                            .quantity = rows.decimal(), .since = rows.time()});
  return reservations;
}

std::int64_t SociAllocationRepository::count_reservations(domain::AccountId account, domain::SiteId site, std::optional<base::Timestamp> until) {
  const std::string text = "SELECT COUNT(*) FROM reservation WHERE account_id = ? AND site_id = ?";
  return until ? session_.query_integer(text + " AND since <= ?", {account, site, *until}) : session_.query_integer(text, {account, site});
}

std::vector<domain::AllocationEntry> SociAllocationRepository::list_open(domain::AccountId account, const domain::ItemId& id) {
  auto entries = entries_of(session_.query("SELECT " + kColumns +
                                               " FROM reservation o JOIN allocation e ON e.account_id = o.account_id AND e.order_id = o.order_id AND "
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
                        {"account_id", "item_id", "document_id", "line_id", "site_id", "order_id", "quantity", "confirmed_at", "booked_at",
                         "posted_locations", "proven"},
                        {account, release.item_id, release.document_id, release.line_id, release.site_id, release.order_id, release.quantity,
                         release.confirmed_at, release.booked_at, to_json(release.posted_locations), release.proven});
}

std::vector<domain::PendingRelease> SociAllocationRepository::list_pending_releases(domain::AccountId account, const std::vector<domain::ItemId>& ids) {
  std::vector<domain::PendingRelease> releases;
  read_keyed(session_, kReleases, {account}, ids, [&](Rows& row) { releases.push_back(release_of(row)); });
  return releases;
}

std::vector<domain::ItemId> SociAllocationRepository::list_items_with_pending_releases(domain::AccountId account, int limit) {
  auto rows = session_.query("SELECT DISTINCT item_id FROM pending_release WHERE account_id = ? ORDER BY item_id LIMIT ?", {account, limit});
  std::vector<domain::ItemId> ids;
  while (rows.next()) ids.push_back(rows.text());
  return ids;
}

std::vector<domain::PendingRelease> SociAllocationRepository::list_pending_releases_of_order(domain::AccountId account, const domain::OrderId& order) {
  std::vector<domain::PendingRelease> releases;
  // Sorted here: asked for this order, SQLite would read all releases of the account by their key instead of the order's few.
  append_releases(releases, session_.query(kSelectRelease + " AND order_id = ?", {account, order}));
  std::sort(releases.begin(), releases.end(), [](const auto& a, const auto& b) {
    return std::tie(a.item_id, a.document_id, a.line_id) < std::tie(b.item_id, b.document_id, b.line_id);
  });
  return releases;
}

void SociAllocationRepository::remove_pending_releases(domain::AccountId account, const std::vector<domain::PendingRelease>& releases) {
  for (const auto& release : releases)
    session_.execute("DELETE FROM pending_release WHERE account_id = ? AND item_id = ? AND document_id = ? AND line_id = ?",
                     {account, release.item_id, release.document_id, release.line_id});
}

void SociAllocationRepository::update_pending_releases(domain::AccountId account, const std::vector<domain::PendingRelease>& releases) {
  for (const auto& release : releases) {
    if (release.quantity.is_zero()) {
      remove_pending_releases(account, {release});
      continue;
    }
    session_.execute("UPDATE pending_release SET quantity = ?, posted_locations = ?, proven = ? WHERE account_id = ? AND item_id = ? AND document_id = ? AND line_id = ?",
                     {release.quantity, to_json(release.posted_locations), release.proven, account, release.item_id, release.document_id, release.line_id});
  }
}

std::vector<domain::PendingRelease> SociAllocationRepository::list_proven_releases(domain::AccountId account, int limit) {
  std::vector<domain::PendingRelease> releases;
  append_releases(releases, session_.query(kSelectRelease + " AND proven = 1 ORDER BY item_id, document_id, line_id LIMIT ?", {account, static_cast<std::int64_t>(limit)}));
  return releases;
}

}  // namespace tillbridge::persistence::soci
