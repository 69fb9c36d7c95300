#include <boost/test/unit_test.hpp>

#include "persistence/database.hpp"
#include "persistence/dialect/failure.hpp"
#include "persistence/dialect/mysql_dialect.hpp"
#include "persistence/dialect/sqlite_dialect.hpp"

namespace tillbridge::persistence::dialect {
namespace {

const UpsertShape kPlain{.table = "t", .keys = {"a", "k"}, .replaced = {"x", "y"}};
const UpsertShape kGuarded{.table = "t", .keys = {"k"}, .replaced = {"token", "x"}, .kept = {"tries"}, .rising = "token"};
const UpdateShape kUpdate{.table = "t", .replaced = {"x"}, .later = {"as_of"}, .keys = {"a", "k"}};

}  // namespace

BOOST_AUTO_TEST_SUITE(dialect)

BOOST_AUTO_TEST_CASE(sorts_errors_of_servers_by_what_they_mean) {
  for (const unsigned number : {1205u, 1213u, 1020u, 1047u}) BOOST_TEST((classify_mysql(number) == Failure::kTransient));
  for (const unsigned number : {2006u, 2013u, 2002u, 2003u, 1927u}) BOOST_TEST((classify_mysql(number) == Failure::kConnectionLost));
  for (const unsigned number : {1021u, 1045u, 1049u, 1114u}) BOOST_TEST((classify_mysql(number) == Failure::kUnavailable));
  BOOST_TEST((classify_mysql(1062) == Failure::kDuplicateKey));
  BOOST_TEST((classify_mysql(1064) == Failure::kOther));
}

BOOST_AUTO_TEST_CASE(sorts_results_of_sqlite_by_what_they_mean) {
  const int busy = 5, busy_snapshot = 517, locked = 6, full = 13, corrupt = 11, primary_key = 1555, unique = 2067, not_null = 1299, error = 1;
  for (const int code : {busy, busy_snapshot, locked}) BOOST_TEST((classify_sqlite(code) == Failure::kTransient));
  for (const int code : {full, corrupt}) BOOST_TEST((classify_sqlite(code) == Failure::kUnavailable));
  for (const int code : {primary_key, unique}) BOOST_TEST((classify_sqlite(code) == Failure::kDuplicateKey));
  for (const int code : {not_null, error}) BOOST_TEST((classify_sqlite(code) == Failure::kOther));
}

BOOST_AUTO_TEST_CASE(raises_what_callers_may_know) {
  BOOST_CHECK_THROW(raise(Failure::kDuplicateKey, "x", "y"), DuplicateKey);
  BOOST_CHECK_THROW(raise(Failure::kUnavailable, "x", "y"), DatabaseUnavailable);
  BOOST_CHECK_THROW(raise(Failure::kTransient, "x", "y"), Transient);
  BOOST_CHECK_THROW(raise(Failure::kConnectionLost, "x", "y"), ConnectionLost);
  BOOST_CHECK_EXCEPTION(raise(Failure::kOther, "INSERT", "syntax"), std::runtime_error,
                        [](const std::runtime_error& error) { return std::string(error.what()) == "INSERT: syntax"; });
}

BOOST_AUTO_TEST_CASE(writes_the_upsert_of_each_dialect) {
  const SqliteDialect sqlite({.path = "x"});
  const MysqlDialect mysql({.user = "u", .host = "h", .database = "d", .socket = ""}, "");
  BOOST_TEST(sqlite.upsert(kPlain, 1) == "INSERT INTO t (a, k, x, y) VALUES (?, ?, ?, ?) ON CONFLICT (a, k) DO UPDATE SET x = excluded.x, y = excluded.y");
  BOOST_TEST(mysql.upsert(kPlain, 2) ==
             "INSERT INTO t (a, k, x, y) VALUES (?, ?, ?, ?), (?, ?, ?, ?) ON DUPLICATE KEY UPDATE x = VALUES(x), y = VALUES(y)");
}

BOOST_AUTO_TEST_CASE(lets_a_higher_guard_stand_and_compares_it_before_it_is_replaced) {
  const SqliteDialect sqlite({.path = "x"});
  const MysqlDialect mysql({.user = "u", .host = "h", .database = "d", .socket = ""}, "");
  BOOST_TEST(sqlite.upsert(kGuarded, 1) ==
             "INSERT INTO t (k, token, x, tries) VALUES (?, ?, ?, ?) ON CONFLICT (k) DO UPDATE SET token = excluded.token, x = excluded.x "
             "WHERE t.token <= excluded.token");
  BOOST_TEST(mysql.upsert(kGuarded, 1) ==
             "INSERT INTO t (k, token, x, tries) VALUES (?, ?, ?, ?) ON DUPLICATE KEY UPDATE x = IF(token <= VALUES(token), VALUES(x), x), "
             "token = IF(token <= VALUES(token), VALUES(token), token)");
}

BOOST_AUTO_TEST_CASE(writes_the_update_of_each_dialect) {
  const SqliteDialect sqlite({.path = "x"});
  const MysqlDialect mysql({.user = "u", .host = "h", .database = "d", .socket = ""}, "");
  BOOST_TEST(sqlite.update(kUpdate, 1) == "UPDATE t SET x = ?, as_of = nullif(max(ifnull(as_of, ''), ifnull(?, '')), '') WHERE a = ? AND k = ?");
  BOOST_TEST(mysql.update({.table = "t", .replaced = {"x", "y"}, .keys = {"k"}}, 1) == "UPDATE t SET x = ?, y = ? WHERE k = ?");
  BOOST_TEST(mysql.update(kUpdate, 2) ==
             "UPDATE (SELECT ? AS x, ? AS as_of, ? AS a, ? AS k UNION ALL SELECT ?, ?, ?, ?) n STRAIGHT_JOIN t t ON t.a = n.a AND t.k = n.k "
             "SET t.x = n.x, t.as_of = IF(t.as_of IS NULL OR t.as_of < CAST(n.as_of AS DATETIME(6)), n.as_of, t.as_of)");
}

BOOST_AUTO_TEST_CASE(writes_at_most_500_rows_at_once_to_a_server) {
  const MysqlDialect mysql({.user = "u", .host = "h", .database = "d", .socket = ""}, "");
  BOOST_TEST(mysql.rows_per_statement(7) == 500u);
  BOOST_TEST(mysql.rows_per_statement(100) == 120u);
  BOOST_TEST(mysql.rows_per_statement(50'000) == 1u);
}

BOOST_AUTO_TEST_CASE(knows_which_servers_leave_locked_rows_out) {
  for (const char* version : {"10.6.0-MariaDB", "10.11.19-MariaDB-0+deb12u1", "11.4.2-MariaDB", "8.0.1", "8.4.0", "9.0.1"}) BOOST_TEST(knows_skip_locked(version), version);
  for (const char* version : {"10.5.20-MariaDB", "5.7.44", "8.0.0", "", "unknown"}) BOOST_TEST(!knows_skip_locked(version), version);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace tillbridge::persistence::dialect
