#include <boost/test/unit_test.hpp>

#include <unistd.h>

#include <optional>

#include "jobs/single_runner.hpp"
#include "tests/support/temp_folder.hpp"

using namespace tillbridge;

BOOST_AUTO_TEST_SUITE(single_runner)

BOOST_AUTO_TEST_CASE(lets_one_runner_in_until_it_ends) {
  const tests::TempFolder folder;
  const auto file = folder.path() / "tillbridge.db";
  {
    const auto first = jobs::SingleRunner::lock(file);
    BOOST_REQUIRE(first.has_value());
    const auto second = jobs::SingleRunner::lock(file);
    BOOST_REQUIRE(!second.has_value());
    BOOST_TEST((second.error().code == base::ErrorCode::kBusy));
    BOOST_TEST(second.error().message.find(std::to_string(::getpid())) != std::string::npos);
  }
  BOOST_TEST(jobs::SingleRunner::lock(file).has_value());
}

BOOST_AUTO_TEST_CASE(says_why_when_the_folder_is_missing) {
  const auto lock = jobs::SingleRunner::lock("/nonexistent/tillbridge.db");
  BOOST_REQUIRE(!lock.has_value());
  BOOST_TEST((lock.error().code == base::ErrorCode::kUnavailable));
}

BOOST_AUTO_TEST_SUITE_END()
