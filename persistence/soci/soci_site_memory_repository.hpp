#pragma once
#include "persistence/site_memories.hpp"
#include "persistence/soci/session.hpp"

namespace tillbridge::persistence::soci {

class SociSiteMemoryRepository final : public SiteMemoryRepository {
 public:
  explicit SociSiteMemoryRepository(Session& session) : session_(session) {}

  std::optional<SiteMemoryEntry> find(domain::AccountId account, domain::SiteId site, const std::string& key) override;
  std::vector<SiteMemoryEntry> list(domain::AccountId account, domain::SiteId site, const std::string& prefix) override;
  void store(domain::AccountId account, domain::SiteId site, const SiteMemoryEntry& entry) override;
  bool replace(domain::AccountId account, domain::SiteId site, const std::optional<std::string>& expected, const SiteMemoryEntry& entry) override;
  void remove(domain::AccountId account, domain::SiteId site, const std::string& key) override;

 private:
  Session& session_;
};

}  // namespace tillbridge::persistence::soci
