#pragma once
#include "persistence/sites.hpp"
#include "persistence/soci/session.hpp"

namespace tillbridge::persistence::soci {

class SociSiteRepository final : public SiteRepository {
 public:
  explicit SociSiteRepository(Session& session) : session_(session) {}

  domain::SiteId insert(const domain::Site& site) override;
  void update(const domain::Site& site) override;
  std::optional<domain::Site> find_by_name(domain::AccountId account, const std::string& name) override;
  domain::Site get(domain::AccountId account, domain::SiteId id) override;
  std::vector<domain::Site> list(domain::AccountId account) override;
  void upsert_sealed_secret(domain::AccountId account, domain::SiteId site, const std::string& name, const std::string& sealed) override;
  std::vector<std::pair<std::string, std::string>> list_sealed_secrets(domain::AccountId account, domain::SiteId site) override;
  domain::SiteHealth health(domain::AccountId account, domain::SiteId site) override;
  void store_health(domain::AccountId account, domain::SiteId site, const domain::SiteHealth& health) override;
  domain::OrderCursor order_cursor(domain::AccountId account, domain::SiteId site) override;
  void store_order_cursor(domain::AccountId account, domain::SiteId site, const domain::OrderCursor& cursor) override;

 private:
  domain::SiteId next_id(domain::AccountId account);

  Session& session_;
};

}  // namespace tillbridge::persistence::soci
