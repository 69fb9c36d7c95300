#pragma once
#include <tuple>

#include "tests/support/temp_database.hpp"
#include "tests/support/temp_mariadb.hpp"

namespace tillbridge::tests {

/// BOOST_AUTO_TEST_CASE_TEMPLATE(name, Store, AllStores): each case runs on a new SQLite file and on a new MariaDB database.
using AllStores = std::tuple<TempDatabase, TempMariadb>;

}  // namespace tillbridge::tests
