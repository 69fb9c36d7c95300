#pragma once
#include "persistence/items.hpp"
#include "persistence/soci/session.hpp"

namespace tillbridge::persistence::soci {

class SociPriceRepository final : public PriceRepository {
 public:
  explicit SociPriceRepository(Session& session) : session_(session) {}

  std::vector<domain::ItemPrice> find_many(domain::AccountId account, const std::vector<domain::ItemId>& ids) override;
  void upsert(domain::AccountId account, const std::vector<domain::ItemPrice>& prices, domain::Step step) override;
  void store_as_of(domain::AccountId account, const std::vector<std::pair<domain::ItemId, base::Timestamp>>& as_of) override;
  std::vector<std::pair<domain::Step, domain::ItemId>> list_changed(domain::AccountId account, domain::Step after, domain::Step up_to,
                                                                    const domain::ItemId& after_id, int limit) override;
  std::vector<domain::ItemId> list_sale_changes(domain::AccountId account, base::Timestamp from, base::Timestamp to, int limit) override;

 private:
  Session& session_;
};

}  // namespace tillbridge::persistence::soci
