#include "persistence/soci/statement_text.hpp"

#include <boost/test/unit_test.hpp>

#include "persistence/schema/migration.hpp"
#include "persistence/soci/in_list.hpp"
#include "persistence/soci/rows.hpp"

namespace tillbridge::persistence::soci {

BOOST_AUTO_TEST_SUITE(statement_text)

BOOST_AUTO_TEST_CASE(numbers_question_marks_outside_of_quotes) {
  BOOST_TEST(number_parameters("a = ? AND b = '?' AND c IN (?,?)") == "a = :p1 AND b = '?' AND c IN (:p2,:p3)");
  BOOST_TEST(number_parameters("SELECT 1 FROM t") == "SELECT 1 FROM t");
}

BOOST_AUTO_TEST_CASE(counts_the_columns_of_the_outer_select) {
  BOOST_TEST(count_columns("SELECT a FROM t") == 1);
  BOOST_TEST(count_columns("SELECT a, b, c FROM t WHERE a IN (SELECT x, y FROM u)") == 3);
  BOOST_TEST(count_columns("SELECT COALESCE(a, b), max(c), 'x, y FROM z' FROM t ORDER BY a, b") == 3);
  BOOST_TEST(count_columns("SELECT (SELECT x FROM u WHERE 1 = 2), b FROM t") == 2);
  BOOST_TEST(count_columns("UPDATE t SET a = 1, b = 2") == 0);
}

BOOST_AUTO_TEST_CASE(slices_keys_into_lists_of_few_lengths) {
  std::vector<std::string> keys;
  for (int i = 0; i < 517; ++i) keys.push_back(std::to_string(i));
  std::vector<std::size_t> lengths;
  std::vector<std::string> seen;
  for_each_slice(keys, [&](const std::string& list, const Values& values) {
    BOOST_TEST(list.size() == 2 * values.size() + 1);
    lengths.push_back(values.size());
    for (const auto& value : values)
      if (seen.empty() || seen.back() != value.text()) seen.push_back(value.text());
  });
  BOOST_TEST(lengths == (std::vector<std::size_t>{512, 8}));
  BOOST_TEST(seen == keys);
  for_each_slice({}, [&](const std::string&, const Values&) { BOOST_ERROR("no keys, no slice"); });
}

BOOST_AUTO_TEST_CASE(splits_a_script_behind_semicolons_at_the_end_of_lines) {
  const auto statements = schema::statements_of("-- comment; with semicolon;\nCREATE TABLE a (\n  x INTEGER\n);\n\nINSERT INTO a VALUES (';');\n");
  BOOST_REQUIRE(statements.size() == 2u);
  BOOST_TEST(statements[0] == "CREATE TABLE a (\n  x INTEGER\n)\n");
  BOOST_TEST(statements[1] == "INSERT INTO a VALUES (';')\n");
  BOOST_CHECK_THROW(schema::statements_of("CREATE TABLE a (x INTEGER)\n"), std::logic_error);
}

BOOST_AUTO_TEST_CASE(knows_the_checksum_of_a_text) {
  BOOST_TEST(schema::checksum_of("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(rows)

BOOST_AUTO_TEST_CASE(reads_columns_from_left_to_right) {
  Rows rows(3, true);
  for (const char* cell : {"a", "-15000", "1", "b", "9223372036854775807", "0"}) rows.append(cell);
  BOOST_REQUIRE(rows.next());
  BOOST_TEST(rows.text() == "a");
  BOOST_TEST(rows.decimal().to_text() == "-1.5");
  BOOST_TEST(rows.flag());
  BOOST_REQUIRE(rows.next());
  BOOST_TEST(rows.text() == "b");
  BOOST_TEST(rows.decimal().units() == 9223372036854775807);
  BOOST_TEST(!rows.flag());
  BOOST_TEST(!rows.next());
}

BOOST_AUTO_TEST_CASE(reads_decimals_of_servers_as_text) {
  Rows rows(1, false);
  rows.append("-0.0001");
  rows.next();
  BOOST_TEST(rows.decimal().units() == -1);
}

BOOST_AUTO_TEST_CASE(refuses_what_is_not_there_or_not_what_was_asked_for) {
  const auto row = [](std::optional<std::string> cell) {
    Rows rows(1, true);
    rows.append(std::move(cell));
    rows.next();
    return rows;
  };
  BOOST_CHECK_THROW(row(std::nullopt).text(), std::runtime_error);
  BOOST_CHECK_THROW(row(std::nullopt).integer(), std::runtime_error);
  BOOST_CHECK_THROW(row("12x").integer(), std::runtime_error);
  BOOST_CHECK_THROW(row("yesterday").time(), std::runtime_error);
  BOOST_TEST(!row(std::nullopt).optional_time().has_value());
  auto once = row("a");
  once.text();
  BOOST_CHECK_THROW(once.text(), std::logic_error);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace tillbridge::persistence::soci
