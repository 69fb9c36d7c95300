#include "persistence/soci/soci_shop_hold_repository.hpp"

#include <algorithm>
#include <set>

#include "persistence/soci/in_list.hpp"

namespace tillbridge::persistence::soci {
namespace {

const dialect::UpsertShape kShape{.table = "held_by_shop", .keys = {"account_id", "site_id", "item_id", "order_id", "line_id"}, .replaced = {"quantity"}};

}  // namespace

void SociShopHoldRepository::replace(domain::AccountId account, domain::SiteId site, const domain::OrderId& order, const std::vector<domain::ShopHold>& holds) {
  std::vector<domain::ShopHold> known;
  {
    auto rows = session_.query("SELECT item_id, line_id, quantity FROM held_by_shop WHERE account_id = ? AND order_id = ? ORDER BY item_id, line_id", {account, order});
    while (rows.next()) {
      auto item = rows.text();
      auto line = rows.text();
      known.push_back({std::move(item), std::move(line), rows.decimal()});
    }
  }
  if (known == holds) return;
  const auto same_key = [](const domain::ShopHold& a) { return [&a](const domain::ShopHold& b) { return a.item_id == b.item_id && a.line_id == b.line_id; }; };
  for (const auto& gone : known)
    if (std::none_of(holds.begin(), holds.end(), same_key(gone)))
      session_.execute("DELETE FROM held_by_shop WHERE account_id = ? AND site_id = ? AND item_id = ? AND order_id = ? AND line_id = ?",
                       {account, site, gone.item_id, order, gone.line_id});
  std::vector<Values> rows;
  for (const auto& hold : holds) rows.push_back({account, site, hold.item_id, order, hold.line_id, hold.quantity});
  if (!rows.empty()) session_.upsert(kShape, rows);
}

std::map<domain::ItemId, base::Decimal> SociShopHoldRepository::sums(domain::AccountId account, domain::SiteId site, const std::vector<domain::ItemId>& ids) {
  std::map<domain::ItemId, base::Decimal> sums;
  for_each_slice(ids, [&](const std::string& list, const Values& values) {
    auto rows = session_.query("SELECT item_id, SUM(quantity) FROM held_by_shop WHERE account_id = ? AND site_id = ? AND item_id IN " + list + " GROUP BY item_id",
                               joined({account, site}, values));
    while (rows.next()) {
      auto item = rows.text();
      sums[std::move(item)] = rows.decimal();
    }
  });
  return sums;
}

std::vector<domain::OrderId> SociShopHoldRepository::list_orders(domain::AccountId account, const std::vector<domain::ItemId>& ids) {
  std::set<domain::OrderId> orders;
  for_each_slice(ids, [&](const std::string& list, const Values& values) {
    auto rows = session_.query("SELECT order_id FROM held_by_shop WHERE account_id = ? AND item_id IN " + list, joined({account}, values));
    while (rows.next()) orders.insert(rows.text());
  });
  return {orders.begin(), orders.end()};
}

}  // namespace tillbridge::persistence::soci
