#include "bench/parts_scene.hpp"

#include <fmt/format.h>

#include <stdexcept>

namespace tillbridge::bench {
namespace {

constexpr const char* kPath = "/soap/ProductTasks";
constexpr int kRawAccounts = 9'000;  ///< the raw rows' accounts begin here

const RawTable kStock{"stock", {"account_id", "item_id", "location"}, {"quantity", "as_of", "received_at", "changed_step"}};
const RawTable kPrice{"price", {"account_id", "item_id"}, {"price", "sale_price", "sale_start", "sale_end", "as_of", "changed_step"}};
const RawTable kItem{"item",
                     {"account_id", "item_id"},
                     {"product_id", "options", "name", "short_description", "long_description", "additional_description", "brand", "department", "barcode",
                      "supplier_sku", "weight", "weight_unit", "taxable", "tax_class", "sell_online", "sites", "image_urls", "attributes", "as_of", "changed_step"}};

std::vector<RawTable> tables_of(const PartsCase& one) { return one.is_products() ? std::vector<RawTable>{kItem, kPrice, kStock} : std::vector<RawTable>{kStock}; }

std::string columns_of(const RawTable& table) {
  std::string text;
  for (const auto* list : {&table.keys, &table.replaced})
    for (const auto& column : *list) text += (text.empty() ? "" : ", ") + column;
  return text;
}

/// A time later than that of the call before.
std::string as_of(int version) { return fmt::format("2026-11-25T{:02}:{:02}:{:02}Z", version / 3600 % 24, version / 60 % 60, version % 60); }

void expect_updated(const std::string& answer, int expected) {
  if (answer.find(fmt::format("<tb:Updated>{}</tb:Updated>", expected)) == std::string::npos)
    throw std::logic_error(fmt::format("not {} rows changed: {}", expected, answer.substr(0, 800)));
}

}  // namespace

std::vector<PartsCase> parts_cases() {
  const std::string inventory = "UpdateInventory", products = "UpdatePOSProducts";
  return {{inventory, "none changed", 0, false},         {inventory, "1 % changed", 100, false},         {inventory, "all changed", 1, false},
          {inventory, "none changed, new AsOf", 0, true}, {inventory, "1 % changed, new AsOf", 100, true}, {inventory, "all changed, new AsOf", 1, true},
          {products, "none changed", 0, false},          {products, "all changed", 1, false}};
}

PartsScene::PartsScene(UpdateStore& store, const std::vector<PartsCase>& cases, int rows)
    : store_(store),
      cases_(cases),
      rows_(rows),
      versions_(cases.size(), 0),
      timeline_(store.server()),
      database_(store.database(), timeline_),
      service_(store.make_service(database_, clock_)),
      handler_(*service_, timeline_),
      server_({}, handler_, random_, clock_, metrics_),
      caller_(server_.port()),
      raw_(store.connect_raw()) {
  for (std::size_t i = 0; i < cases.size(); ++i) {
    logins_.push_back(store_.add_account(fmt::format("case-{}", i)));
    fill(i);
  }
}

PartsScene::~PartsScene() { server_.stop(std::chrono::milliseconds(100)); }

void PartsScene::fill(std::size_t which) {
  constexpr int kPiece = 10'000;
  for (int first = 0; first < rows_; first += kPiece) {
    const int count = std::min(kPiece, rows_ - first);
    if (cases_[which].is_products()) {
      caller_.post(kPath, products_envelope(logins_[which], first, count));
      continue;
    }
    caller_.post(kPath, short_products_envelope(logins_[which], first, count));
    caller_.post(kPath, inventory_envelope(logins_[which], first, count, {}, cases_[which].has_as_of ? std::optional(as_of(0)) : std::nullopt));
  }
}

std::string PartsScene::request(std::size_t which) {
  const auto& one = cases_[which];
  const Changed changed{.each = one.each, .version = ++versions_[which]};
  const auto time = one.has_as_of ? std::optional(as_of(versions_[which])) : std::nullopt;
  return one.is_products() ? products_envelope(logins_[which], 0, rows_, changed, time) : inventory_envelope(logins_[which], 0, rows_, changed, time);
}

PartTimes PartsScene::call(std::size_t which, const std::string& request) {
  store_.settle();
  timeline_.begin();
  const std::string answer = caller_.post(kPath, request);
  const auto times = timeline_.end();
  expect_updated(answer, cases_[which].each == 0 ? 0 : rows_ / cases_[which].each);
  return times;
}

std::vector<RawRow> PartsScene::changed_rows(std::size_t which, const RawTable& table) {
  const auto& one = cases_[which];
  const auto all = raw_->rows(fmt::format("SELECT {} FROM {} WHERE account_id = (SELECT account_id FROM account WHERE store_id = 'case-{}') ORDER BY item_id",
                                          columns_of(table), table.name, which));
  const int each = one.has_as_of ? 1 : one.each;  // a new AsOf is written for every row
  std::vector<RawRow> rows;
  for (std::size_t i = 0; each != 0 && i < all.size(); i += static_cast<std::size_t>(each)) {
    auto& row = rows.emplace_back(all[i]);
    row.front() = std::to_string(kRawAccounts + static_cast<int>(which));
    row.back() = std::to_string(versions_[which]);
  }
  return rows;
}

RawTimes PartsScene::run_raw(std::size_t which) {
  std::vector<std::pair<RawTable, std::vector<RawRow>>> changed;
  for (const auto& table : tables_of(cases_[which]))
    if (auto rows = changed_rows(which, table); !rows.empty()) changed.emplace_back(table, std::move(rows));

  RawTimes times;
  store_.settle();
  Stopwatch reading(store_.server());
  for (const auto& table : tables_of(cases_[which]))
    raw_->read(fmt::format("SELECT {} FROM {} WHERE account_id = (SELECT account_id FROM account WHERE store_id = 'case-{}') AND item_id BETWEEN '{}' AND '{}' "
                           "ORDER BY item_id",
                           columns_of(table), table.name, which, sample_item_id(0), sample_item_id(rows_ - 1)));
  reading.pause();
  times.read = reading.spent();
  if (changed.empty()) return times;
  Stopwatch writing(store_.server());
  raw_->begin();
  for (const auto& [table, rows] : changed) raw_->upsert(table, rows);
  writing.pause();
  times.write = writing.spent();
  Stopwatch committing(store_.server());
  raw_->commit();
  committing.pause();
  times.commit = committing.spent();
  return times;
}

}  // namespace tillbridge::bench
