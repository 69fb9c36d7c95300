#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "tests/contract/persistence/stores.hpp"
#include "tests/support/seeded_random.hpp"

// Reading the rows of many keys: as one range of the table where they lie close together, by name where they do not. Nobody may notice which.
namespace tillbridge::tests {
namespace {

using persistence::UnitOfWork;
using Ids = std::vector<domain::ItemId>;
using Levels = std::vector<domain::StockLevel>;

const auto kNow = at("2026-11-25T08:15:30.123456Z");

Ids numbered(int count, int apart = 1, int first = 0) {
  Ids ids;
  for (int i = 0; i < count; ++i) ids.push_back(fmt::format("item-{:06}", first + i * apart));
  return ids;
}

Levels levels_at(const Ids& ids, const std::string& location = "main") {
  Levels levels;
  for (const auto& id : ids) levels.push_back({.item_id = id, .location = location, .quantity = decimal("3"), .as_of = {}, .received_at = kNow});
  return levels;
}

/// The levels of these items, as the store should give them.
Levels of(const Levels& stored, const Ids& ids) {
  Levels found;
  for (const auto& level : stored)
    if (std::binary_search(ids.begin(), ids.end(), level.item_id)) found.push_back(level);
  return found;
}

/// An account with neighbours whose rows bear the same ids.
template <class Store>
struct Shelf {
  Store store;
  domain::AccountId before = add_account(store, "before"), account = add_account(store, "account"), after = add_account(store, "after");
  Levels stored;

  void put(const Ids& ids) { put_levels(levels_at(ids)); }
  void put_levels(Levels levels) {
    auto others = levels;
    for (auto& level : others) level.quantity = decimal("-1");
    store->write([&](UnitOfWork& unit) {
      unit.stock().upsert(before, others, 1);
      unit.stock().upsert(account, levels, 1);
      unit.stock().upsert(after, others, 1);
    });
    stored.insert(stored.end(), levels.begin(), levels.end());
    std::sort(stored.begin(), stored.end(), [](const auto& a, const auto& b) { return std::tie(a.item_id, a.location) < std::tie(b.item_id, b.location); });
  }
  Levels ask(const Ids& ids) {
    return read_from(store, [&](UnitOfWork& unit) { return unit.stock().find_many(account, ids); });
  }
  void check(const Ids& ids) { BOOST_TEST((ask(ids) == of(stored, ids))); }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(keyed_reads)

BOOST_AUTO_TEST_CASE_TEMPLATE(finds_the_same_in_dense_and_in_sparse_batches, Store, AllStores) {
  Shelf<Store> shelf;
  shelf.put(numbered(6'000));
  for (const int apart : {1, 2, 3, 5, 9, 40}) shelf.check(numbered(6'000 / apart, apart));
  shelf.check(numbered(6'000));
  for (const int apart : {1, 500, 2}) shelf.check(numbered(12, apart, 7));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(finds_the_first_and_the_last_key_and_nothing_beside_them, Store, AllStores) {
  Shelf<Store> shelf;
  shelf.put(numbered(400));
  shelf.check(numbered(300, 1, 50));
  shelf.check(numbered(700, 1, 0));          // the last ones do not exist
  auto around = numbered(300, 1, 50);
  around.insert(around.begin(), "item-");    // before all and behind all
  around.push_back("item-999999");
  shelf.check(around);
  for (auto& id : around) id += "x";         // none exists
  shelf.check(around);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(finds_all_locations_of_an_item_that_has_more_than_a_range_may_hold, Store, AllStores) {
  Shelf<Store> shelf;
  shelf.put(numbered(300));
  for (const auto* crowded : {"item-000000", "item-000030", "item-000299"}) {
    Levels levels;
    for (int i = 0; i < 700; ++i) levels.push_back(levels_at({crowded}, fmt::format("shelf-{:04}", i)).front());
    shelf.put_levels(levels);
    shelf.check(numbered(300));
    shelf.check(numbered(300));
    shelf.check(numbered(9, 1, 25));
  }
}

BOOST_AUTO_TEST_CASE_TEMPLATE(compares_keys_byte_by_byte, Store, AllStores) {
  Shelf<Store> shelf;
  Ids odd;
  for (const char* stem : {"A", "B", "Z", "_", "a", "b", "z", "~", "\xc2\xa0", "ä", "ß", "漢", "🧶", "\xff"})
    for (const char* tail : {"", " ", "-", "0", "A", "a", "é", "\xff"}) odd.push_back(std::string(stem) + tail);
  std::sort(odd.begin(), odd.end());
  shelf.put(odd);
  for (int twice = 0; twice < 2; ++twice) {
    Ids each_second, framed;
    for (std::size_t i = 0; i < odd.size(); i += 2) each_second.push_back(odd[i]);
    for (const auto& id : odd) framed.insert(framed.end(), {id, id + "\x01", id + "zz"});
    std::sort(framed.begin(), framed.end());
    shelf.check(each_second);
    shelf.check(framed);
    shelf.check(odd);
  }
}

BOOST_AUTO_TEST_CASE_TEMPLATE(finds_keys_that_come_in_any_order, Store, AllStores) {
  Shelf<Store> shelf;
  shelf.put(numbered(400));
  auto ids = numbered(300, 1, 20);
  shelf.check(ids);
  std::reverse(ids.begin(), ids.end());
  auto found = shelf.ask(ids);
  std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.item_id < b.item_id; });
  BOOST_TEST((found == of(shelf.stored, numbered(300, 1, 20))));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(finds_items_prices_and_levels_of_any_batch, Store, AllStores) {
  Store store;
  const auto account = add_account(store), other = add_account(store, "other");
  SeededRandom random(20261125);
  const auto below = [&](int most) { return static_cast<int>(random.fraction() * most); };
  std::map<domain::ItemId, domain::Item> items;
  for (const auto& id : numbered(1'500)) {
    if (below(3) == 0) continue;
    items[id].id = id;
    items[id].name = "Item " + id;
  }
  std::vector<domain::Item> all;
  std::vector<domain::ItemPrice> prices;
  for (const auto& [id, item] : items) {
    all.push_back(item);
    prices.push_back({.item_id = id, .price = decimal("2.5"), .sale_price = {}, .sale_start = {}, .sale_end = {}, .as_of = {}});
  }
  store->write([&](UnitOfWork& unit) {
    unit.items().upsert(account, all, 1);
    unit.prices().upsert(account, prices, 1);
    unit.items().upsert(other, all, 1);
  });
  for (int batch = 0; batch < 40; ++batch) {
    const auto one_in = 1 + below(30);
    const auto first = below(1'400), last = first + below(1'500 - first);
    Ids ids, existing;
    for (const auto& id : numbered(last - first, 1, first))
      if (below(one_in) == 0) ids.push_back(id);
    std::vector<domain::Item> expected;
    for (const auto& id : ids)
      if (items.contains(id)) {
        existing.push_back(id);
        expected.push_back(items[id]);
      }
    store->read([&](UnitOfWork& unit) {
      BOOST_TEST(unit.items().find_existing(account, ids) == existing);
      BOOST_TEST((unit.items().find_many(account, ids) == expected));
      const auto found = unit.prices().find_many(account, ids);
      BOOST_TEST(found.size() == existing.size());
      for (std::size_t i = 0; i < found.size() && i < existing.size(); ++i) BOOST_TEST(found[i].item_id == existing[i]);
    });
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace tillbridge::tests
