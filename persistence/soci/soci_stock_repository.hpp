#pragma once
#include "persistence/items.hpp"
#include "persistence/soci/session.hpp"

namespace tillbridge::persistence::soci {

class SociStockRepository final : public StockRepository {
 public:
  explicit SociStockRepository(Session& session) : session_(session) {}

  std::vector<domain::StockLevel> find_many(domain::AccountId account, const std::vector<domain::ItemId>& ids) override;
  void upsert(domain::AccountId account, const std::vector<domain::StockLevel>& levels, domain::Step step) override;
  void set_quantities(domain::AccountId account, const std::vector<domain::StockLevel>& levels, domain::Step step) override;
  void store_as_of(domain::AccountId account, const std::vector<domain::StockLevel>& levels) override;
  void touch(domain::AccountId account, const std::vector<domain::ItemId>& ids, domain::Step step) override;
  void touch_all(domain::AccountId account, domain::Step step) override;
  std::vector<std::pair<domain::Step, domain::ItemId>> list_changed(domain::AccountId account, domain::Step after, domain::Step up_to,
                                                                    const domain::ItemId& after_id, int limit) override;

 private:
  Session& session_;
};

}  // namespace tillbridge::persistence::soci
