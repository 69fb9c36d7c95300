#include "persistence/soci/soci_item_repository.hpp"

#include "persistence/soci/change_pages.hpp"
#include "persistence/soci/in_list.hpp"
#include "persistence/soci/json_columns.hpp"
#include "persistence/soci/keyed_read.hpp"

namespace tillbridge::persistence::soci {
namespace {

const std::string kSelectItem =
    "SELECT item_id, product_id, options, name, short_description, long_description, additional_description, brand, department, barcode, supplier_sku, "
    "weight, weight_unit, taxable, tax_class, sell_online, sites, image_urls, attributes, as_of FROM item";
const KeyedRead kItems{.select = kSelectItem + " WHERE account_id = ?", .key = "item_id", .rest = " ORDER BY item_id", .long_rows = true};
const KeyedRead kIds{.select = "SELECT item_id FROM item WHERE account_id = ?", .key = "item_id", .rest = " ORDER BY item_id"};
const dialect::UpsertShape kItemShape{
    .table = "item",
    .keys = {"account_id", "item_id"},
    .replaced = {"product_id", "options", "name", "short_description", "long_description", "additional_description", "brand", "department", "barcode",
                 "supplier_sku", "weight", "weight_unit", "taxable", "tax_class", "sell_online", "sites", "image_urls", "attributes", "as_of", "changed_step"}};
const dialect::UpdateShape kAsOfShape{.table = "item",
                                      .replaced = {},
                                      .later = {"as_of"},
                                      .keys = {"account_id", "item_id"},
                                      .while_missing = {{"changed_step", "-1"}, {"product_id", "''"}, {"options", "''"}, {"name", "''"},
                                                        {"short_description", "''"}, {"long_description", "''"}, {"additional_description", "''"},
                                                        {"brand", "''"}, {"department", "''"}, {"barcode", "''"}, {"supplier_sku", "''"},
                                                        {"weight_unit", "''"}, {"taxable", "0"}, {"tax_class", "''"}, {"sell_online", "0"},
                                                        {"image_urls", "''"}, {"attributes", "''"}}};

std::optional<std::string> to_json(const std::optional<std::vector<std::string>>& texts) {
  return texts ? std::optional(soci::to_json(*texts)) : std::nullopt;
}

std::optional<std::vector<std::string>> optional_texts_from(const std::optional<std::string>& json) {
  return json ? std::optional(texts_from(*json)) : std::nullopt;
}

domain::Item item_of(Rows& rows) {
  return {.id = rows.text(),
          .product_id = rows.text(),
          .options = name_values_from(rows.text()),
          .name = rows.text(),
          .short_description = rows.text(),
          .long_description = rows.text(),
          .additional_description = rows.text(),
          .brand = rows.text(),
          .department = rows.text(),
          .barcode = rows.text(),
          .supplier_sku = rows.text(),
          .weight = rows.optional_decimal(),
          .weight_unit = rows.text(),
          .taxable = rows.flag(),
          .tax_class = rows.text(),
          .sell_online = rows.flag(),
          .sites = optional_texts_from(rows.optional_text()),
          .image_urls = texts_from(rows.text()),
          .attributes = name_values_from(rows.text()),
          .as_of = rows.optional_time()};
}

void append_items(std::vector<domain::Item>& items, Rows rows) {
  while (rows.next()) items.push_back(item_of(rows));
}

}  // namespace

std::vector<domain::Item> SociItemRepository::find_many(domain::AccountId account, const std::vector<domain::ItemId>& ids) {
  std::vector<domain::Item> items;
  read_keyed(session_, kItems, {account}, ids, [&](Rows& row) { items.push_back(item_of(row)); });
  return items;
}

std::vector<domain::ItemId> SociItemRepository::find_existing(domain::AccountId account, const std::vector<domain::ItemId>& ids) {
  std::vector<domain::ItemId> found;
  read_keyed(session_, kIds, {account}, ids, [&](Rows& row) { found.push_back(row.text()); });
  return found;
}

void SociItemRepository::upsert(domain::AccountId account, const std::vector<domain::Item>& items, domain::Step step) {
  std::vector<Values> rows;
  rows.reserve(items.size());
  for (const auto& item : items)
    rows.push_back({account, item.id, item.product_id, soci::to_json(item.options), item.name, item.short_description, item.long_description,
                    item.additional_description, item.brand, item.department, item.barcode, item.supplier_sku, item.weight, item.weight_unit, item.taxable,
                    item.tax_class, item.sell_online, to_json(item.sites), soci::to_json(item.image_urls), soci::to_json(item.attributes), item.as_of, step});
  session_.upsert(kItemShape, rows);
}

void SociItemRepository::store_as_of(domain::AccountId account, const std::vector<std::pair<domain::ItemId, base::Timestamp>>& as_of) {
  store_newer_as_of(session_, kAsOfShape, account, as_of);
}

std::vector<domain::Item> SociItemRepository::list_group(domain::AccountId account, const std::string& product_id) {
  std::vector<domain::Item> items;
  append_items(items, session_.query(kSelectItem + " WHERE account_id = ? AND product_id = ? ORDER BY item_id", {account, product_id}));
  return items;
}

std::vector<std::string> SociItemRepository::find_groups(domain::AccountId account, const std::vector<std::string>& product_ids) {
  std::vector<std::string> found;
  for_each_slice(product_ids, [&](const std::string& list, const Values& values) {
    auto rows = session_.query("SELECT DISTINCT product_id FROM item WHERE account_id = ? AND product_id IN " + list + " ORDER BY product_id",
                               joined({account}, values));
    while (rows.next()) found.push_back(rows.text());
  });
  return found;
}

std::vector<std::pair<domain::Step, domain::ItemId>> SociItemRepository::list_changed(domain::AccountId account, domain::Step after, domain::Step up_to,
                                                                                      const domain::ItemId& after_id, int limit) {
  return list_changes(session_, "item", {account, after, up_to, after_id, limit});
}

std::int64_t SociItemRepository::count(domain::AccountId account) {
  return session_.query_integer("SELECT count(*) FROM item WHERE account_id = ?", {account});
}

}  // namespace tillbridge::persistence::soci
