#include "persistence/soci/soci_safety_stock_repository.hpp"

#include "persistence/soci/in_list.hpp"

namespace tillbridge::persistence::soci {
namespace {

const std::string kSelect = "SELECT item_id, quantity FROM safety_stock WHERE account_id = ? AND site_id = ?";
const dialect::UpsertShape kShape{.table = "safety_stock", .keys = {"account_id", "site_id", "item_id"}, .replaced = {"quantity"}};

void put(std::map<domain::ItemId, base::Decimal>& figures, Rows rows) {
  while (rows.next()) {
    auto item = rows.text();
    figures[std::move(item)] = rows.decimal();
  }
}

}  // namespace

std::map<domain::ItemId, base::Decimal> SociSafetyStockRepository::find_many(domain::AccountId account, domain::SiteId site,
                                                                             const std::vector<domain::ItemId>& ids) {
  std::map<domain::ItemId, base::Decimal> figures;
  for_each_slice(ids, [&](const std::string& list, const Values& values) {
    put(figures, session_.query(kSelect + " AND item_id IN " + list, joined({account, site}, values)));
  });
  return figures;
}

std::map<domain::ItemId, base::Decimal> SociSafetyStockRepository::list(domain::AccountId account, domain::SiteId site) {
  std::map<domain::ItemId, base::Decimal> figures;
  put(figures, session_.query(kSelect + " ORDER BY item_id", {account, site}));
  return figures;
}

void SociSafetyStockRepository::store(domain::AccountId account, domain::SiteId site, const domain::ItemId& id, std::optional<base::Decimal> quantity) {
  if (quantity)
    session_.upsert(kShape, {{account, site, id, *quantity}});
  else
    session_.execute("DELETE FROM safety_stock WHERE account_id = ? AND site_id = ? AND item_id = ?", {account, site, id});
}

}  // namespace tillbridge::persistence::soci
