#include "admin/stored_site_memory.hpp"

#include "base/log.hpp"
#include "domain/site_secrets.hpp"

namespace tillbridge::admin {
namespace {

/// Bound to its place apart from the site's own secrets, so that neither opens as the other.
std::string secret_name(const std::string& key) { return "memory/" + key; }

}  // namespace

persistence::SiteMemoryEntry StoredSiteMemory::entry(const std::string& key, const std::string& value, Kind kind) const {
  if (kind == Kind::kPlain) return {key, value, false};
  return {key, domain::seal_site_secret(sealer_, account_, site_, secret_name(key), value), true};
}

std::optional<std::string> StoredSiteMemory::open(const persistence::SiteMemoryEntry& found) const {
  if (!found.sealed) return found.value;
  const auto opened = domain::unseal_site_secrets(sealer_, account_, site_, {{secret_name(found.key), found.value}});
  if (opened) return opened.value().at(secret_name(found.key));
  base::log_warn("site", "memory_does_not_open", {{"key", found.key}, {"cause", opened.error().message}});
  return std::nullopt;
}

std::optional<std::string> StoredSiteMemory::find(const std::string& key) {
  std::optional<persistence::SiteMemoryEntry> found;
  database_.read([&](persistence::UnitOfWork& work) { found = work.site_memories().find(account_, site_, key); });
  return found ? open(*found) : std::nullopt;
}

std::vector<std::string> StoredSiteMemory::list_keys(const std::string& prefix) {
  std::vector<std::string> keys;
  database_.read([&](persistence::UnitOfWork& work) {
    keys.clear();
    for (auto& found : work.site_memories().list(account_, site_, prefix)) keys.push_back(std::move(found.key));
  });
  return keys;
}

void StoredSiteMemory::store(const std::string& key, const std::string& value, Kind kind) {
  const auto sealed = entry(key, value, kind);
  database_.write([&](persistence::UnitOfWork& work) { work.site_memories().store(account_, site_, sealed); });
}

bool StoredSiteMemory::replace(const std::string& key, const std::optional<std::string>& expected, const std::string& value, Kind kind) {
  const auto sealed = entry(key, value, kind);
  bool stored = false;
  try {
    database_.write([&](persistence::UnitOfWork& work) {
      const auto held = work.site_memories().find(account_, site_, key);
      const auto plain = held ? open(*held) : std::nullopt;
      // A repeat of this closure after a lost commit finds its own value: that is success too.
      stored = plain == value || (plain == expected && work.site_memories().replace(account_, site_, held ? std::optional(held->value) : std::nullopt, sealed));
    });
  } catch (const persistence::DuplicateKey&) {
    return false;
  }
  return stored;
}

void StoredSiteMemory::forget(const std::string& key) {
  database_.write([&](persistence::UnitOfWork& work) { work.site_memories().remove(account_, site_, key); });
}

}  // namespace tillbridge::admin
