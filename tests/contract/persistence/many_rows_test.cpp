#include <fmt/format.h>

#include <atomic>
#include <thread>
#include <utility>

#include "tests/contract/persistence/meeting.hpp"
#include "tests/contract/persistence/stores.hpp"
#include "tests/contract/persistence/text_mariadb.hpp"

// Many rows at once: one packet with arrays of values, one statement with all values in its text, or one prepared row after the other.
namespace tillbridge::tests {
namespace {

using persistence::UnitOfWork;
using WritersOfMany = std::tuple<TempDatabase, TempMariadb, TextMariadb>;
using Servers = std::tuple<TempMariadb, TextMariadb>;

const auto kNow = at("2026-11-25T08:15:30.123456Z");

domain::StockLevel level(std::string item, const char* quantity = "1", std::optional<base::Timestamp> as_of = {}) {
  return {.item_id = std::move(item), .location = "main", .quantity = decimal(quantity), .as_of = as_of, .received_at = kNow};
}

domain::ItemPrice price(std::string item) {
  domain::ItemPrice price;
  price.item_id = std::move(item);
  return price;
}

template <class Row>
std::vector<domain::ItemId> ids_of(const std::vector<Row>& rows) {
  std::vector<domain::ItemId> ids;
  for (const auto& row : rows) {
    if constexpr (requires { row.item_id; }) ids.push_back(row.item_id);
    else ids.push_back(row.id);
  }
  return ids;
}

template <class Store>
std::vector<domain::StockLevel> stock_of(Store& store, domain::AccountId account, const std::vector<domain::ItemId>& ids) {
  return read_from(store, [&](UnitOfWork& unit) { return unit.stock().find_many(account, ids); });
}

template <class Store>
std::vector<domain::Item> stored_items(Store& store, const std::vector<domain::Item>& items) {
  const auto account = add_account(store);
  store->write([&](UnitOfWork& unit) { unit.items().upsert(account, items, 1); });
  return read_from(store, [&](UnitOfWork& unit) { return unit.items().find_many(account, ids_of(items)); });
}

domain::Item item(std::string id, std::string name) {
  domain::Item item;
  item.id = std::move(id);
  item.name = std::move(name);
  return item;
}

std::vector<domain::StockLevel> levels_up_to(int count) {
  std::vector<domain::StockLevel> levels;
  for (int i = 0; i < count; ++i) levels.push_back(level(fmt::format("item-{:05}", i), "1.5", kNow));
  return levels;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(many_rows)

BOOST_AUTO_TEST_CASE_TEMPLATE(keeps_absent_values_wherever_they_stand, Store, WritersOfMany) {
  Store store;
  const auto account = add_account(store);
  for (std::size_t absent : {0u, 1u, 2u}) {
    auto levels = std::vector{level("a", "1", kNow), level("b", "2", kNow), level("c", "3", kNow)};
    levels[absent].as_of.reset();
    store->write([&](UnitOfWork& unit) { unit.stock().upsert(account, levels, 1); });
    BOOST_TEST((stock_of(store, account, {"a", "b", "c"}) == levels));
  }
  auto prices = std::vector{price("a"), price("b"), price("c")};
  prices[1].price = decimal("0.0001");
  prices[1].sale_start = kNow;
  prices[2].sale_price = decimal("-99999999999.9999");
  store->write([&](UnitOfWork& unit) { unit.prices().upsert(account, prices, 1); });
  BOOST_TEST((read_from(store, [&](UnitOfWork& unit) { return unit.prices().find_many(account, {"a", "b", "c"}); }) == prices));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(gives_every_row_its_own_values, Store, WritersOfMany) {
  Store store;
  const auto account = add_account(store);
  const auto levels = levels_up_to(4'321);  // more than one packet takes, and a rest
  store->write([&](UnitOfWork& unit) { unit.stock().upsert(account, levels, 1); });
  auto changed = levels;
  for (std::size_t i = 0; i < changed.size(); ++i) changed[i].quantity = base::Decimal::from_units(static_cast<std::int64_t>(i) - 2'000);
  store->write([&](UnitOfWork& unit) { unit.stock().upsert(account, changed, 2); });
  BOOST_TEST((stock_of(store, account, ids_of(changed)) == changed));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(keeps_texts_as_they_are, Store, WritersOfMany) {
  Store store;
  const std::vector<domain::Item> items = {item("'", ""), item("A", "back\\slash \\' \\0 \\"), item("B", "'quotes' \"double\" `ticks`"),
                                           item("C", "? :p1 %s -- ; /* */"), item("D", "🧶 𝄞 é ß 漢"), item("a", "line\r\nline\ttab"),
                                           item("ä", "ä"), item("🧶", "\x7f")};
  BOOST_TEST((stored_items(store, items) == items));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(keeps_ids_that_are_bytes, Store, WritersOfMany) {
  Store store;
  const std::vector<domain::Item> items = {item(" ", "blank"), item("A", "A"), item("a", "a"), item("a ", "a blank"), item("\xc3\x28", "no UTF-8"), item("\xff\xfe", "bytes")};
  BOOST_TEST((stored_items(store, items) == items));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(keeps_zero_bytes_on_servers, Store, Servers) {
  Store store;
  const std::vector<domain::Item> items = {item(std::string("\0", 1), std::string("\0a\0", 3)), item(std::string("a\0b", 3), "x")};
  BOOST_TEST((stored_items(store, items) == items));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(takes_more_than_a_server_takes_in_one_packet, Store, WritersOfMany) {
  Store store;
  std::vector<domain::Item> items;
  for (int i = 0; i < 400; ++i) {
    items.push_back(item(fmt::format("{:03}", i), "big"));
    items.back().long_description = std::string(60'000, static_cast<char>('a' + i % 26));
  }
  items[200].long_description = std::string(3'000'000, '\'');
  BOOST_TEST((stored_items(store, items) == items));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(lets_newer_claims_stand_among_many, Store, WritersOfMany) {
  Shop<Store> shop;
  const auto claim = [&](std::int64_t token, domain::Step step) {
    shop.store->write([&](UnitOfWork& unit) {
      domain::JobLease lease;
      lease.account_id = shop.account;
      lease.site_id = shop.site;
      lease.token = token;
      unit.deliveries().claim(lease, {{"a", step}, {"b", step}, {"c", step}});
    });
  };
  claim(7, 70);
  claim(5, 50);
  const auto rows = read_from(shop.store, [&](UnitOfWork& unit) {
    return unit.deliveries().find_many(shop.account, shop.site, domain::JobKind::kInventory, {"a", "b", "c"});
  });
  BOOST_REQUIRE(rows.size() == 3u);
  for (const auto& row : rows) BOOST_TEST((row.token == 7 && row.claimed_step == 70));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(makes_no_row_of_an_as_of_for_what_does_not_exist, Store, WritersOfMany) {
  Store store;
  const auto account = add_account(store), other = add_account(store, "other");
  const auto earlier = kNow - std::chrono::hours(1);
  const std::vector<std::string> asked = {"a", "b", "c", "d", "e"};
  for (const auto& existing : std::vector<std::vector<std::string>>{{"a", "b", "c", "d", "e"}, {"b", "d"}, {}}) {
    const auto owner = add_account(store, "owner of " + std::to_string(existing.size()));
    std::vector<domain::Item> items;
    std::vector<domain::ItemPrice> prices;
    std::vector<domain::StockLevel> levels;
    for (const auto& id : existing) {
      items.push_back(item(id, "name"));
      prices.push_back(price(id));
      levels.push_back(level(id, "1", earlier));
      items.back().as_of = prices.back().as_of = earlier;
    }
    std::vector<std::pair<domain::ItemId, base::Timestamp>> as_of;
    std::vector<domain::StockLevel> news;
    for (const auto& id : asked) {
      as_of.emplace_back(id, kNow);
      news.push_back(level(id, "99", kNow));
    }
    store->write([&](UnitOfWork& unit) {
      unit.items().upsert(owner, items, 1);
      unit.prices().upsert(owner, prices, 1);
      unit.stock().upsert(owner, levels, 1);
      unit.items().store_as_of(owner, as_of);
      unit.prices().store_as_of(owner, as_of);
      unit.stock().store_as_of(owner, news);
    });
    for (std::size_t i = 0; i < existing.size(); ++i) items[i].as_of = prices[i].as_of = levels[i].as_of = kNow;
    BOOST_TEST((read_from(store, [&](UnitOfWork& unit) { return unit.items().find_many(owner, asked); }) == items));
    BOOST_TEST((read_from(store, [&](UnitOfWork& unit) { return unit.prices().find_many(owner, asked); }) == prices));
    BOOST_TEST((stock_of(store, owner, asked) == levels));
    BOOST_TEST(read_from(store, [&](UnitOfWork& unit) { return unit.items().list_changed(owner, -2, 1'000, "", 100).size(); }) == existing.size());
  }
  BOOST_TEST(stock_of(store, account, asked).empty());
  BOOST_TEST(stock_of(store, other, asked).empty());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(stores_nothing_when_one_of_many_does_not_fit, Store, Servers) {
  Store store;
  const auto account = add_account(store);
  auto levels = levels_up_to(100);
  levels[60].item_id = "secret-word" + std::string(129, 'x');
  const auto write = [&] { store->write([&](UnitOfWork& unit) { unit.stock().upsert(account, levels, 1); }); };
  BOOST_CHECK_EXCEPTION(write(), std::runtime_error, [](const std::exception& error) {
    const std::string text = error.what();
    return text.find("INSERT INTO stock") != std::string::npos && text.find("secret-word") == std::string::npos && text.find("item-0") == std::string::npos;
  });
  BOOST_TEST(stock_of(store, account, ids_of(levels)).empty());
  levels[60].item_id = "item-00060";
  write();
  BOOST_TEST((stock_of(store, account, ids_of(levels)) == levels));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(repeats_the_work_when_the_connection_is_lost_between_many_rows, Store, Servers) {
  Store store;
  const auto account = add_account(store);
  const auto levels = levels_up_to(50);
  int runs = 0;
  store->write([&](UnitOfWork& unit) {
    unit.stock().upsert(account, levels, 1);
    if (++runs == 1) shared_mariadb().execute("KILL USER till");
    unit.stock().upsert(account, levels, 2);
  });
  BOOST_TEST(runs == 2);
  BOOST_TEST((stock_of(store, account, ids_of(levels)) == levels));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(repeats_the_work_when_many_rows_meet_a_deadlock, Store, Servers) {
  Store store;
  const auto account = add_account(store);
  const auto levels = levels_up_to(40);
  const std::vector<domain::StockLevel> front(levels.begin(), levels.begin() + 20), back(levels.begin() + 20, levels.end());
  store->write([&](UnitOfWork& unit) { unit.stock().upsert(account, levels, 1); });
  Meeting meeting(2);
  std::atomic<int> runs = 0;
  const auto crossing = [&](const auto& first, const auto& second) {
    bool first_run = true;
    store->write([&](UnitOfWork& unit) {
      ++runs;
      unit.stock().upsert(account, first, 2);
      if (std::exchange(first_run, false)) meeting.arrive_and_wait();
      unit.stock().upsert(account, second, 2);
    });
  };
  std::thread other([&] { crossing(back, front); });
  crossing(front, back);
  other.join();
  BOOST_TEST(runs >= 3);
  BOOST_TEST((stock_of(store, account, ids_of(levels)) == levels));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace tillbridge::tests
