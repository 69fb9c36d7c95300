// Each way in which a memory of rows could lie, one by one.
#include <boost/test/unit_test.hpp>

#include <thread>

#include "services/handlers/update_inventory_handler.hpp"
#include "services/handlers/update_pos_products_handler.hpp"
#include "services/handlers/update_pricing_handler.hpp"
#include "tests/support/fixed_clock.hpp"
#include "tests/support/order_builders.hpp"
#include "tests/support/temp_database.hpp"
#include "tests/updates/counting_database.hpp"

using namespace tillbridge;
using domain::Change;
using domain::InventoryRow;
using domain::ProductRow;
using tests::at;
using tests::decimal;

namespace {

InventoryRow row(const std::string& id, const std::string& quantity, const std::string& location = "") {
  return {.item_id = id, .quantity = decimal(quantity), .location = location};
}

/// One store with the items A to E, as a serving process sees it.
struct Fixture {
  tests::FixedClock clock{at("2026-11-25T08:00:00Z")};
  tests::TempDatabase store;
  tests::CountingDatabase database{*store};
  base::SystemRandom random;
  services::Fingerprints ours{random}, theirs{random};  ///< of two processes
  domain::AccountId account = make_account(*store);

  static domain::AccountId make_account(persistence::Database& store) {
    domain::AccountId account{};
    store.write([&](persistence::UnitOfWork& work) {
      account = work.accounts().insert(tests::an_account());
      auto site = tests::a_site();
      site.account_id = account;
      work.sites().insert(site);
      std::vector<domain::Item> items(5);
      for (std::size_t i = 0; i < items.size(); ++i) {
        items[i].id = std::string(1, static_cast<char>('A' + i));
        items[i].name = "Thing";
      }
      work.items().upsert(account, items, work.accounts().step_clock(account));
    });
    return account;
  }

  static domain::AccountClock moment(persistence::Database& store, domain::AccountId account) {
    domain::AccountClock now;
    store.read([&](persistence::UnitOfWork& work) { now = work.accounts().clock_moment(account); });
    return now;
  }
  domain::AccountClock moment() { return moment(*store, account); }

  template <class Handler, class Row>
  services::UpdateAnswer run(persistence::Database& on, services::Fingerprints& memory, std::vector<Row> rows, domain::AccountClock login) {
    const services::Caller caller{account, "till", "req", login};
    auto update = Handler(on, clock, memory).begin(caller, true);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      rows[i].index = static_cast<std::int64_t>(i);
      update.add(rows[i]);
    }
    return update.finish();
  }
  services::UpdateAnswer post(std::vector<InventoryRow> rows) {
    const auto login = moment();
    database.forget();
    return run<services::UpdateInventoryHandler>(database, ours, std::move(rows), login);
  }
  services::UpdateAnswer post_elsewhere(std::vector<InventoryRow> rows) {
    return run<services::UpdateInventoryHandler>(*store, theirs, std::move(rows), moment());
  }
  services::UpdateAnswer products(std::vector<ProductRow> rows) {
    const auto login = moment();
    database.forget();
    return run<services::UpdatePOSProductsHandler>(database, ours, std::move(rows), login);
  }
  std::string quantity(const std::string& id, persistence::Database* of = nullptr) {
    std::string text;
    (of ? *of : *store).read([&](persistence::UnitOfWork& work) {
      for (const auto& level : work.stock().find_many(account, {id})) text += level.location + "=" + level.quantity.to_text() + " ";
    });
    return text;
  }
  /// What a confirm leaves behind.
  void wait_for_next_quantity(const std::string& id) {
    store->write([&](persistence::UnitOfWork& work) {
      work.accounts().step_clock(account);
      work.allocations().append_pending_releases(account, {{.item_id = id, .site_id = domain::SiteId{1}, .order_id = "ord_1", .line_id = "1",
                                                            .document_id = "txn_1", .quantity = decimal("1"), .confirmed_at = clock.now(),
                                                            .booked_at = {}}});
    });
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(fingerprints, Fixture)

BOOST_AUTO_TEST_CASE(rows_that_change_nothing_do_not_touch_the_store) {
  post({row("A", "5"), row("B", "6"), row("B", "7", "cellar")});
  const auto again = post({row("A", "5"), row("B", "6"), row("B", "7", "cellar")});
  BOOST_TEST(again.counts.unchanged == 3);
  BOOST_TEST(database.all() == 0);
}

BOOST_AUTO_TEST_CASE(only_what_differs_is_read_and_written) {
  post({row("A", "5"), row("B", "6")});
  const auto again = post({row("A", "5"), row("B", "7")});
  BOOST_TEST(again.counts.unchanged == 1);
  BOOST_TEST(again.counts.updated == 1);
  BOOST_TEST(database.writes == 1);
  BOOST_TEST(database.all() == 1);
  BOOST_TEST(quantity("B") == "=7 ");
  BOOST_TEST(post({row("A", "5"), row("B", "7")}).counts.unchanged == 2);
  BOOST_TEST(database.all() == 0);
}

BOOST_AUTO_TEST_CASE(what_certainly_differs_is_written_without_being_read) {
  auto dated = row("A", "4");
  dated.as_of = clock.now();
  post({dated});
  post({row("A", "5"), row("B", "6"), row("C", "1"), row("C", "2", "cellar")});
  for (const int more : {1, 2}) {  // one row: a statement of its own; several: a slice
    const std::string q = std::to_string(10 * more);
    auto rows = more == 1 ? std::vector{row("A", q)} : std::vector{row("A", q), row("B", q), row("C", q), row("C", q, "cellar")};
    BOOST_TEST(post(rows).counts.updated == static_cast<std::int64_t>(rows.size()));
    BOOST_TEST(post(rows).counts.unchanged == static_cast<std::int64_t>(rows.size()));
  }
  BOOST_TEST(quantity("A") == "=20 ");
  BOOST_TEST(quantity("C") == "=20 cellar=20 ");
  store->read([&](persistence::UnitOfWork& work) { BOOST_TEST((work.stock().find_many(account, {"A"}).at(0).as_of == dated.as_of), "AsOf stays"); });
  dated.quantity = decimal("3");
  dated.as_of = *dated.as_of - std::chrono::seconds(1);
  BOOST_TEST(post({dated}).counts.stale == 1);
}

BOOST_AUTO_TEST_CASE(a_post_through_another_process_is_seen_and_the_rest_kept) {
  post({row("A", "5"), row("B", "6")});
  post_elsewhere({row("A", "8")});
  const auto again = post({row("A", "5"), row("B", "6")});
  BOOST_TEST(again.counts.updated == 1);
  BOOST_TEST(quantity("A") == "=5 ");
  post_elsewhere({row("C", "1")});
  BOOST_TEST(post({row("A", "5"), row("B", "6")}).counts.unchanged == 2);
  BOOST_TEST(database.writes == 0);
  BOOST_TEST(database.reads == 1);
  BOOST_TEST(post({row("A", "5"), row("B", "6")}).counts.unchanged == 2);
  BOOST_TEST(database.all() == 0);
}

BOOST_AUTO_TEST_CASE(a_post_between_the_login_and_the_rows_does_not_hide_behind_the_login) {
  post({row("A", "5")});
  const auto login = moment();
  post_elsewhere({row("A", "8")});
  // The call began before the other one: both orders are right, but what is stored must be one of them, and memory must not outlive it.
  run<services::UpdateInventoryHandler>(*store, ours, std::vector{row("A", "5")}, login);
  BOOST_TEST(post({row("A", "5")}).counts.received == 1);
  BOOST_TEST(quantity("A") == "=5 ");
}

BOOST_AUTO_TEST_CASE(a_reservation_that_waits_since_the_row_was_taken_is_ended_by_its_repeat) {
  post({row("A", "5"), row("B", "6")});
  wait_for_next_quantity("A");
  clock.advance(std::chrono::minutes(1));
  const auto again = post({row("A", "5"), row("B", "6")});
  BOOST_TEST(again.counts.updated == 1);
  store->read([&](persistence::UnitOfWork& work) { BOOST_TEST(work.allocations().list_pending_releases(account, {"A"}).empty()); });
  BOOST_TEST(post({row("A", "5"), row("B", "6")}).counts.unchanged == 2);
  BOOST_TEST(database.all() == 0);
}

BOOST_AUTO_TEST_CASE(a_row_whose_item_is_still_waited_for_is_not_remembered) {
  wait_for_next_quantity("A");
  auto second = tests::at("2026-11-25T09:00:00Z");
  store->write([&](persistence::UnitOfWork& work) {
    work.accounts().step_clock(account);
    // Booked after any post of this test: no quantity ends it.
    work.allocations().append_pending_releases(account, {{.item_id = "A", .site_id = domain::SiteId{1}, .order_id = "ord_2", .line_id = "1",
                                                          .document_id = "txn_2", .quantity = decimal("1"), .confirmed_at = second, .booked_at = {}}});
  });
  post({row("A", "5")});
  post({row("A", "5")});
  BOOST_TEST(database.all() > 0);
}

BOOST_AUTO_TEST_CASE(a_restored_backup_of_equal_step_is_another_history) {
  post({row("A", "5"), row("B", "6")});
  tests::TempDatabase restored;
  BOOST_REQUIRE((make_account(*restored) == account));
  run<services::UpdateInventoryHandler>(*restored, theirs, std::vector{row("A", "8"), row("B", "6")}, moment(*restored, account));
  BOOST_REQUIRE(moment(*restored, account).step == moment().step);

  const auto answer = run<services::UpdateInventoryHandler>(*restored, ours, std::vector{row("A", "5"), row("B", "6")}, moment(*restored, account));
  BOOST_TEST(answer.counts.updated == 1);
  BOOST_TEST(quantity("A", &*restored) == "=5 ");
}

BOOST_AUTO_TEST_CASE(a_restored_backup_that_went_on_is_another_history) {
  post({row("A", "5"), row("B", "6")});
  tests::TempDatabase restored;
  make_account(*restored);
  const auto elsewhere = [&](std::vector<InventoryRow> rows) { run<services::UpdateInventoryHandler>(*restored, theirs, std::move(rows), moment(*restored, account)); };
  elsewhere({row("A", "8"), row("B", "6")});
  elsewhere({row("C", "1")});
  elsewhere({row("C", "2")});
  BOOST_REQUIRE(moment(*restored, account).step > moment().step);
  run<services::UpdateInventoryHandler>(*restored, ours, std::vector{row("A", "5"), row("B", "6")}, moment(*restored, account));
  BOOST_TEST(quantity("A", &*restored) == "=5 ");
}

BOOST_AUTO_TEST_CASE(duplicates_are_judged_in_their_order) {
  post({row("A", "5")});
  const auto answer = post({row("A", "5"), row("A", "6"), row("A", "5")});
  BOOST_TEST(answer.counts.superseded == 2);
  BOOST_TEST(answer.counts.updated == 1);
  BOOST_TEST(quantity("A") == "=5 ");
  BOOST_TEST(post({row("A", "5"), row("A", "5")}).counts.superseded == 1);
  BOOST_TEST(database.all() == 0);
}

BOOST_AUTO_TEST_CASE(a_held_row_beside_another_one_of_its_place_is_not_told_as_changed) {
  services::UpdateLimits one_by_one{.slice_rows = 1};
  const auto call = [&](std::vector<InventoryRow> rows) {
    const services::Caller caller{account, "till", "req", moment()};
    auto update = services::UpdateInventoryHandler(*store, clock, ours, one_by_one).begin(caller, true);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      rows[i].index = static_cast<std::int64_t>(i);
      update.add(rows[i]);
    }
    return update.finish();
  };
  call({row("A", "5")});
  auto dated = row("A", "5");
  dated.as_of = at("2026-11-25T07:00:00Z");
  const auto answer = call({row("A", "5"), dated});
  BOOST_TEST(answer.counts.updated == 0);
  BOOST_TEST(answer.counts.unchanged == 1);
  BOOST_TEST(answer.counts.superseded == 1);
}

BOOST_AUTO_TEST_CASE(another_operation_that_changes_the_item_is_seen) {
  ProductRow hat{.item_id = "A"};
  hat.quantities = {{"", decimal("5")}, {"cellar", decimal("1")}};
  products({hat});
  BOOST_TEST(products({hat}).counts.unchanged == 1);
  BOOST_TEST(database.all() == 0);

  post({row("A", "2", "cellar")});
  BOOST_TEST(products({hat}).counts.updated == 1);
  BOOST_TEST(quantity("A") == "=5 cellar=1 ");
  BOOST_TEST(post({row("A", "2", "cellar")}).counts.updated == 1);
}

BOOST_AUTO_TEST_CASE(rows_with_as_of_are_never_taken_from_memory) {
  auto dated = row("A", "5");
  dated.as_of = at("2026-11-25T07:00:00Z");
  post({dated});
  post({row("A", "5")});
  dated.as_of = at("2026-11-25T07:30:00Z");
  post({dated});
  BOOST_TEST(database.all() > 0);
  store->read([&](persistence::UnitOfWork& work) { BOOST_TEST((work.stock().find_many(account, {"A"}).at(0).as_of == dated.as_of)); });
}

BOOST_AUTO_TEST_CASE(rows_that_were_told_something_are_told_it_again) {
  domain::PriceRow sale{.item_id = "A"};
  sale.price = Change<base::Decimal>::set(decimal("10"));
  sale.sale_price = Change<base::Decimal>::set(decimal("8"));
  sale.sale_start = Change<domain::Timestamp>::set(at("2026-12-02T00:00:00Z"));
  sale.sale_end = Change<domain::Timestamp>::set(at("2026-12-01T00:00:00Z"));
  for (int i = 0; i < 3; ++i) {
    const auto answer = run<services::UpdatePricingHandler>(*store, ours, std::vector{sale}, moment());
    BOOST_TEST(answer.results.at(0).code == "empty_sale_window");
  }
}

BOOST_AUTO_TEST_CASE(product_rows_that_name_sites_ask_whether_the_sites_exist) {
  ProductRow hat{.item_id = "A"};
  hat.sites = Change<std::vector<std::string>>::set({tests::a_site().name});
  products({hat});
  store->write([&](persistence::UnitOfWork& work) {
    auto site = work.sites().list(account).at(0);
    site.name = "renamed";
    work.sites().update(site);
    work.accounts().step_clock(account);
  });
  BOOST_TEST(products({hat}).results.at(0).code == "unknown_site");
}

BOOST_AUTO_TEST_CASE(a_commit_of_unknown_outcome_leaves_no_false_memory) {
  post({row("A", "5"), row("B", "6"), row("C", "7")});
  database.commit_twice = true;
  post({row("A", "8"), row("B", "6")});
  database.commit_twice = false;
  BOOST_TEST(quantity("A") == "=8 ");
  BOOST_TEST(post({row("A", "8"), row("B", "6"), row("C", "7")}).counts.unchanged == 3);
  BOOST_TEST(post({row("A", "5")}).counts.updated == 1);
  BOOST_TEST(quantity("A") == "=5 ");
}

BOOST_AUTO_TEST_CASE(a_lost_commit_leaves_no_false_memory) {
  post({row("A", "5")});
  database.lose_next_commit = true;
  BOOST_CHECK_THROW(post({row("A", "8")}), persistence::DatabaseUnavailable);
  BOOST_TEST(post({row("A", "5")}).counts.unchanged == 1);
  BOOST_TEST(post({row("A", "8")}).counts.updated == 1);
}

BOOST_AUTO_TEST_CASE(two_callers_of_one_account_lose_nothing) {
  constexpr int kRounds = 40;
  const auto call = [&](services::Fingerprints& memory, const std::string& own, int round) {
    run<services::UpdateInventoryHandler>(*store, memory, std::vector{row(own, std::to_string(round)), row("E", "1")}, moment());
  };
  std::thread first([&] { for (int round = 1; round <= kRounds; ++round) call(ours, "A", round); });
  std::thread second([&] { for (int round = 1; round <= kRounds; ++round) call(ours, "B", round); });
  std::thread third([&] { for (int round = 1; round <= kRounds; ++round) call(theirs, "C", round); });
  first.join();
  second.join();
  third.join();
  for (const char* id : {"A", "B", "C"}) BOOST_TEST(quantity(id) == "=40 ");
  BOOST_TEST(post({row("A", "40"), row("B", "40"), row("C", "40"), row("E", "1")}).counts.unchanged == 4);
}

BOOST_AUTO_TEST_CASE(nothing_remembered_is_as_good_as_everything) {
  services::Fingerprints none(random, 0);
  const auto call = [&](const char* quantity) { return run<services::UpdateInventoryHandler>(*store, none, std::vector{row("A", quantity)}, moment()); };
  BOOST_TEST(call("5").counts.updated == 1);
  const auto before = moment();
  BOOST_TEST(call("5").counts.unchanged == 1);
  BOOST_TEST((moment() == before));
  BOOST_TEST(call("6").counts.updated == 1);
}

BOOST_AUTO_TEST_SUITE_END()
