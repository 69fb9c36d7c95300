#pragma once
#include "persistence/safety_stocks.hpp"
#include "persistence/soci/session.hpp"

namespace tillbridge::persistence::soci {

class SociSafetyStockRepository final : public SafetyStockRepository {
 public:
  explicit SociSafetyStockRepository(Session& session) : session_(session) {}

  std::map<domain::ItemId, base::Decimal> find_many(domain::AccountId account, domain::SiteId site, const std::vector<domain::ItemId>& ids) override;
  std::map<domain::ItemId, base::Decimal> list(domain::AccountId account, domain::SiteId site) override;
  void store(domain::AccountId account, domain::SiteId site, const domain::ItemId& id, std::optional<base::Decimal> quantity) override;

 private:
  Session& session_;
};

}  // namespace tillbridge::persistence::soci
