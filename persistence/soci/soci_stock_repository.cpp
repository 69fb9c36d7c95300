#include "persistence/soci/soci_stock_repository.hpp"

#include "persistence/soci/change_pages.hpp"
#include "persistence/soci/in_list.hpp"
#include "persistence/soci/keyed_read.hpp"

namespace tillbridge::persistence::soci {
namespace {

const KeyedRead kLevels{.select = "SELECT item_id, location, quantity, as_of, received_at FROM stock WHERE account_id = ?",
                        .key = "item_id",
                        .rest = " ORDER BY item_id, location"};
const dialect::UpsertShape kStockShape{
    .table = "stock", .keys = {"account_id", "item_id", "location"}, .replaced = {"quantity", "as_of", "received_at", "changed_step"}};
const dialect::UpsertShape kQuantityShape{
    .table = "stock", .keys = {"account_id", "item_id", "location"}, .replaced = {"quantity", "received_at", "changed_step"}};
const dialect::UpdateShape kAsOfShape{
    .table = "stock",
    .replaced = {"received_at"},
    .later = {"as_of"},
    .keys = {"account_id", "item_id", "location"},
    .while_missing = {{"changed_step", "-1"}, {"quantity", "0"}}};

}  // namespace

std::vector<domain::StockLevel> SociStockRepository::find_many(domain::AccountId account, const std::vector<domain::ItemId>& ids) {
  std::vector<domain::StockLevel> levels;
  read_keyed(session_, kLevels, {account}, ids, [&](Rows& row) {
    levels.push_back({.item_id = row.text(), .location = row.text(), .quantity = row.decimal(), .as_of = row.optional_time(), .received_at = row.time()});
  });
  return levels;
}

void SociStockRepository::upsert(domain::AccountId account, const std::vector<domain::StockLevel>& levels, domain::Step step) {
  std::vector<Values> rows;
  rows.reserve(levels.size());
  for (const auto& level : levels) rows.push_back({account, level.item_id, level.location, level.quantity, level.as_of, level.received_at, step});
  session_.upsert(kStockShape, rows);
}

void SociStockRepository::set_quantities(domain::AccountId account, const std::vector<domain::StockLevel>& levels, domain::Step step) {
  std::vector<Values> rows;
  rows.reserve(levels.size());
  for (const auto& level : levels) rows.push_back({account, level.item_id, level.location, level.quantity, level.received_at, step});
  session_.upsert(kQuantityShape, rows);
}

void SociStockRepository::store_as_of(domain::AccountId account, const std::vector<domain::StockLevel>& levels) {
  std::vector<Values> rows;
  rows.reserve(levels.size());
  for (const auto& level : levels) rows.push_back({level.received_at, level.as_of, account, level.item_id, level.location});
  session_.refresh(kAsOfShape, rows);
}

void SociStockRepository::touch(domain::AccountId account, const std::vector<domain::ItemId>& ids, domain::Step step) {
  for_each_slice(ids, [&](const std::string& list, const Values& values) {
    session_.execute("UPDATE stock SET changed_step = ? WHERE account_id = ? AND item_id IN " + list, joined({step, account}, values));
  });
}

void SociStockRepository::touch_all(domain::AccountId account, domain::Step step) {
  session_.execute("UPDATE stock SET changed_step = ? WHERE account_id = ?", {step, account});
}

std::vector<std::pair<domain::Step, domain::ItemId>> SociStockRepository::list_changed(domain::AccountId account, domain::Step after, domain::Step up_to,
                                                                                       const domain::ItemId& after_id, int limit) {
  // Of an item's locations only the one that changed last (the first of them by name) speaks for it. "+ 0" keeps SQLite from looking
  // for them in the index of changes, where it would pass by all later changes of the account for each row.
  const std::string newest_only =
      "AND NOT EXISTS (SELECT 1 FROM stock o" + session_.by_index("PRIMARY") + " WHERE o.account_id = t.account_id AND o.item_id = t.item_id AND o.changed_step + 0 >= t.changed_step "
      "AND (o.changed_step > t.changed_step OR o.location < t.location))";
  return list_changes(session_, "stock", {account, after, up_to, after_id, limit}, newest_only);
}

}  // namespace tillbridge::persistence::soci
