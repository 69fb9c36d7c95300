#pragma once
#include <boost/test/unit_test.hpp>
#include <tuple>

#include "tests/support/fixed_clock.hpp"
#include "tests/support/memory/memory_store.hpp"
#include "tests/support/temp_database.hpp"
#include "tests/support/temp_mariadb.hpp"

namespace tillbridge::tests {

/// Every implementation of Database. BOOST_AUTO_TEST_CASE_TEMPLATE(name, Store, AllStores) { Store store; … } registers a case
/// for each of them; a store is new and empty in every case.
using AllStores = std::tuple<TempDatabase, TempMariadb>;

/// And the store in memory, which keeps only orders, documents with their evidence, and what belongs to them.
using StoresOfDocuments = std::tuple<TempDatabase, TempMariadb, MemoryStore>;

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

/// Stores a site with its four jobs, due at `now`, and returns its id.
template <class Store>
domain::SiteId add_site(Store& store, domain::AccountId account, const std::string& name = "shop", base::Timestamp now = at("2026-11-25T08:00:00Z")) {
  return written(store, [&](persistence::UnitOfWork& unit) {
    domain::Site site;
    site.account_id = account;
    site.name = name;
    site.platform = "generic";
    site.base_url = "https://shop.example";
    const auto id = unit.sites().insert(site);
    unit.jobs().insert_for_site(account, id, now);
    return id;
  });
}

/// An account with one site: what most cases need.
template <class Store>
struct Shop {
  Store store;
  domain::AccountId account = add_account(store);
  domain::SiteId site = add_site(store, account);
};

inline base::Decimal decimal(const char* text) { return base::Decimal::parse(text).value(); }

}  // namespace tillbridge::tests
