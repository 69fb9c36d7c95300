#pragma once
#include "base/sealing.hpp"
#include "connectors/site_memory.hpp"
#include "domain/ids.hpp"
#include "persistence/database.hpp"

namespace tillbridge::admin {

/// A site's memory in the store, secrets sealed as the site's own are. `database` outlives it.
class StoredSiteMemory final : public connectors::SiteMemory {
 public:
  StoredSiteMemory(persistence::Database& database, base::Sealer sealer, domain::AccountId account, domain::SiteId site)
      : database_(database), sealer_(std::move(sealer)), account_(account), site_(site) {}

  std::optional<std::string> find(const std::string& key) override;
  std::vector<std::string> list_keys(const std::string& prefix) override;
  void store(const std::string& key, const std::string& value, Kind kind) override;
  bool replace(const std::string& key, const std::optional<std::string>& expected, const std::string& value, Kind kind) override;
  void forget(const std::string& key) override;

 private:
  persistence::SiteMemoryEntry entry(const std::string& key, const std::string& value, Kind kind) const;
  /// Absent too when a sealed value does not open (another master key): the connector then asks the shop anew.
  std::optional<std::string> open(const persistence::SiteMemoryEntry& found) const;

  persistence::Database& database_;
  base::Sealer sealer_;
  domain::AccountId account_;
  domain::SiteId site_;
};

}  // namespace tillbridge::admin
