#include "persistence/soci/soci_price_repository.hpp"

#include "persistence/soci/change_pages.hpp"
#include "persistence/soci/keyed_read.hpp"

namespace tillbridge::persistence::soci {
namespace {

const KeyedRead kPrices{.select = "SELECT item_id, price, sale_price, sale_start, sale_end, as_of FROM price WHERE account_id = ?",
                        .key = "item_id",
                        .rest = " ORDER BY item_id"};
const dialect::UpsertShape kPriceShape{.table = "price",
                                       .keys = {"account_id", "item_id"},
                                       .replaced = {"price", "sale_price", "sale_start", "sale_end", "as_of", "changed_step"}};
const dialect::UpdateShape kAsOfShape{
    .table = "price", .replaced = {}, .later = {"as_of"}, .keys = {"account_id", "item_id"}, .while_missing = {{"changed_step", "-1"}}};

}  // namespace

std::vector<domain::ItemPrice> SociPriceRepository::find_many(domain::AccountId account, const std::vector<domain::ItemId>& ids) {
  std::vector<domain::ItemPrice> prices;
  read_keyed(session_, kPrices, {account}, ids, [&](Rows& row) {
    prices.push_back({.item_id = row.text(),
                      .price = row.optional_decimal(),
                      .sale_price = row.optional_decimal(),
                      .sale_start = row.optional_time(),
                      .sale_end = row.optional_time(),
                      .as_of = row.optional_time()});
  });
  return prices;
}

void SociPriceRepository::upsert(domain::AccountId account, const std::vector<domain::ItemPrice>& prices, domain::Step step) {
  std::vector<Values> rows;
  rows.reserve(prices.size());
  for (const auto& price : prices)
    rows.push_back({account, price.item_id, price.price, price.sale_price, price.sale_start, price.sale_end, price.as_of, step});
  session_.upsert(kPriceShape, rows);
}

void SociPriceRepository::store_as_of(domain::AccountId account, const std::vector<std::pair<domain::ItemId, base::Timestamp>>& as_of) {
  store_newer_as_of(session_, kAsOfShape, account, as_of);
}

std::vector<std::pair<domain::Step, domain::ItemId>> SociPriceRepository::list_changed(domain::AccountId account, domain::Step after, domain::Step up_to,
                                                                                       const domain::ItemId& after_id, int limit) {
  return list_changes(session_, "price", {account, after, up_to, after_id, limit});
}

std::vector<domain::ItemId> SociPriceRepository::list_sale_changes(domain::AccountId account, base::Timestamp from, base::Timestamp to, int limit) {
  // A union of two index ranges; an item whose sale starts and ends in between stands once.
  auto rows = session_.query(
      "SELECT item_id FROM (SELECT item_id FROM price WHERE account_id = ? AND sale_start > ? AND sale_start <= ? "
      "UNION SELECT item_id FROM price WHERE account_id = ? AND sale_end > ? AND sale_end <= ?) changing ORDER BY item_id LIMIT ?",
      {account, from, to, account, from, to, limit});
  std::vector<domain::ItemId> ids;
  while (rows.next()) ids.push_back(rows.text());
  return ids;
}

}  // namespace tillbridge::persistence::soci
