#pragma once
#include "persistence/shop_holds.hpp"
#include "persistence/soci/session.hpp"

namespace tillbridge::persistence::soci {

class SociShopHoldRepository final : public ShopHoldRepository {
 public:
  explicit SociShopHoldRepository(Session& session) : session_(session) {}

  void replace(domain::AccountId account, domain::SiteId site, const domain::OrderId& order, const std::vector<domain::ShopHold>& holds) override;
  std::map<domain::ItemId, base::Decimal> sums(domain::AccountId account, domain::SiteId site, const std::vector<domain::ItemId>& ids) override;
  std::vector<domain::OrderId> list_orders(domain::AccountId account, const std::vector<domain::ItemId>& ids) override;

 private:
  Session& session_;
};

}  // namespace tillbridge::persistence::soci
