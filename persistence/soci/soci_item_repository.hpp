#pragma once
#include "persistence/items.hpp"
#include "persistence/soci/session.hpp"

namespace tillbridge::persistence::soci {

class SociItemRepository final : public ItemRepository {
 public:
  explicit SociItemRepository(Session& session) : session_(session) {}

  std::vector<domain::Item> find_many(domain::AccountId account, const std::vector<domain::ItemId>& ids) override;
  std::vector<domain::ItemId> find_existing(domain::AccountId account, const std::vector<domain::ItemId>& ids) override;
  void upsert(domain::AccountId account, const std::vector<domain::Item>& items, domain::Step step) override;
  void store_as_of(domain::AccountId account, const std::vector<std::pair<domain::ItemId, base::Timestamp>>& as_of) override;
  std::vector<domain::Item> list_group(domain::AccountId account, const std::string& product_id) override;
  std::vector<std::string> find_groups(domain::AccountId account, const std::vector<std::string>& product_ids) override;
  std::vector<std::pair<domain::Step, domain::ItemId>> list_changed(domain::AccountId account, domain::Step after, domain::Step up_to,
                                                                    const domain::ItemId& after_id, int limit) override;
  std::int64_t count(domain::AccountId account) override;

 private:
  Session& session_;
};

}  // namespace tillbridge::persistence::soci
