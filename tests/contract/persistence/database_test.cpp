#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>

#include "tests/contract/persistence/stores.hpp"

namespace tillbridge::tests {
namespace {

using persistence::UnitOfWork;

struct Accident : std::runtime_error {
  Accident() : std::runtime_error("accident") {}
};

template <class Store>
domain::Step clock_of(Store& store, domain::AccountId account) {
  return read_from(store, [&](UnitOfWork& unit) { return unit.accounts().clock(account); });
}

/// Runs `act` in `count` threads at once and returns how many of them ended with an exception.
template <class Act>
int failures_of(int count, Act act) {
  std::atomic<int> failures = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < count; ++i)
    threads.emplace_back([&, i] {
      try {
        act(i);
      } catch (const std::exception&) {
        ++failures;
      }
    });
  for (auto& thread : threads) thread.join();
  return failures;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(database)

BOOST_AUTO_TEST_CASE_TEMPLATE(leaves_nothing_behind_when_the_work_throws, Store, AllStores) {
  Store store;
  const auto account = add_account(store);
  BOOST_CHECK_THROW(store->write([&](UnitOfWork& unit) {
    unit.accounts().step_clock(account);
    throw Accident();
  }),
                    Accident);
  BOOST_TEST(clock_of(store, account) == 0);
  BOOST_TEST(written(store, [&](UnitOfWork& unit) { return unit.accounts().step_clock(account); }) == 1);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(keeps_what_was_written_over_a_restart, Store, AllStores) {
  Store store;
  const auto account = add_account(store);
  store.reopen();
  BOOST_TEST((read_from(store, [&](UnitOfWork& unit) { return unit.accounts().get(account); }).store_id == "main-store"));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(goes_on_after_a_duplicate_key_inside_a_transaction, Store, AllStores) {
  Store store;
  const auto account = add_account(store, "one");
  store->write([&](UnitOfWork& unit) {
    unit.accounts().step_clock(account);
    domain::Account twin;
    twin.store_id = "one";
    BOOST_CHECK_THROW(unit.accounts().insert(twin), persistence::DuplicateKey);
    unit.accounts().step_clock(account);
  });
  BOOST_TEST(clock_of(store, account) == 2);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(shows_a_reader_one_view_while_others_write, Store, AllStores) {
  Store store;
  const auto account = add_account(store);
  store->read([&](UnitOfWork& unit) {
    const auto before = unit.accounts().clock(account);
    written(store, [&](UnitOfWork& writer) { return writer.accounts().step_clock(account); });
    BOOST_TEST(unit.accounts().clock(account) == before);
  });
  BOOST_TEST(clock_of(store, account) == 1);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(loses_no_step_of_concurrent_writers, Store, AllStores) {
  Store store;
  const auto account = add_account(store);
  std::mutex mutex;
  std::vector<domain::Step> steps;
  const int failures = failures_of(4, [&](int) {
    for (int i = 0; i < 25; ++i) {
      const auto step = written(store, [&](UnitOfWork& unit) { return unit.accounts().step_clock(account); });
      const std::lock_guard lock(mutex);
      steps.push_back(step);
    }
  });
  BOOST_TEST(failures == 0);
  std::sort(steps.begin(), steps.end());
  BOOST_REQUIRE(steps.size() == 100u);
  for (std::size_t i = 0; i < steps.size(); ++i) BOOST_TEST(steps[i] == static_cast<domain::Step>(i + 1));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(shares_one_store_with_a_second_process, Store, AllStores) {
  Store store;
  const auto account = add_account(store);
  const auto second = persistence::open_database(store.options());
  const int failures = failures_of(2, [&](int i) {
    auto& database = i == 0 ? *store : *second;
    for (int n = 0; n < 30; ++n) database.write([&](UnitOfWork& unit) { unit.accounts().step_clock(account); });
  });
  BOOST_TEST(failures == 0);
  BOOST_TEST(clock_of(store, account) == 60);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(serves_more_threads_than_it_has_sessions, Store, AllStores) {
  Store store;
  const auto account = add_account(store);
  auto options = store.options();
  options.pool_size = 1;
  const auto small = persistence::open_database(options);
  const int failures = failures_of(6, [&](int i) {
    for (int n = 0; n < 5; ++n) {
      const auto act = [&](UnitOfWork& unit) { i % 2 == 0 ? unit.accounts().clock(account) : unit.accounts().step_clock(account); };
      i % 2 == 0 ? small->read(act) : small->write(act);
    }
  });
  BOOST_TEST(failures == 0);
  BOOST_TEST(clock_of(store, account) == 15);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(says_what_it_is_without_a_password, Store, AllStores) {
  Store store;
  store->ping();
  const auto text = store->description();
  BOOST_TEST_CONTEXT(text) {
    BOOST_TEST((text.find(store->is_embedded() ? "SQLite 3." : "MariaDB 10.") == 0));
    BOOST_TEST((store.options().password.empty() || text.find(store.options().password) == std::string::npos));
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace tillbridge::tests
