#include "persistence/soci/soci_site_memory_repository.hpp"

namespace tillbridge::persistence::soci {
namespace {

const std::string kSelect = "SELECT memory_key, value, sealed FROM site_memory WHERE account_id = ? AND site_id = ?";
const dialect::UpsertShape kShape{.table = "site_memory", .keys = {"account_id", "site_id", "memory_key"}, .replaced = {"value", "sealed"}};

SiteMemoryEntry entry_of(Rows& rows) {
  SiteMemoryEntry entry;
  entry.key = rows.text();
  entry.value = rows.text();
  entry.sealed = rows.flag();
  return entry;
}

}  // namespace

std::optional<SiteMemoryEntry> SociSiteMemoryRepository::find(domain::AccountId account, domain::SiteId site, const std::string& key) {
  auto rows = session_.query(kSelect + " AND memory_key = ?", {account, site, key});
  if (!rows.next()) return std::nullopt;
  return entry_of(rows);
}

std::vector<SiteMemoryEntry> SociSiteMemoryRepository::list(domain::AccountId account, domain::SiteId site, const std::string& prefix) {
  std::vector<SiteMemoryEntry> entries;
  auto rows = session_.query(kSelect + " AND memory_key >= ? ORDER BY memory_key", {account, site, prefix});
  while (rows.next()) {
    auto entry = entry_of(rows);
    if (!entry.key.starts_with(prefix)) break;
    entries.push_back(std::move(entry));
  }
  return entries;
}

void SociSiteMemoryRepository::store(domain::AccountId account, domain::SiteId site, const SiteMemoryEntry& entry) {
  session_.upsert(kShape, {{account, site, entry.key, entry.value, entry.sealed}});
}

bool SociSiteMemoryRepository::replace(domain::AccountId account, domain::SiteId site, const std::optional<std::string>& expected, const SiteMemoryEntry& entry) {
  if (expected)
    return session_.execute("UPDATE site_memory SET value = ?, sealed = ? WHERE account_id = ? AND site_id = ? AND memory_key = ? AND value = ?",
                            {entry.value, entry.sealed, account, site, entry.key, *expected}) > 0;
  if (find(account, site, entry.key)) return false;
  session_.execute("INSERT INTO site_memory (account_id, site_id, memory_key, value, sealed) VALUES (?, ?, ?, ?, ?)",
                   {account, site, entry.key, entry.value, entry.sealed});
  return true;
}

void SociSiteMemoryRepository::remove(domain::AccountId account, domain::SiteId site, const std::string& key) {
  session_.execute("DELETE FROM site_memory WHERE account_id = ? AND site_id = ? AND memory_key = ?", {account, site, key});
}

}  // namespace tillbridge::persistence::soci
