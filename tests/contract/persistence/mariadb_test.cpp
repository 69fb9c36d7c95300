#include <atomic>
#include <thread>
#include <utility>

#include "tests/contract/persistence/commit_breaker.hpp"
#include "tests/contract/persistence/meeting.hpp"
#include "tests/contract/persistence/stores.hpp"

// What only a server can do to us: deadlocks, lost connections, a crash.
namespace tillbridge::tests {
namespace {

using persistence::DatabaseUnavailable;
using persistence::UnitOfWork;

/// Two units of work take the same two locks in opposite order, surely at the same time in their first run.
template <class TakeSecond>
int runs_until_both_are_through(TempMariadb& store, domain::AccountId one, domain::AccountId two, TakeSecond take_second) {
  Meeting meeting(2);
  std::atomic<int> runs = 0, failures = 0;
  const auto crossing = [&](domain::AccountId first, domain::AccountId second) {
    try {
      bool first_run = true;
      store->write([&](UnitOfWork& unit) {
        ++runs;
        unit.accounts().step_clock(first);
        if (std::exchange(first_run, false)) meeting.arrive_and_wait();
        take_second(unit, second);
      });
    } catch (const std::exception&) {
      ++failures;
    }
  };
  std::thread other([&] { crossing(two, one); });
  crossing(one, two);
  other.join();
  BOOST_TEST(failures == 0);
  return runs;
}

domain::Step clock_of(TempMariadb& store, domain::AccountId account) {
  return read_from(store, [&](UnitOfWork& unit) { return unit.accounts().clock(account); });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(mariadb)

BOOST_AUTO_TEST_CASE(repeats_the_whole_work_after_a_deadlock) {
  TempMariadb store;
  const auto one = add_account(store, "one"), two = add_account(store, "two");
  const int runs = runs_until_both_are_through(store, one, two, [](UnitOfWork& unit, domain::AccountId second) { unit.accounts().step_clock(second); });
  BOOST_TEST(runs >= 3);
  BOOST_TEST(clock_of(store, one) == 2);
  BOOST_TEST(clock_of(store, two) == 2);
}

BOOST_AUTO_TEST_CASE(commits_nothing_of_a_run_that_swallowed_a_deadlock) {
  TempMariadb store;
  const auto one = add_account(store, "one"), two = add_account(store, "two");
  runs_until_both_are_through(store, one, two, [](UnitOfWork& unit, domain::AccountId second) {
    try {
      unit.accounts().step_clock(second);
    } catch (const std::exception&) {
      // The server has rolled back already: what follows must not be committed by itself.
    }
    try {
      unit.accounts().step_clock(second);
    } catch (const std::exception&) {
    }
  });
  BOOST_TEST(clock_of(store, one) + clock_of(store, two) == 6);
}

BOOST_AUTO_TEST_CASE(repeats_the_work_when_its_connection_is_lost_in_the_middle) {
  TempMariadb store;
  const auto account = add_account(store);
  int runs = 0;
  store->write([&](UnitOfWork& unit) {
    unit.accounts().step_clock(account);
    if (++runs == 1) shared_mariadb().execute("KILL USER till");
    unit.accounts().step_clock(account);
  });
  BOOST_TEST(runs == 2);
  BOOST_TEST(clock_of(store, account) == 2);
}

BOOST_AUTO_TEST_CASE(stores_once_what_a_commit_of_unknown_outcome_may_have_stored) {
  TempMariadb store;
  const auto account = add_account(store);
  CommitBreaker breaker(shared_mariadb().port());
  auto options = store.options();
  options.url = "mysql://till@127.0.0.1:" + std::to_string(breaker.port()) + options.url.substr(options.url.rfind('/'));
  const auto database = persistence::open_database(options);

  for (const auto cut : {CommitBreaker::Cut::kBeforeTheServer, CommitBreaker::Cut::kAfterTheServer}) {
    const bool after = cut == CommitBreaker::Cut::kAfterTheServer;
    std::vector<bool> was_new;
    breaker.arm(cut);
    database->write([&](UnitOfWork& unit) {
      was_new.push_back(unit.caller_references().insert(
          account, {.reference = after ? "after" : "before", .operation = "x", .content_hash = "", .finished = true, .started_at = {}, .answer = ""}));
    });
    BOOST_TEST(breaker.has_cut());
    // The second run finds the row of the first exactly when the first was committed.
    BOOST_TEST(was_new == (std::vector<bool>{true, !after}));
    BOOST_TEST(read_from(store, [&](UnitOfWork& unit) { return unit.caller_references().find(account, after ? "after" : "before"); }).has_value());
  }
}

BOOST_AUTO_TEST_CASE(renews_idle_connections_that_the_server_closed) {
  TempMariadb store;
  const auto account = add_account(store);
  shared_mariadb().execute("KILL USER till");
  BOOST_TEST(written(store, [&](UnitOfWork& unit) { return unit.accounts().step_clock(account); }) == 1);
  shared_mariadb().execute("KILL USER till");
  BOOST_TEST(clock_of(store, account) == 1);
  shared_mariadb().execute("KILL USER till");
  BOOST_CHECK_NO_THROW(store->ping());
}

BOOST_AUTO_TEST_CASE(says_that_a_crashed_server_is_unavailable_and_comes_back_with_it) {
  PrivateMariadb server;
  const auto options = server.create_database("crash");
  persistence::migrate_schema(options);
  const auto database = persistence::open_database(options);
  domain::AccountId account{};
  database->write([&](UnitOfWork& unit) {
    domain::Account row;
    row.store_id = "one";
    account = unit.accounts().insert(row);
  });

  server.kill_hard();
  BOOST_CHECK_THROW(database->write([&](UnitOfWork& unit) { unit.accounts().step_clock(account); }), DatabaseUnavailable);
  BOOST_CHECK_THROW(database->read([&](UnitOfWork& unit) { unit.accounts().clock(account); }), DatabaseUnavailable);
  BOOST_CHECK_THROW(database->ping(), DatabaseUnavailable);
  BOOST_CHECK_THROW(persistence::open_database(options), DatabaseUnavailable);

  server.start();
  domain::Step step = 0;
  database->write([&](UnitOfWork& unit) { step = unit.accounts().step_clock(account); });
  BOOST_TEST(step == 1);
}

BOOST_AUTO_TEST_CASE(keeps_every_acknowledged_write_of_a_server_that_is_killed_under_load) {
  PrivateMariadb server;
  const auto options = server.create_database("under_load");
  persistence::migrate_schema(options);
  const auto database = persistence::open_database(options);
  domain::AccountId account{};
  database->write([&](UnitOfWork& unit) {
    domain::Account row;
    row.store_id = "one";
    account = unit.accounts().insert(row);
  });

  std::atomic<int> acknowledged = 0;
  std::atomic<bool> enough = false;
  std::thread writer([&] {
    try {
      for (int i = 0;; ++i) {
        database->write([&](UnitOfWork& unit) {
          unit.caller_references().insert(account, {.reference = std::to_string(i), .operation = "x", .content_hash = "", .finished = true, .started_at = {}, .answer = ""});
        });
        if (++acknowledged == 50) enough = true;
      }
    } catch (const DatabaseUnavailable&) {
      enough = true;
    }
  });
  while (!enough) std::this_thread::yield();
  server.kill_hard();
  writer.join();
  server.start();

  int found = 0;
  database->read([&](UnitOfWork& unit) {
    found = 0;
    for (int i = 0; i < acknowledged; ++i) found += unit.caller_references().find(account, std::to_string(i)).has_value();
  });
  BOOST_TEST(acknowledged >= 50);
  BOOST_TEST(found == acknowledged);
}

BOOST_AUTO_TEST_CASE(refuses_a_value_that_does_not_fit_instead_of_cutting_it) {
  TempMariadb store;
  const auto account = add_account(store);
  const domain::StockLevel level{.item_id = std::string(129, 'x'), .location = "", .quantity = decimal("1"), .as_of = {}, .received_at = {}};
  BOOST_CHECK_THROW(store->write([&](UnitOfWork& unit) { unit.stock().upsert(account, {level}, 1); }), std::runtime_error);
}

BOOST_AUTO_TEST_CASE(says_how_to_reach_it_but_not_the_password_when_the_login_is_refused) {
  auto options = shared_mariadb().create_database("refused");
  options.password = "wrong-word";
  try {
    persistence::open_database(options);
    BOOST_ERROR("a wrong password was accepted");
  } catch (const DatabaseUnavailable& error) {
    const std::string text = error.what();
    BOOST_TEST((text.find("mysql://till@127.0.0.1") != std::string::npos));
    BOOST_TEST((text.find("wrong-word") == std::string::npos));
  }
}

BOOST_AUTO_TEST_CASE(warns_of_settings_under_which_a_crash_loses_answered_writes) {
  TempMariadb store;
  BOOST_TEST(persistence::database_warnings(store.options()).empty());
  shared_mariadb().execute("SET GLOBAL innodb_flush_log_at_trx_commit = 2");
  const auto warnings = persistence::database_warnings(store.options());
  shared_mariadb().execute("SET GLOBAL innodb_flush_log_at_trx_commit = 1");
  BOOST_REQUIRE(warnings.size() == 1u);
  BOOST_TEST((warnings[0].find("innodb_flush_log_at_trx_commit is 2") == 0));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace tillbridge::tests
