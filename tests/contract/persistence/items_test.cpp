#include <algorithm>

#include "tests/contract/persistence/stores.hpp"

namespace tillbridge::tests {
namespace {

using persistence::UnitOfWork;

domain::Item a_full_item() {
  return {.id = "A-1",
          .product_id = "STYLE-A",
          .options = {{"Größe", "XL"}, {"Farbe", "rot, \"hell\""}},
          .name = "Pullover 🧶 'O''Neill' \\ ; --",
          .short_description = "short",
          .long_description = std::string(100'000, 'x') + "é",
          .additional_description = "line 1\nline 2\t?",
          .brand = "Bränd",
          .department = "Damen/Oberteile",
          .barcode = "0123456789012",
          .supplier_sku = ":p1 :name ?",
          .weight = decimal("0.1234"),
          .weight_unit = "kg",
          .taxable = false,
          .tax_class = "reduced",
          .sell_online = false,
          .sites = std::vector<std::string>{"web-1", "web-2"},
          .image_urls = {"https://img.example/a.png", "https://img.example/b.png"},
          .attributes = {{"Material", "Wolle"}},
          .as_of = at("2026-11-25T08:15:30.123456Z")};
}

domain::Item an_item(const std::string& id) {
  domain::Item item;
  item.id = id;
  item.name = "Item " + id;
  return item;
}

std::vector<domain::Item> items_named(const std::vector<std::string>& ids) {
  std::vector<domain::Item> items;
  for (const auto& id : ids) items.push_back(an_item(id));
  return items;
}

std::vector<domain::ItemId> ids_of(const std::vector<std::pair<domain::Step, domain::ItemId>>& changes) {
  std::vector<domain::ItemId> ids;
  for (const auto& change : changes) ids.push_back(change.second);
  return ids;
}

using Ids = std::vector<domain::ItemId>;

}  // namespace

BOOST_AUTO_TEST_SUITE(items)

BOOST_AUTO_TEST_CASE_TEMPLATE(gives_back_an_item_field_by_field, Store, AllStores) {
  Store store;
  const auto account = add_account(store);
  store->write([&](UnitOfWork& unit) { unit.items().upsert(account, {a_full_item()}, 1); });
  const auto stored = read_from(store, [&](UnitOfWork& unit) { return unit.items().find_many(account, {"A-1"}); });
  BOOST_REQUIRE(stored.size() == 1u);
  BOOST_TEST((stored[0] == a_full_item()));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(tells_no_sites_from_an_empty_list_of_sites, Store, AllStores) {
  Store store;
  const auto account = add_account(store);
  auto nowhere = an_item("A");
  nowhere.sites = std::vector<std::string>{};
  store->write([&](UnitOfWork& unit) { unit.items().upsert(account, {nowhere, an_item("B")}, 1); });
  const auto stored = read_from(store, [&](UnitOfWork& unit) { return unit.items().find_many(account, {"A", "B"}); });
  BOOST_REQUIRE(stored.size() == 2u);
  BOOST_TEST(stored[0].sites.has_value());
  BOOST_TEST(!stored[1].sites.has_value());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(replaces_an_item_whole, Store, AllStores) {
  Store store;
  const auto account = add_account(store);
  store->write([&](UnitOfWork& unit) { unit.items().upsert(account, {a_full_item()}, 1); });
  store->write([&](UnitOfWork& unit) { unit.items().upsert(account, {an_item("A-1")}, 2); });
  const auto stored = read_from(store, [&](UnitOfWork& unit) { return unit.items().find_many(account, {"A-1"}); });
  BOOST_REQUIRE(stored.size() == 1u);
  BOOST_TEST((stored[0] == an_item("A-1")));
  BOOST_TEST(read_from(store, [&](UnitOfWork& unit) { return unit.items().count(account); }) == 1);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(keeps_ids_apart_that_differ_in_case_or_blanks, Store, AllStores) {
  Store store;
  const auto account = add_account(store);
  const Ids ids = {"ABC", "abc", "abc ", "äbc", "🧀"};
  store->write([&](UnitOfWork& unit) { unit.items().upsert(account, items_named(ids), 1); });
  BOOST_TEST(read_from(store, [&](UnitOfWork& unit) { return unit.items().find_existing(account, ids); }) == ids);
  BOOST_TEST(read_from(store, [&](UnitOfWork& unit) { return unit.items().find_existing(account, {"aBc", "abc"}); }) == Ids{"abc"});
}

BOOST_AUTO_TEST_CASE_TEMPLATE(finds_many_in_the_order_of_their_bytes, Store, AllStores) {
  Store store;
  const auto account = add_account(store);
  Ids ids;
  for (int i = 0; i < 1300; ++i) ids.push_back("item-" + std::to_string(i));
  std::sort(ids.begin(), ids.end());
  store->write([&](UnitOfWork& unit) { unit.items().upsert(account, items_named(ids), 1); });

  auto asked = ids;
  asked.push_back("missing");
  const auto stored = read_from(store, [&](UnitOfWork& unit) { return unit.items().find_many(account, asked); });
  BOOST_REQUIRE(stored.size() == ids.size());
  BOOST_TEST(std::equal(stored.begin(), stored.end(), ids.begin(), [](const domain::Item& item, const std::string& id) { return item.id == id; }));
  BOOST_TEST(read_from(store, [&](UnitOfWork& unit) { return unit.items().find_many(account, {}); }).empty());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(writes_texts_that_are_larger_than_one_packet_together, Store, AllStores) {
  Store store;
  const auto account = add_account(store);
  auto items = items_named({"1", "2", "3", "4", "5", "6", "7", "8"});
  for (auto& item : items) item.long_description = std::string(3'000'000, 'y');
  store->write([&](UnitOfWork& unit) { unit.items().upsert(account, items, 1); });
  BOOST_TEST(read_from(store, [&](UnitOfWork& unit) { return unit.items().find_many(account, {"8"}); }).at(0).long_description.size() == 3'000'000u);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(shows_no_account_the_items_of_another, Store, AllStores) {
  Store store;
  const auto one = add_account(store, "one"), two = add_account(store, "two");
  auto other = an_item("A");
  other.name = "of two";
  store->write([&](UnitOfWork& unit) {
    unit.items().upsert(one, {an_item("A")}, 1);
    unit.items().upsert(two, {other, an_item("B")}, 1);
  });
  BOOST_TEST(read_from(store, [&](UnitOfWork& unit) { return unit.items().find_many(one, {"A", "B"}); }).size() == 1u);
  BOOST_TEST(read_from(store, [&](UnitOfWork& unit) { return unit.items().find_many(two, {"A"}); }).at(0).name == "of two");
  BOOST_TEST(read_from(store, [&](UnitOfWork& unit) { return unit.items().count(one); }) == 1);
  BOOST_TEST(read_from(store, [&](UnitOfWork& unit) { return unit.items().list_changed(one, 0, 9, "", 10); }).size() == 1u);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(lists_a_group_and_says_which_groups_exist, Store, AllStores) {
  Store store;
  const auto account = add_account(store);
  auto items = items_named({"a", "b", "c"});
  items[0].product_id = items[2].product_id = "G1";
  items[1].product_id = "G2";
  store->write([&](UnitOfWork& unit) { unit.items().upsert(account, items, 1); });
  const auto group = read_from(store, [&](UnitOfWork& unit) { return unit.items().list_group(account, "G1"); });
  BOOST_REQUIRE(group.size() == 2u);
  BOOST_TEST(group[0].id == "a");
  BOOST_TEST(group[1].id == "c");
  BOOST_TEST(read_from(store, [&](UnitOfWork& unit) { return unit.items().find_groups(account, {"G1", "G2", "G3", "g1"}); }) == (Ids{"G1", "G2"}));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(lists_changes_by_step_and_id_page_by_page, Store, AllStores) {
  Store store;
  const auto account = add_account(store);
  store->write([&](UnitOfWork& unit) {
    unit.items().upsert(account, items_named({"a", "b", "c", "d"}), 1);
    unit.items().upsert(account, items_named({"b", "e"}), 2);
    unit.items().upsert(account, items_named({"f"}), 3);
  });
  const auto page = [&](domain::Step after, domain::Step up_to, const std::string& after_id, int limit) {
    return read_from(store, [&](UnitOfWork& unit) { return unit.items().list_changed(account, after, up_to, after_id, limit); });
  };
  BOOST_TEST(ids_of(page(0, 2, "", 10)) == (Ids{"a", "c", "d", "b", "e"}));
  BOOST_TEST(ids_of(page(0, 2, "", 2)) == (Ids{"a", "c"}));
  BOOST_TEST(ids_of(page(1, 2, "c", 2)) == (Ids{"d", "b"}));
  BOOST_TEST(ids_of(page(2, 2, "b", 2)) == (Ids{"e"}));
  BOOST_TEST(ids_of(page(1, 3, "", 10)) == (Ids{"b", "e", "f"}));
  BOOST_TEST(page(3, 3, "", 10).empty());
  BOOST_TEST(page(0, 3, "", 10).back().first == 3);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(stores_a_newer_as_of_without_a_change, Store, AllStores) {
  Store store;
  const auto account = add_account(store);
  const auto first = at("2026-11-25T08:00:00Z"), later = at("2026-11-25T09:00:00.000001Z");
  store->write([&](UnitOfWork& unit) { unit.items().upsert(account, {an_item("A")}, 1); });
  store->write([&](UnitOfWork& unit) { unit.items().store_as_of(account, {{"A", later}}); });
  store->write([&](UnitOfWork& unit) { unit.items().store_as_of(account, {{"A", first}}); });
  BOOST_TEST((read_from(store, [&](UnitOfWork& unit) { return unit.items().find_many(account, {"A"}); }).at(0).as_of == later));
  BOOST_TEST(read_from(store, [&](UnitOfWork& unit) { return unit.items().list_changed(account, 1, 9, "", 10); }).empty());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(stores_every_newer_as_of_of_many_items_and_no_other, Store, AllStores) {
  Store store;
  const auto account = add_account(store), other = add_account(store, "other");
  const auto nine = at("2026-11-25T09:00:00Z"), later = nine + std::chrono::microseconds(1), earlier = nine - std::chrono::microseconds(1);
  std::vector<domain::Item> items;
  std::vector<std::pair<domain::ItemId, base::Timestamp>> sent;
  for (int i = 1000; i < 2203; ++i) {
    items.push_back(an_item(std::to_string(i)));
    if (i % 4 != 3) items.back().as_of = nine;
    sent.emplace_back(items.back().id, i % 4 == 1 ? earlier : i % 4 == 2 ? nine : later);
  }
  sent.emplace_back("unknown", later);
  store->write([&](UnitOfWork& unit) {
    unit.items().upsert(account, items, 1);
    unit.items().upsert(other, items, 1);
    unit.items().store_as_of(account, sent);
    unit.items().store_as_of(account, {});
  });
  Ids ids;
  for (const auto& item : items) ids.push_back(item.id);
  const auto stored = read_from(store, [&](UnitOfWork& unit) { return unit.items().find_many(account, ids); });
  BOOST_REQUIRE(stored.size() == items.size());
  for (std::size_t i = 0; i < stored.size(); ++i) {
    auto expected = items[i];
    if (i % 4 == 0 || i % 4 == 3) expected.as_of = later;
    BOOST_TEST((stored[i] == expected), expected.id);
    BOOST_TEST((stored[i].as_of == expected.as_of), expected.id);
  }
  BOOST_TEST(read_from(store, [&](UnitOfWork& unit) { return unit.items().count(account); }) == static_cast<std::int64_t>(items.size()));
  BOOST_TEST((read_from(store, [&](UnitOfWork& unit) { return unit.items().find_many(other, {"1000"}); }).at(0).as_of == nine));
  BOOST_TEST(read_from(store, [&](UnitOfWork& unit) { return unit.items().list_changed(account, 1, 9, "", 10); }).empty());
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(prices)

BOOST_AUTO_TEST_CASE_TEMPLATE(keeps_money_and_moments_exact, Store, AllStores) {
  Store store;
  const auto account = add_account(store);
  const std::vector<domain::ItemPrice> prices = {
      {.item_id = "a", .price = decimal("0.0001"), .sale_price = decimal("0"), .sale_start = at("1999-12-31T23:59:59.999999Z"), .sale_end = at("2000-01-01T00:00:00Z"), .as_of = at("2026-11-25T08:15:30.000001Z")},
      {.item_id = "b", .price = decimal("922337203685477.5807"), .sale_price = {}, .sale_start = {}, .sale_end = {}, .as_of = {}},
      {.item_id = "c", .price = {}, .sale_price = decimal("19.99"), .sale_start = {}, .sale_end = at("9999-12-31T23:59:59.999999Z"), .as_of = {}},
  };
  store->write([&](UnitOfWork& unit) { unit.prices().upsert(account, prices, 1); });
  BOOST_TEST((read_from(store, [&](UnitOfWork& unit) { return unit.prices().find_many(account, {"a", "b", "c"}); }) == prices));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(lists_sales_that_start_or_end_in_a_span, Store, AllStores) {
  Store store;
  const auto account = add_account(store);
  const auto sale = [](const char* id, const char* start, const char* end) {
    return domain::ItemPrice{.item_id = id, .price = decimal("1"), .sale_price = decimal("0.5"), .sale_start = at(start), .sale_end = at(end), .as_of = {}};
  };
  store->write([&](UnitOfWork& unit) {
    unit.prices().upsert(account,
                         {sale("at-from", "2026-11-25T08:00:00Z", "2026-12-01T00:00:00Z"), sale("both", "2026-11-25T08:30:00Z", "2026-11-25T08:45:00Z"),
                          sale("ends", "2026-11-01T00:00:00Z", "2026-11-25T09:00:00Z"), sale("later", "2026-11-25T09:00:00.000001Z", "2026-12-01T00:00:00Z"),
                          sale("starts", "2026-11-25T08:00:00.000001Z", "2026-12-01T00:00:00Z")},
                         1);
  });
  const auto changing = [&](int limit) {
    return read_from(store, [&](UnitOfWork& unit) { return unit.prices().list_sale_changes(account, at("2026-11-25T08:00:00Z"), at("2026-11-25T09:00:00Z"), limit); });
  };
  BOOST_TEST(changing(10) == (Ids{"both", "ends", "starts"}));
  BOOST_TEST(changing(2).size() == 2u);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(lists_changed_prices_and_a_newer_as_of_is_none, Store, AllStores) {
  Store store;
  const auto account = add_account(store);
  store->write([&](UnitOfWork& unit) {
    unit.prices().upsert(account, {{.item_id = "a", .price = decimal("1"), .sale_price = {}, .sale_start = {}, .sale_end = {}, .as_of = {}}}, 4);
    unit.prices().store_as_of(account, {{"a", at("2026-11-25T08:00:00Z")}});
  });
  BOOST_TEST(ids_of(read_from(store, [&](UnitOfWork& unit) { return unit.prices().list_changed(account, 3, 4, "", 10); })) == Ids{"a"});
  BOOST_TEST(read_from(store, [&](UnitOfWork& unit) { return unit.prices().list_changed(account, 4, 9, "", 10); }).empty());
  BOOST_TEST((read_from(store, [&](UnitOfWork& unit) { return unit.prices().find_many(account, {"a"}); }).at(0).as_of == at("2026-11-25T08:00:00Z")));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(stock)

BOOST_AUTO_TEST_CASE_TEMPLATE(keeps_quantities_per_location_exact, Store, AllStores) {
  Store store;
  const auto account = add_account(store);
  const auto received = at("2026-11-25T08:00:00.654321Z");
  const std::vector<domain::StockLevel> levels = {
      {.item_id = "a", .location = "", .quantity = decimal("-3"), .as_of = {}, .received_at = received},
      {.item_id = "a", .location = "Graz", .quantity = decimal("0.0001"), .as_of = at("2026-11-25T07:00:00Z"), .received_at = received},
      {.item_id = "b", .location = "graz", .quantity = decimal("9999999999.9999"), .as_of = {}, .received_at = received},
  };
  store->write([&](UnitOfWork& unit) { unit.stock().upsert(account, levels, 1); });
  BOOST_TEST((read_from(store, [&](UnitOfWork& unit) { return unit.stock().find_many(account, {"a", "b"}); }) == levels));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(lists_an_item_of_several_locations_once_with_its_newest_step, Store, AllStores) {
  Store store;
  const auto account = add_account(store);
  const auto level = [](const char* item, const char* location) {
    return domain::StockLevel{.item_id = item, .location = location, .quantity = decimal("1"), .as_of = {}, .received_at = {}};
  };
  store->write([&](UnitOfWork& unit) {
    unit.stock().upsert(account, {level("a", "1"), level("a", "2"), level("b", "1")}, 1);
    unit.stock().upsert(account, {level("a", "2")}, 2);
    unit.stock().upsert(account, {level("c", "1"), level("c", "2")}, 3);
  });
  const auto changes = read_from(store, [&](UnitOfWork& unit) { return unit.stock().list_changed(account, 0, 3, "", 10); });
  const std::vector<std::pair<domain::Step, domain::ItemId>> expected = {{1, "b"}, {2, "a"}, {3, "c"}};
  BOOST_TEST((changes == expected));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(stores_a_repeated_quantity_without_counting_it_as_a_change, Store, AllStores) {
  Store store;
  const auto account = add_account(store);
  domain::StockLevel level{.item_id = "a", .location = "", .quantity = decimal("5"), .as_of = at("2026-11-25T08:00:00Z"), .received_at = at("2026-11-25T08:00:01Z")};
  store->write([&](UnitOfWork& unit) { unit.stock().upsert(account, {level}, 1); });
  level.as_of = at("2026-11-25T09:00:00Z");
  level.received_at = at("2026-11-25T09:00:01Z");
  store->write([&](UnitOfWork& unit) { unit.stock().store_as_of(account, {level}); });
  BOOST_TEST((read_from(store, [&](UnitOfWork& unit) { return unit.stock().find_many(account, {"a"}); }).at(0) == level));
  BOOST_TEST(read_from(store, [&](UnitOfWork& unit) { return unit.stock().list_changed(account, 1, 9, "", 10); }).empty());

  auto without = level;
  without.as_of.reset();
  without.received_at = at("2026-11-25T10:00:01Z");
  store->write([&](UnitOfWork& unit) { unit.stock().store_as_of(account, {without}); });
  const auto stored = read_from(store, [&](UnitOfWork& unit) { return unit.stock().find_many(account, {"a"}); }).at(0);
  BOOST_TEST((stored.as_of == level.as_of));
  BOOST_TEST((stored.received_at == without.received_at));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(stores_repeated_quantities_of_many_places_at_once, Store, AllStores) {
  Store store;
  const auto account = add_account(store);
  const auto eight = at("2026-11-25T08:00:00Z"), nine = at("2026-11-25T09:00:00Z");
  const auto level = [](const char* item, const char* location, std::optional<base::Timestamp> as_of, base::Timestamp received) {
    return domain::StockLevel{.item_id = item, .location = location, .quantity = decimal("5"), .as_of = as_of, .received_at = received};
  };
  store->write([&](UnitOfWork& unit) {
    unit.stock().upsert(account, {level("a", "", eight, eight), level("a", "Graz", nine, eight), level("a", "graz", {}, eight), level("b", "", {}, eight), level("c", "", eight, eight)}, 1);
  });
  store->write([&](UnitOfWork& unit) {
    unit.stock().store_as_of(account, {level("a", "", {}, nine), level("a", "Graz", eight, nine), level("a", "graz", nine, nine), level("a", "unknown", nine, nine),
                                       level("b", "", {}, nine), level("d", "", nine, nine)});
  });
  const std::vector<domain::StockLevel> expected = {level("a", "", eight, nine), level("a", "Graz", nine, nine), level("a", "graz", nine, nine), level("b", "", {}, nine),
                                                    level("c", "", eight, eight)};
  BOOST_TEST((read_from(store, [&](UnitOfWork& unit) { return unit.stock().find_many(account, {"a", "b", "c", "d"}); }) == expected));
  BOOST_TEST(read_from(store, [&](UnitOfWork& unit) { return unit.stock().list_changed(account, 1, 9, "", 10); }).empty());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(counts_touched_items_as_changed, Store, AllStores) {
  Store store;
  const auto account = add_account(store), other = add_account(store, "other");
  const domain::StockLevel level{.item_id = "a", .location = "", .quantity = decimal("5"), .as_of = {}, .received_at = {}};
  store->write([&](UnitOfWork& unit) {
    unit.stock().upsert(account, {level}, 1);
    unit.stock().upsert(other, {level}, 1);
    unit.stock().touch(account, {"a", "unknown"}, 7);
  });
  BOOST_TEST(ids_of(read_from(store, [&](UnitOfWork& unit) { return unit.stock().list_changed(account, 6, 7, "", 10); })) == Ids{"a"});
  BOOST_TEST(read_from(store, [&](UnitOfWork& unit) { return unit.stock().list_changed(other, 1, 9, "", 10); }).empty());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace tillbridge::tests
