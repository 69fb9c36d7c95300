#pragma once
#include <boost/test/unit_test.hpp>
#include <tuple>

#include "tests/support/fixed_clock.hpp"
#include "tests/support/temp_database.hpp"

namespace tillbridge::tests {

/// Every implementation of Database. BOOST_AUTO_TEST_CASE_TEMPLATE(name, Store, AllStores) { Store store; … } registers a case
/// for each of them; a store is new and empty in every case.
using AllStores = std::tuple<TempDatabase>;

/// A unit of work that returns something.
template <class Store, class Act>
auto written(Store& store, Act act) {
  decltype(act(std::declval<persistence::UnitOfWork&>())) result{};
  store->write([&](persistence::UnitOfWork& unit) { result = act(unit); });
  return result;
}

template <class Store, class Act>
auto read_from(Store& store, Act act) {
  decltype(act(std::declval<persistence::UnitOfWork&>())) result{};
  store->read([&](persistence::UnitOfWork& unit) { result = act(unit); });
  return result;
}

/// Stores an account and returns its id.
template <class Store>
domain::AccountId add_account(Store& store, const std::string& store_id = "main-store") {
  return written(store, [&](persistence::UnitOfWork& unit) {
    domain::Account account;
    account.store_id = store_id;
    account.name = "Shop of " + store_id;
    return unit.accounts().insert(account);
  });
}

}  // namespace tillbridge::tests
