#include "persistence/soci/session.hpp"

#include <boost/test/unit_test.hpp>

#include "persistence/database.hpp"
#include "persistence/dialect/sqlite_dialect.hpp"
#include "tests/support/temp_folder.hpp"

namespace tillbridge::persistence::soci {
namespace {

struct OpenSession {
  tests::TempFolder folder;
  dialect::SqliteDialect dialect{{.path = (folder.path() / "session.db").string()}};
  Session session{dialect};

  OpenSession() {
    session.begin_write();
    session.execute("CREATE TABLE t (k TEXT NOT NULL PRIMARY KEY, n INTEGER CHECK (n < 5)) STRICT");
    session.commit();
    session.begin_write();
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(session, OpenSession)

BOOST_AUTO_TEST_CASE(binds_absent_values_with_the_kind_of_present_ones) {
  const std::string insert = "INSERT INTO t (k, n) VALUES (?, ?)";
  session.execute(insert, {"a", std::optional<std::int64_t>{}});
  session.execute(insert, {"b", std::optional<std::int64_t>{3}});
  auto rows = session.query("SELECT n FROM t ORDER BY k");
  rows.next();
  BOOST_TEST(!rows.optional_integer().has_value());
  rows.next();
  BOOST_TEST(rows.integer() == 3);
}

BOOST_AUTO_TEST_CASE(runs_a_statement_again_after_it_failed) {
  BOOST_TEST(session.insert_new("t", {"k", "n"}, {"a", 1}));
  BOOST_TEST(!session.insert_new("t", {"k", "n"}, {"a", 2}));
  BOOST_TEST(session.insert_new("t", {"k", "n"}, {"b", 2}));
  BOOST_TEST(session.query_integer("SELECT n FROM t WHERE k = ?", {"a"}) == 1);
}

BOOST_AUTO_TEST_CASE(names_the_statement_but_no_value_when_it_fails) {
  try {
    session.execute("INSERT INTO t (k, n) VALUES (?, ?)", {"secret-word", 7});
    BOOST_ERROR("the check did not hold");
  } catch (const DuplicateKey&) {
    BOOST_ERROR("no key was doubled");
  } catch (const std::runtime_error& error) {
    const std::string text = error.what();
    BOOST_TEST((text.find("INSERT INTO t") != std::string::npos));
    BOOST_TEST((text.find("secret-word") == std::string::npos));
  }
}

BOOST_AUTO_TEST_CASE(counts_matched_rows_and_takes_no_text_from_values) {
  for (const char* key : {"a", "b", "'; DROP TABLE t; --", "?", ":p1"}) session.execute("INSERT INTO t (k, n) VALUES (?, ?)", {key, 1});
  BOOST_TEST(session.execute("UPDATE t SET n = ? WHERE k <> ?", {1, "a"}) == 4);
  BOOST_TEST(session.execute("DELETE FROM t WHERE k = ?", {"'; DROP TABLE t; --"}) == 1);
  BOOST_TEST(session.query_integer("SELECT count(*) FROM t") == 4);
}

BOOST_AUTO_TEST_CASE(forgets_everything_since_the_begin_when_rolled_back) {
  session.execute("INSERT INTO t (k, n) VALUES (?, ?)", {"a", 1});
  session.roll_back();
  session.roll_back();
  session.begin_read();
  BOOST_TEST(session.query_integer("SELECT count(*) FROM t") == 0);
  BOOST_TEST(session.lock_rows().empty());
}

BOOST_AUTO_TEST_CASE(refuses_another_number_of_values_than_the_text_has) {
  session.execute("INSERT INTO t (k, n) VALUES (?, ?)", {"a", 1});
  BOOST_CHECK_THROW(session.execute("INSERT INTO t (k, n) VALUES (?, ?)", {"a"}), std::logic_error);
  BOOST_CHECK_THROW(session.execute("INSERT INTO t (k, n) VALUES (?, ?)", {1, 1}), std::logic_error);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace tillbridge::persistence::soci
