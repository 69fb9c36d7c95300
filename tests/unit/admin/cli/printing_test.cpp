#include <sstream>

#include <boost/test/unit_test.hpp>

#include "admin/cli/exit_code.hpp"
#include "admin/cli/secret_input.hpp"
#include "admin/cli/table.hpp"
#include "admin/cli/time_words.hpp"
#include "tests/support/fixed_clock.hpp"

using namespace tillbridge;
using namespace tillbridge::admin::cli;

BOOST_AUTO_TEST_CASE(table_columns_are_as_wide_as_their_widest_cell_in_characters) {
  Table table({"NAME", "X"});
  table.add({"Grün", "1"});
  table.add({"Ab", "2"});
  std::ostringstream out;
  table.print(out, " ");
  BOOST_TEST(out.str() == " NAME  X\n Grün  1\n Ab    2\n");
}

BOOST_AUTO_TEST_CASE(control_characters_of_shops_never_reach_the_terminal) {
  BOOST_TEST(printable("a\x1b[2Jb\n\xc2\x9bmü\x7f") == "a?[2Jb ?mü?");
}

BOOST_AUTO_TEST_CASE(durations_and_moments_read_like_words) {
  using std::chrono::seconds;
  BOOST_TEST(duration_words(seconds(0)) == "0s");
  BOOST_TEST(duration_words(seconds(59)) == "59s");
  BOOST_TEST(duration_words(seconds(900)) == "15m");
  BOOST_TEST(duration_words(seconds(5405)) == "1h30m");
  BOOST_TEST(duration_words(seconds(86400 + 59)) == "1d");
  BOOST_TEST(duration_words(seconds(-5)) == "0s");
  const auto now = tests::at("2026-11-25T08:00:00Z");
  BOOST_TEST(relative_words(now - seconds(120), now) == "2m ago");
  BOOST_TEST(relative_words(now + seconds(780), now) == "in 13m");
  BOOST_TEST(relative_words(now, now) == "now");
  BOOST_TEST(relative_words(std::nullopt, now) == "-");
}

BOOST_AUTO_TEST_CASE(every_error_code_has_the_exit_code_of_the_table) {
  using enum base::ErrorCode;
  const std::vector<std::pair<base::ErrorCode, int>> table = {{kInvalidRequest, 2}, {kUnauthenticated, 3}, {kForbidden, 3}, {kNotFound, 4},   {kConflict, 5}, {kBusy, 6},
                                                              {kRateLimited, 6},    {kUnavailable, 6},     {kRejectedByPlatform, 7}, {kAlreadyDone, 0}, {kInternal, 70}};
  for (const auto& [code, exit] : table) BOOST_TEST(exit_code_of(code) == exit);
}

BOOST_AUTO_TEST_CASE(a_secret_on_the_command_line_is_refused_and_not_repeated) {
  const auto refused = read_secrets({"token=geheim"}, {});
  BOOST_REQUIRE(!refused);
  BOOST_TEST(refused.error().message.find("geheim") == std::string::npos);
  BOOST_TEST(refused.error().message.find("--secret token=-") != std::string::npos);
  BOOST_TEST(!read_secrets({}, {"token=/no/such/file"}));
  BOOST_TEST(!read_secrets({}, {"token"}));
}
