#include <fmt/format.h>

#include <algorithm>

#include "base/random.hpp"
#include "bench/benches.hpp"
#include "bench/race.hpp"
#include "bench/update_store.hpp"
#include "services/handlers/update_inventory_handler.hpp"
#include "services/handlers/update_pos_products_handler.hpp"

namespace tillbridge::bench {
namespace {

using services::Fingerprints;
using Rows = std::vector<domain::InventoryRow>;

std::string item_id(int number) { return fmt::format("SKU-{:08}", number); }

/// An account with `items` items, and calls of its till behind login and XML.
class Shop {
 public:
  Shop(UpdateStore& store, int items) : store_(store), items_(items) {
    const auto login = store.add_account("detection");
    store.database().read([&](persistence::UnitOfWork& work) { account_ = work.accounts().find_by_store_id(login.store_id)->id; });
    Fingerprints none(random_, 0);
    for (int first = 0; first < items; first += kRowsOfACall) {
      auto run = services::UpdatePOSProductsHandler(store.database(), clock_, none).begin(caller(), false);
      for (int i = first; i < std::min(items, first + kRowsOfACall); ++i) {
        domain::ProductRow row{.item_id = item_id(i)};
        row.name = domain::Change<std::string>::set("Item");
        row.quantities = {{"", base::Decimal::from_integer(1)}};
        run.add(std::move(row));
      }
      run.finish();
    }
  }

  /// `count` rows from `first` on; every `each`-th has another quantity than in the batch before, 0 = none.
  Rows batch(int count, int each, int first = 0) {
    ++version_;
    Rows rows;
    for (int i = 0; i < count; ++i)
      rows.push_back({.index = i, .item_id = item_id(first + i), .quantity = base::Decimal::from_integer(each > 0 && i % each == 0 ? version_ % 97 + 2 : 1)});
    return rows;
  }

  /// The login's glance is part of it.
  Spent post(Fingerprints& memory, const Rows& rows) {
    Stopwatch watch(store_.server());
    call(memory, rows);
    watch.pause();
    return watch.spent();
  }
  Spent post_one_by_one(Fingerprints& memory, const std::vector<Rows>& calls) {
    Stopwatch watch(store_.server());
    for (const auto& rows : calls) call(memory, rows);
    watch.pause();
    return watch.spent();
  }
  void call(Fingerprints& memory, Rows rows) {
    auto run = services::UpdateInventoryHandler(store_.database(), clock_, memory).begin(caller(), false);
    for (auto& row : rows) run.add(std::move(row));
    run.finish();
  }
  /// Somebody else sells one item.
  void move_one() {
    store_.database().write([&](persistence::UnitOfWork& work) { work.stock().touch(account_, {item_id(items_ - 1)}, work.accounts().step_clock(account_)); });
  }
  base::Random& random() { return random_; }

 private:
  static constexpr int kRowsOfACall = 10'000;

  services::Caller caller() {
    services::Caller caller{account_, "till", "req"};
    store_.database().glance([&](persistence::UnitOfWork& work) { caller.clock = work.accounts().clock_moment(account_); });
    return caller;
  }

  UpdateStore& store_;
  base::SystemClock clock_;
  base::SystemRandom random_;
  int items_;
  domain::AccountId account_{};
  int version_ = 0;
};

void race_large_calls(Shop& shop, const std::string& store, const Size& size, int rows) {
  Fingerprints none(shop.random(), 0), warm(shop.random()), moved(shop.random());
  const std::pair<int, std::string> changes[] = {{0, "none changed"}, {100, "1 % changed"}, {1, "all changed"}};
  for (const auto& [each_of, words] : changes) {
    const int each = each_of;
    // A batch that others changed in between is settled outside the clock, so that only its own changes are left.
    const auto settled = [&shop, rows, each](Fingerprints& memory) {
      shop.call(memory, shop.batch(rows, each));
      return shop.batch(rows, each);
    };
    const std::vector<Side> sides = {
        {"compared with the store", [&] { const auto batch = settled(none); return shop.post(none, batch); }},
        {"fingerprints", [&] { const auto batch = settled(warm); return shop.post(warm, batch); }},
        {"fingerprints, an item moved by another's hand", [&] { const auto batch = settled(moved); shop.move_one(); return shop.post(moved, batch); }},
        {"fingerprints, first call after a start", [&] { const auto batch = settled(none); Fingerprints cold(shop.random()); return shop.post(cold, batch); }}};
    print(fmt::format("detection, {}: UpdateInventory, {} rows, {}, without XML", store, rows, words), race(sides, size.rounds), rows, "row");
  }
}

void race_one_row_calls(Shop& shop, const std::string& store, const Size& size, int calls) {
  Fingerprints none(shop.random(), 0), warm(shop.random());
  const auto changed = [&shop, calls] {
    std::vector<Rows> all;
    for (int i = 0; i < calls; ++i) all.push_back(shop.batch(1, 1, i));
    return all;
  };
  const auto unchanged = [&shop, calls] {
    std::vector<Rows> all;
    for (int i = 0; i < calls; ++i) all.push_back(shop.batch(1, 0, i));
    return all;
  };
  const auto side = [&shop](Fingerprints& memory, auto make) {
    return [&shop, &memory, make] {
      for (const auto& rows : make()) shop.call(memory, rows);
      const auto calls_of_round = make();
      return shop.post_one_by_one(memory, calls_of_round);
    };
  };
  const std::vector<Side> sides = {{"changed, compared with the store", side(none, changed)},
                                   {"changed, fingerprints", side(warm, changed)},
                                   {"unchanged, compared with the store", side(none, unchanged)},
                                   {"unchanged, fingerprints", side(warm, unchanged)}};
  print(fmt::format("detection, {}: {} one-row calls, without XML", store, calls), race(sides, size.rounds), calls, "call");
}

}  // namespace

void bench_detection(const Size& size) {
  for (const bool embedded : {false, true}) {
    const auto store = embedded ? make_sqlite_store() : make_mariadb_store();
    Shop shop(*store, size.quick ? 10'000 : 100'000);
    race_large_calls(shop, store->name(), size, size.quick ? 1'000 : 10'000);
    race_one_row_calls(shop, store->name(), size, size.quick ? 50 : 500);
  }
}

}  // namespace tillbridge::bench
