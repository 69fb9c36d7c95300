#include <fmt/format.h>

#include <algorithm>

#include "bench/benches.hpp"
#include "bench/race.hpp"
#include "bench/raw_updates.hpp"
#include "bench/stores.hpp"
#include "persistence/database_url.hpp"
#include "persistence/dialect/mysql_dialect.hpp"
#include "persistence/soci/soci_database.hpp"
#include "tests/support/fixed_clock.hpp"

namespace tillbridge::bench {
namespace {

using persistence::Database;
using persistence::UnitOfWork;
using Levels = std::vector<domain::StockLevel>;

constexpr int kStored = 100'000;
constexpr int kBatch = 10'000;
constexpr std::size_t kSlice = 1'000;      ///< as many keys as an update call looks up at once

std::string item_id(int number) { return fmt::format("SKU-{:08}", number); }

/// A stock of one account, and the same server once more without array binding.
class Stock {
 public:
  Stock(const StoreKind& kind, int stored) : store_(kind.make()), stored_(stored) {
    database().write([&](UnitOfWork& unit) {
      domain::Account account;
      account.store_id = "bench";
      account_ = unit.accounts().insert(account);
    });
    for (int first = 0; first < stored; first += kBatch) write(database(), batch(std::min(kBatch, stored - first), 1, first));
    const auto& options = store_->options();
    if (database().is_embedded()) {
      raw_ = connect_raw_sqlite(options.url.substr(std::string_view("sqlite:").size()));
      return;
    }
    raw_ = connect_raw_mariadb(options);
    text_ = std::make_unique<persistence::soci::SociDatabase>(
        std::make_unique<persistence::dialect::MysqlDialect>(std::get<persistence::MysqlAddress>(persistence::parse_database_url(options.url)), options.password,
                                                             persistence::dialect::ManyRows::kTextAlways),
        options.pool_size);
  }

  Database& database() { return store_->database(); }
  Database* text() { return text_.get(); }

  /// `count` levels, every `apart`-th item from `first` on; quantities differ from batch to batch.
  Levels batch(int count, int apart, int first = 0) {
    ++version_;
    Levels levels;
    for (int i = 0; i < count; ++i)
      levels.push_back({.item_id = item_id(first + i * apart),
                        .location = "main",
                        .quantity = base::Decimal::from_integer((i + version_) % 97),
                        .as_of = start_ + std::chrono::seconds(version_),
                        .received_at = start_ + std::chrono::seconds(version_)});
    return levels;
  }

  Spent write(Database& database, const Levels& levels) {
    return timed([&] { database.write([&](UnitOfWork& unit) { unit.stock().upsert(account_, levels, version_); }); });
  }
  /// The same rows by the bare client library: arrays of parameters, or one prepared row after the other.
  Spent write_raw(const Levels& levels) {
    std::vector<RawRow> rows;
    for (const auto& level : levels)
      rows.push_back({std::to_string(domain::raw(account_)), level.item_id, level.location,
                      database().is_embedded() ? std::to_string(level.quantity.units()) : level.quantity.to_fixed(4), base::format_sql(*level.as_of),
                      base::format_sql(level.received_at), std::to_string(version_)});
    return timed([&] {
      raw_->begin();
      raw_->upsert({.name = "stock", .keys = {"account_id", "item_id", "location"}, .replaced = {"quantity", "as_of", "received_at", "changed_step"}}, rows);
      raw_->commit();
    });
  }
  Spent read_raw_range(const Levels& levels) {
    return timed([&] { raw_->read(select() + " BETWEEN '" + levels.front().item_id + "' AND '" + levels.back().item_id + "' ORDER BY item_id, location"); });
  }
  Spent read_raw_names(const Levels& levels) {
    std::string names;
    for (const auto& level : levels) names += (names.empty() ? "'" : ",'") + level.item_id + "'";
    return timed([&] { raw_->read(select() + " IN (" + names + ") ORDER BY item_id, location"); });
  }
  Spent store_as_of(Database& database, const Levels& levels) {
    return timed([&] { database.write([&](UnitOfWork& unit) { unit.stock().store_as_of(account_, levels); }); });
  }
  /// The same of items with texts of 2 KB.
  Spent store_item_as_of(Database& database, const Levels& levels) {
    std::vector<std::pair<domain::ItemId, base::Timestamp>> as_of;
    for (const auto& level : levels) as_of.emplace_back(level.item_id, *level.as_of);
    return timed([&] { database.write([&](UnitOfWork& unit) { unit.items().store_as_of(account_, as_of); }); });
  }
  void write_items(const Levels& levels) {
    std::vector<domain::Item> items;
    for (const auto& level : levels) {
      items.emplace_back().id = level.item_id;
      items.back().name = "Item " + level.item_id;
      items.back().long_description = std::string(2'000, 'x');
    }
    database().write([&](UnitOfWork& unit) { unit.items().upsert(account_, items, version_); });
  }
  /// Reads the levels in slices and counts those that differ from what is stored.
  Spent compare(Database& database, const Levels& levels, std::size_t expected) {
    std::size_t differ = 0;
    const auto spent = timed([&] {
      database.read([&](UnitOfWork& unit) {
        differ = 0;
        for (std::size_t at = 0; at < levels.size(); at += kSlice) {
          const auto end = std::min(levels.size(), at + kSlice);
          std::vector<domain::ItemId> ids;
          for (std::size_t i = at; i < end; ++i) ids.push_back(levels[i].item_id);
          const auto stored = unit.stock().find_many(account_, ids);
          for (std::size_t i = 0; i < stored.size(); ++i) differ += stored[i].quantity != levels[at + i].quantity;
        }
      });
    });
    if (differ != expected) throw std::logic_error(fmt::format("{} rows differ, not {}", differ, expected));
    return spent;
  }

 private:
  std::string select() const {
    return fmt::format("SELECT item_id, location, quantity, as_of, received_at FROM stock WHERE account_id = {} AND item_id", domain::raw(account_));
  }

  template <class Act>
  Spent timed(Act act) {
    store_->settle();
    Stopwatch watch(store_->server());
    act();
    watch.pause();
    return watch.spent();
  }

  std::unique_ptr<Store> store_;
  std::unique_ptr<RawUpdates> raw_;
  std::unique_ptr<Database> text_;
  domain::AccountId account_{};
  base::Timestamp start_ = tests::at("2026-11-25T08:00:00Z");
  int stored_ = 0, version_ = 0;
};

using Write = Spent (Stock::*)(Database&, const Levels&);

std::vector<Side> sides_of(Stock& stock, Write write, int count, int apart) {
  std::vector<Side> sides;
  const auto side = [&](const char* name, Database& database) {
    sides.push_back({name, [&stock, &database, write, count, apart] { return (stock.*write)(database, stock.batch(count, apart)); }});
  };
  if (stock.text() != nullptr) side("many rows as text of one statement", *stock.text());
  side("the product", stock.database());
  return sides;
}

void bench_writes(const StoreKind& kind, Stock& stock, int count, int apart, const Size& size) {
  auto sides = sides_of(stock, &Stock::write, count, apart);
  sides.push_back({"the bare client library, prepared", [&] { return stock.write_raw(stock.batch(count, apart)); }});
  print(fmt::format("store, {}: {} changed levels written", kind.name, count), race(sides, size.rounds), count, "row");
  print(fmt::format("store, {}: AsOf of {} unchanged levels written", kind.name, count), race(sides_of(stock, &Stock::store_as_of, count, apart), size.rounds), count,
        "row");
  stock.write_items(stock.batch(count, apart));
  print(fmt::format("store, {}: AsOf of {} unchanged items written", kind.name, count), race(sides_of(stock, &Stock::store_item_as_of, count, apart), size.rounds),
        count, "row");
}

void bench_reads(const StoreKind& kind, Stock& stock, int count, int apart, const Size& size) {
  const auto levels = stock.batch(count, apart);
  stock.write(stock.database(), levels);
  print(fmt::format("store, {}: {} levels read and compared, each {}. of those stored", kind.name, count, apart),
        race({{"SELECT … IN by the bare client library, cells copied", [&] { return stock.read_raw_names(levels); }},
              {"SELECT … BETWEEN by the bare client library, cells copied", [&] { return stock.read_raw_range(levels); }},
              {"the product, in slices of 1,000", [&] { return stock.compare(stock.database(), levels, 0); }}},
             size.rounds),
        count, "row");
}

void bench_one_percent(const StoreKind& kind, Stock& stock, int stored, const Size& size) {
  const auto same = stock.batch(stored, 1);
  stock.write(stock.database(), same);
  auto news = same;
  for (std::size_t i = 0; i < news.size(); i += 100) news[i].quantity += base::Decimal::from_integer(1);
  print(fmt::format("store, {}: the 1 % found that changed among {}", kind.name, stored),
        race({{"the product, in slices of 1,000", [&] { return stock.compare(stock.database(), news, news.size() / 100); }},
              {"SELECT … IN by the bare client library, without comparing", [&] { return stock.read_raw_names(news); }}},
             size.rounds),
        stored, "row");
}

}  // namespace

void bench_store(const Size& size) {
  const int stored = size.quick ? kStored / 10 : kStored, count = size.quick ? kBatch / 10 : kBatch;
  for (const auto& kind : store_kinds()) {
    Stock stock(kind, stored);
    bench_writes(kind, stock, count, stored / count, size);
    for (const int few : {2, 10, 100}) {
      auto sides = sides_of(stock, &Stock::write, few, stored / few);
      if (sides.size() > 1) print(fmt::format("store, {}: {} changed levels written", kind.name, few), race(sides, size.rounds), few, "row");
    }
    for (const int apart : {1, 3, 10}) bench_reads(kind, stock, count, apart, size);
    bench_one_percent(kind, stock, stored, size);
  }
}

}  // namespace tillbridge::bench
