#include <fmt/format.h>

#include <algorithm>

#include "bench/benches.hpp"
#include "bench/race.hpp"
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
    if (database().is_embedded()) return;
    const auto& options = store_->options();
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
  template <class Act>
  Spent timed(Act act) {
    store_->settle();
    Stopwatch watch(store_->server());
    act();
    watch.pause();
    return watch.spent();
  }

  std::unique_ptr<Store> store_;
  std::unique_ptr<Database> text_;
  domain::AccountId account_{};
  base::Timestamp start_ = tests::at("2026-11-25T08:00:00Z");
  int stored_ = 0, version_ = 0;
};

void bench_writes(const StoreKind& kind, Stock& stock, int count, int apart, const Size& size) {
  using Write = Spent (Stock::*)(Database&, const Levels&);
  for (const auto& [what, write] : {std::pair<const char*, Write>{"changed levels written", &Stock::write}, {"AsOf of unchanged levels written", &Stock::store_as_of},
                                   {"AsOf of unchanged items written", &Stock::store_item_as_of}}) {
    std::vector<Side> sides;
    const auto side = [&](const char* name, Database& database) {
      sides.push_back({name, [&, write = write] { return (stock.*write)(database, stock.batch(count, apart)); }});
    };
    if (stock.text() != nullptr) side("many rows as text", *stock.text());
    side("as the product writes", stock.database());
    print(fmt::format("store, {}: {} {}", kind.name, count, what), race(sides, size.rounds), count, "row");
  }
}

}  // namespace

void bench_store(const Size& size) {
  const int stored = size.quick ? kStored / 10 : kStored, count = size.quick ? kBatch / 10 : kBatch;
  for (const auto& kind : store_kinds()) {
    Stock stock(kind, stored);
    stock.write_items(stock.batch(count, stored / count));
    bench_writes(kind, stock, count, stored / count, size);
    const auto same = stock.batch(count, 1);
    stock.write(stock.database(), same);
    print(fmt::format("store, {}: {} levels compared, none differs", kind.name, count),
          race({{"as the product reads", [&] { return stock.compare(stock.database(), same, 0); }}}, size.rounds), count, "row");
  }
}

}  // namespace tillbridge::bench
