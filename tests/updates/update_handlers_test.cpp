// The three updates on both stores.
#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <map>
#include <memory>

#include "services/handlers/update_inventory_handler.hpp"
#include "services/handlers/update_pos_products_handler.hpp"
#include "services/handlers/update_pricing_handler.hpp"
#include "tests/support/fixed_clock.hpp"
#include "tests/support/losing_database.hpp"
#include "tests/support/order_builders.hpp"
#include "tests/support/temp_database.hpp"
#include "tests/support/temp_mariadb.hpp"

using namespace tillbridge;
using domain::Change;
using domain::InventoryRow;
using domain::PriceRow;
using domain::ProductRow;
using domain::RowStatus;
using tests::at;
using tests::decimal;

namespace {

const std::vector<std::string> kStores = {"sqlite", "mariadb"};

struct Fixture {
  tests::FixedClock clock{at("2026-11-25T08:00:00Z")};
  std::unique_ptr<tests::TempDatabase> sqlite;
  std::unique_ptr<tests::TempMariadb> mariadb;
  persistence::Database* store = nullptr;
  std::unique_ptr<tests::LosingDatabase> database;
  base::SystemRandom random;
  services::Fingerprints fingerprints{random};
  services::Caller caller{.account_id = {}, .user_name = "till1", .request_id = "req_1"};
  /// Two rows are compared at a time, three are committed together.
  services::UpdateLimits small{.slice_rows = 2, .whole_request_rows = 3, .transaction_rows = 3};
  std::int64_t next_index = 0;

  void open(const std::string& kind) {
    if (kind == "sqlite") sqlite = std::make_unique<tests::TempDatabase>();
    else mariadb = std::make_unique<tests::TempMariadb>();
    store = sqlite ? &**sqlite : &**mariadb;
    database = std::make_unique<tests::LosingDatabase>(*store);
    store->write([&](persistence::UnitOfWork& work) {
      caller.account_id = work.accounts().insert(tests::an_account());
      auto site = tests::a_site();
      site.account_id = caller.account_id;
      work.sites().insert(site);
    });
    for (const char* id : {"A", "B", "C", "D"}) create(id);
  }

  void create(const std::string& id) {
    store->write([&](persistence::UnitOfWork& work) {
      domain::Item item;
      item.id = id;
      item.name = "Thing " + id;
      work.items().upsert(caller.account_id, {item}, work.accounts().step_clock(caller.account_id));
    });
  }

  template <class Handler, class Row>
  services::UpdateAnswer run(std::vector<Row> rows, services::UpdateLimits limits = {}, bool report_all = true) {
    auto update = Handler(*database, clock, fingerprints, limits).begin(caller, report_all);
    std::int64_t index = 0;
    for (auto& row : rows) {
      row.index = index++;
      update.add(row);
    }
    return update.finish();
  }
  services::UpdateAnswer inventory(std::vector<InventoryRow> rows, services::UpdateLimits limits = {}) {
    return run<services::UpdateInventoryHandler>(std::move(rows), limits);
  }
  services::UpdateAnswer products(std::vector<ProductRow> rows) { return run<services::UpdatePOSProductsHandler>(std::move(rows)); }
  services::UpdateAnswer prices(std::vector<PriceRow> rows) { return run<services::UpdatePricingHandler>(std::move(rows)); }

  static InventoryRow row(const std::string& id, const std::string& quantity, const char* as_of = nullptr, const std::string& location = "") {
    return {.item_id = id, .quantity = decimal(quantity), .location = location, .as_of = as_of ? std::optional(at(as_of)) : std::nullopt};
  }
  static ProductRow product(const std::string& id, const std::string& name = "") {
    ProductRow row;
    row.item_id = id;
    if (!name.empty()) row.name = Change<std::string>::set(name);
    return row;
  }

  domain::Step clock_step() {
    domain::Step step = 0;
    store->read([&](persistence::UnitOfWork& work) { step = work.accounts().clock(caller.account_id); });
    return step;
  }
  std::map<std::string, std::string> quantities(const std::string& id) {
    std::map<std::string, std::string> found;
    store->read([&](persistence::UnitOfWork& work) {
      for (const auto& level : work.stock().find_many(caller.account_id, {id})) found[level.location] = level.quantity.to_text();
    });
    return found;
  }
  domain::Item item(const std::string& id) {
    std::vector<domain::Item> found;
    store->read([&](persistence::UnitOfWork& work) { found = work.items().find_many(caller.account_id, {id}); });
    BOOST_REQUIRE(found.size() == 1u);
    return found.front();
  }
  domain::ItemPrice price(const std::string& id) {
    std::vector<domain::ItemPrice> found;
    store->read([&](persistence::UnitOfWork& work) { found = work.prices().find_many(caller.account_id, {id}); });
    BOOST_REQUIRE(found.size() == 1u);
    return found.front();
  }
  std::string allocated(const std::string& id) {
    std::string sum = "0";
    store->read([&](persistence::UnitOfWork& work) {
      const auto sums = work.allocations().sums(caller.account_id, {id});
      if (const auto found = sums.find(id); found != sums.end()) sum = found->second.to_text();
    });
    return sum;
  }
  /// An order of `quantity` pieces was placed and its transaction confirmed at 08:00, booked at 07:50.
  void reserve_and_confirm(const std::string& id, const std::string& quantity) {
    store->write([&](persistence::UnitOfWork& work) {
      work.accounts().step_clock(caller.account_id);
      auto order = tests::an_order({tests::a_line("1", id, quantity, "10")});
      order.id = "ord_1";
      order.site_id = domain::SiteId{1};
      work.orders().upsert(caller.account_id, order);
      domain::AllocationEntry placed{.entry_key = "placed/1", .item_id = id, .site_id = domain::SiteId{1}, .order_id = "ord_1", .line_id = "1",
                                     .quantity = decimal(quantity), .document_id = "", .at = clock.now()};
      work.allocations().append(caller.account_id, {placed});
      work.allocations().append_pending_releases(caller.account_id, {{.item_id = id, .site_id = domain::SiteId{1}, .order_id = "ord_1", .line_id = "1",
                                                                      .document_id = "txn_1", .quantity = decimal(quantity), .confirmed_at = clock.now(),
                                                                      .booked_at = at("2026-11-25T07:50:00Z")}});
    });
  }
  std::vector<domain::ItemId> changed_stock_since(domain::Step step) {
    std::vector<domain::ItemId> ids;
    store->read([&](persistence::UnitOfWork& work) {
      for (const auto& [changed, id] : work.stock().list_changed(caller.account_id, step, clock_step(), "", 100)) ids.push_back(id);
    });
    return ids;
  }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(update_handlers)

BOOST_DATA_TEST_CASE_F(Fixture, does_not_step_the_clock_when_nothing_changes, kStores, kind) {
  open(kind);
  inventory({row("A", "5"), row("B", "0")});
  const auto step = clock_step();
  const auto again = inventory({row("A", "5.0000"), row("B", "0")});
  BOOST_TEST(again.counts.unchanged == 2);
  BOOST_TEST(clock_step() == step);
}

BOOST_DATA_TEST_CASE_F(Fixture, steps_the_clock_once_per_transaction_and_marks_only_what_changed, kStores, kind) {
  open(kind);
  inventory({row("A", "5"), row("B", "6")});
  const auto step = clock_step();
  inventory({row("A", "5"), row("B", "7")});
  BOOST_TEST(clock_step() == step + 1);
  const auto changed = changed_stock_since(step);
  BOOST_REQUIRE(changed.size() == 1u);
  BOOST_TEST(changed.front() == "B");
}

BOOST_DATA_TEST_CASE_F(Fixture, keeps_the_last_quantity_when_one_item_appears_twice, kStores, kind) {
  open(kind);
  const auto answer = inventory({row("A", "5"), row("A", "6"), row("A", "7", nullptr, "cellar")});
  BOOST_TEST(answer.counts.received == 3);
  BOOST_TEST(answer.counts.superseded == 1);
  BOOST_TEST(answer.counts.updated == 2);
  BOOST_TEST(quantities("A").at("") == "6");
  BOOST_TEST(quantities("A").at("cellar") == "7");
}

BOOST_DATA_TEST_CASE_F(Fixture, tells_superseded_rows_across_slices_and_transactions, kStores, kind) {
  open(kind);
  const auto answer = inventory({row("A", "1"), row("B", "2"), row("C", "3"), row("D", "4"), row("A", "9"), row("B", "2")}, small);
  BOOST_TEST(answer.counts.received == 6);
  BOOST_TEST(answer.counts.superseded == 2);
  BOOST_TEST(answer.counts.updated == 4);
  BOOST_REQUIRE(answer.results.size() == 6u);
  BOOST_TEST(domain::to_word(answer.results[0].status) == "superseded");
  BOOST_TEST(domain::to_word(answer.results[4].status) == "updated");
  BOOST_TEST(quantities("A").at("") == "9");
}

BOOST_DATA_TEST_CASE_F(Fixture, a_stale_row_supersedes_nothing, kStores, kind) {
  open(kind);
  const auto answer = inventory({row("A", "5", "2026-11-25T07:00:00Z"), row("A", "4", "2026-11-25T06:59:59Z")});
  BOOST_TEST(answer.counts.updated == 1);
  BOOST_TEST(answer.counts.stale == 1);
  BOOST_TEST(quantities("A").at("") == "5");
}

BOOST_DATA_TEST_CASE_F(Fixture, remembers_a_newer_as_of_of_an_unchanged_quantity, kStores, kind) {
  open(kind);
  inventory({row("A", "5", "2026-11-25T07:00:00Z")});
  BOOST_TEST(inventory({row("A", "5", "2026-11-25T07:30:00Z")}).counts.unchanged == 1);
  BOOST_TEST(inventory({row("A", "4", "2026-11-25T07:15:00Z")}).counts.stale == 1);
}

BOOST_DATA_TEST_CASE_F(Fixture, a_repeated_equal_quantity_ends_a_confirmed_reservation, kStores, kind) {
  open(kind);
  inventory({row("A", "10", "2026-11-25T07:00:00Z")});
  reserve_and_confirm("A", "2");
  BOOST_TEST(allocated("A") == "2");
  const auto step = clock_step();
  clock.advance(std::chrono::minutes(1));
  const auto answer = inventory({row("A", "10", "2026-11-25T07:50:00Z")});
  BOOST_TEST(answer.counts.updated == 1);
  BOOST_TEST(allocated("A") == "0");
  BOOST_TEST(changed_stock_since(step).size() == 1u);
  BOOST_TEST(inventory({row("A", "10", "2026-11-25T07:51:00Z")}).counts.unchanged == 1);
}

BOOST_DATA_TEST_CASE_F(Fixture, a_quantity_read_before_the_booking_keeps_the_reservation, kStores, kind) {
  open(kind);
  reserve_and_confirm("A", "2");
  clock.advance(std::chrono::minutes(1));
  inventory({row("A", "10", "2026-11-25T07:49:59Z")});
  BOOST_TEST(allocated("A") == "2");
  inventory({row("A", "8", "2026-11-25T07:50:00Z")});
  BOOST_TEST(allocated("A") == "0");
}

BOOST_DATA_TEST_CASE_F(Fixture, the_quantity_of_a_product_row_ends_reservations_too, kStores, kind) {
  open(kind);
  reserve_and_confirm("A", "2");
  clock.advance(std::chrono::minutes(1));
  auto sent = product("A");
  sent.quantities = {{"", decimal("8")}};
  BOOST_TEST(products({sent}).counts.updated == 1);
  BOOST_TEST(allocated("A") == "0");
}

BOOST_DATA_TEST_CASE_F(Fixture, a_database_lost_before_the_first_commit_throws_and_stores_nothing, kStores, kind) {
  open(kind);
  database->lose_after(0);
  BOOST_CHECK_THROW(inventory({row("A", "5")}), persistence::DatabaseUnavailable);
  database->come_back();
  BOOST_TEST(quantities("A").empty());
}

BOOST_DATA_TEST_CASE_F(Fixture, a_database_lost_in_the_middle_leaves_the_rest_not_processed, kStores, kind) {
  open(kind);
  database->lose_after(1);
  const auto answer = inventory({row("A", "1"), row("B", "2"), row("C", "3"), row("D", "4"), row("A", "5")}, small);
  BOOST_TEST(answer.counts.received == 5);
  BOOST_TEST(answer.counts.updated == 3);
  BOOST_TEST(answer.counts.not_processed == 2);
  BOOST_TEST(answer.results[3].code == "unavailable");
  database->come_back();
  BOOST_TEST(quantities("C").at("") == "3");
  BOOST_TEST(quantities("A").at("") == "1");
}

BOOST_DATA_TEST_CASE_F(Fixture, one_request_is_one_transaction_up_to_the_limit_where_the_store_allows_it, kStores, kind) {
  open(kind);
  database->pretend_not_embedded();
  const services::UpdateLimits limits{.slice_rows = 2, .whole_request_rows = 4, .transaction_rows = 2};
  inventory({row("A", "1"), row("B", "1"), row("C", "1"), row("D", "1")}, limits);
  BOOST_TEST(database->committed() == 1);
  inventory({row("A", "2"), row("B", "2"), row("C", "2"), row("D", "2"), row("A", "3")}, limits);
  BOOST_TEST(database->committed() == 1 + 3);
  BOOST_TEST(quantities("A").at("") == "3");
}

BOOST_DATA_TEST_CASE_F(Fixture, long_texts_are_committed_before_they_fill_the_memory, kStores, kind) {
  open(kind);
  services::UpdateLimits limits;
  limits.transaction_bytes = 10'000;
  std::vector<ProductRow> rows;
  for (const char* id : {"A", "B", "C"}) {
    rows.push_back(product(id));
    rows.back().long_description = Change<std::string>::set(std::string(6'000, 'x'));
  }
  run<services::UpdatePOSProductsHandler>(rows, limits);
  BOOST_TEST(database->committed() == 2);
  BOOST_TEST(item("C").long_description.size() == 6'000u);
}

BOOST_DATA_TEST_CASE_F(Fixture, absent_leaves_and_clear_empties_the_fields_of_a_price, kStores, kind) {
  open(kind);
  PriceRow first{.item_id = "A", .price = Change<base::Decimal>::set(decimal("10")), .sale_price = Change<base::Decimal>::set(decimal("8")),
                 .sale_start = Change<domain::Timestamp>::set(at("2026-11-27T00:00:00Z"))};
  prices({first});
  prices({PriceRow{.item_id = "A", .price = Change<base::Decimal>::set(decimal("11"))}});
  BOOST_TEST(price("A").sale_price->to_text() == "8");
  prices({PriceRow{.item_id = "A", .sale_price = Change<base::Decimal>::clear(), .sale_start = Change<domain::Timestamp>::clear()}});
  BOOST_TEST(price("A").price->to_text() == "11");
  BOOST_TEST(!price("A").sale_price.has_value());
  BOOST_TEST(!price("A").sale_start.has_value());
}

BOOST_DATA_TEST_CASE_F(Fixture, a_sale_price_of_zero_or_less_means_no_sale, kStores, kind) {
  open(kind);
  for (const char* none : {"0", "-1"}) {
    prices({PriceRow{.item_id = "A", .price = Change<base::Decimal>::set(decimal("10")), .sale_price = Change<base::Decimal>::set(decimal("8"))}});
    const auto answer = prices({PriceRow{.item_id = "A", .sale_price = Change<base::Decimal>::set(decimal(none))}});
    BOOST_TEST(answer.counts.updated == 1);
    BOOST_TEST(!price("A").sale_price.has_value());
  }
}

BOOST_DATA_TEST_CASE_F(Fixture, a_window_in_which_a_sale_can_never_be_seen_is_stored_and_said, kStores, kind) {
  open(kind);
  using Moment = Change<domain::Timestamp>;
  const auto sale = [](const char* value) { return Change<base::Decimal>::set(decimal(value)); };
  const PriceRow turned{.item_id = "A", .price = sale("10"), .sale_price = sale("8"), .sale_start = Moment::set(at("2099-11-27T00:00:00Z")), .sale_end = Moment::set(at("2099-11-26T00:00:00Z"))};
  const auto answer = prices({turned});
  BOOST_TEST(answer.counts.updated == 1);
  BOOST_REQUIRE(answer.results.size() == 1u);
  BOOST_TEST(answer.results[0].code == "empty_sale_window");
  BOOST_TEST(price("A").sale_price->to_text() == "8");
  // A row that says nothing of the sale is plainly accepted; one that puts it right too.
  BOOST_TEST(prices({PriceRow{.item_id = "A", .price = sale("11")}}).results.at(0).code == "");
  BOOST_TEST(prices({PriceRow{.item_id = "A", .sale_end = Moment::set(at("2099-11-28T00:00:00Z"))}}).results.at(0).code == "");
  const auto same = prices({PriceRow{.item_id = "A", .sale_end = Moment::set(at("2099-11-27T00:00:00Z"))}});
  BOOST_REQUIRE(same.results.size() == 1u);
  BOOST_TEST(same.results[0].code == "empty_sale_window");
}

BOOST_DATA_TEST_CASE_F(Fixture, a_new_sale_price_under_an_end_that_has_passed_is_said, kStores, kind) {
  open(kind);
  using Moment = Change<domain::Timestamp>;
  const auto sale = [](const char* value) { return Change<base::Decimal>::set(decimal(value)); };
  prices({PriceRow{.item_id = "A", .price = sale("10"), .sale_price = sale("8"), .sale_end = Moment::set(at("2020-01-01T00:00:00Z"))}});
  prices({PriceRow{.item_id = "A", .sale_price = sale("0")}});
  const auto again = prices({PriceRow{.item_id = "A", .sale_price = sale("7")}});
  BOOST_REQUIRE(again.results.size() == 1u);
  BOOST_TEST(again.results[0].code == "sale_ended");
  BOOST_TEST(prices({PriceRow{.item_id = "A", .sale_price = sale("7")}}).results.at(0).code == "");
  BOOST_TEST(prices({PriceRow{.item_id = "A", .sale_price = sale("6"), .sale_end = Moment::clear()}}).results.at(0).code == "");
}

BOOST_DATA_TEST_CASE_F(Fixture, an_update_never_creates_an_item, kStores, kind) {
  open(kind);
  BOOST_TEST(inventory({row("Z", "1")}).results.front().code == "not_found");
  BOOST_TEST(prices({PriceRow{.item_id = "Z", .price = Change<base::Decimal>::set(decimal("1"))}}).results.front().code == "not_found");
  BOOST_TEST(inventory({row("a", "1")}).results.front().code == "not_found");
}

BOOST_DATA_TEST_CASE_F(Fixture, a_product_row_changes_only_what_it_names, kStores, kind) {
  open(kind);
  auto first = product("A");
  first.brand = Change<std::string>::set("Northwind");
  first.department = Change<std::string>::set("Men/Hats");
  products({first});
  auto second = product("A");
  second.brand = Change<std::string>::clear();
  BOOST_TEST(products({second}).counts.updated == 1);
  BOOST_TEST(item("A").brand.empty());
  BOOST_TEST(item("A").department == "Men/Hats");
  BOOST_TEST(item("A").name == "Thing A");
}

BOOST_DATA_TEST_CASE_F(Fixture, a_bad_product_row_leaves_no_trace_of_its_good_parts, kStores, kind) {
  open(kind);
  auto bad = product("A");
  bad.brand = Change<std::string>::set("Northwind");
  bad.quantities = {{"", decimal("8")}};
  bad.price = Change<base::Decimal>::set(decimal("-1"));
  BOOST_TEST(products({bad}).counts.rejected == 1);
  BOOST_TEST(item("A").brand.empty());
  BOOST_TEST(quantities("A").empty());
}

BOOST_DATA_TEST_CASE_F(Fixture, rows_of_one_call_see_each_other_in_a_matrix_group, kStores, kind) {
  open(kind);
  const auto variant = [](const std::string& id, const std::string& option, const std::string& value) {
    auto row = product(id, "Coat");
    row.product_id = Change<std::string>::set("COAT");
    row.options = Change<std::vector<domain::NameValue>>::set({{option, value}});
    return row;
  };
  const auto answer = products({variant("S", "Size", "S"), variant("M", "Size", "M"), variant("M2", "Size", "M"), variant("RED", "Colour", "Red"), product("COAT", "Coat")});
  BOOST_TEST(answer.counts.created == 2);
  BOOST_TEST(answer.results[2].code == "equal_options");
  BOOST_TEST(answer.results[3].code == "option_names_differ");
  BOOST_TEST(answer.results[4].code == "item_is_parent");
}

BOOST_DATA_TEST_CASE_F(Fixture, each_group_of_fields_is_judged_by_its_own_as_of, kStores, kind) {
  open(kind);
  inventory({row("A", "5", "2026-11-25T07:30:00Z")});
  auto late = product("A");
  late.brand = Change<std::string>::set("Northwind");
  late.quantities = {{"", decimal("9")}};
  late.as_of = at("2026-11-25T07:00:00Z");
  const auto answer = products({late});
  BOOST_TEST(answer.counts.updated == 1);
  BOOST_TEST(answer.results.front().code == "partly_stale");
  BOOST_TEST(item("A").brand == "Northwind");
  BOOST_TEST(quantities("A").at("") == "5");
}

BOOST_DATA_TEST_CASE_F(Fixture, an_empty_call_answers_with_zeros, kStores, kind) {
  open(kind);
  const auto answer = inventory({});
  BOOST_TEST(answer.counts.received == 0);
  BOOST_TEST(answer.results.empty());
}

BOOST_AUTO_TEST_SUITE_END()
