#include "services/failure_throttle.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/support/fixed_clock.hpp"

using namespace tillbridge;
using services::FailureThrottle;
using std::chrono::seconds;

namespace {

struct Fixture {
  tests::FixedClock clock{tests::at("2026-11-25T08:00:00Z")};
  FailureThrottle throttle{clock};
  void fail(int times) {
    for (int i = 0; i < times; ++i) throttle.record_failure("10.0.0.1\nmain");
  }
  long wait() const { return throttle.blocked_for("10.0.0.1\nmain").value_or(seconds(0)).count(); }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(failure_throttle, Fixture)

BOOST_AUTO_TEST_CASE(lets_nine_typing_errors_a_minute_pass) {
  fail(9);
  BOOST_TEST(wait() == 0);
  clock.advance(seconds(61));
  fail(9);
  BOOST_TEST(wait() == 0);
}

BOOST_AUTO_TEST_CASE(doubles_the_pause_up_to_a_quarter_of_an_hour) {
  fail(10);
  BOOST_TEST(wait() == 15);
  clock.advance(seconds(15));
  BOOST_TEST(wait() == 0);
  fail(1);
  BOOST_TEST(wait() == 30);
  for (int i = 0; i < 10; ++i) {
    clock.advance(seconds(wait()));
    fail(1);
  }
  BOOST_TEST(wait() == 15 * 60);
}

BOOST_AUTO_TEST_CASE(blocks_only_the_address_and_store_that_failed) {
  fail(10);
  BOOST_TEST(!throttle.blocked_for("10.0.0.2\nmain").has_value());
  BOOST_TEST(!throttle.blocked_for("10.0.0.1\nother").has_value());
}

BOOST_AUTO_TEST_CASE(a_right_login_wipes_the_record) {
  fail(9);
  throttle.record_success("10.0.0.1\nmain");
  fail(9);
  BOOST_TEST(wait() == 0);
}

BOOST_AUTO_TEST_CASE(keeps_a_bounded_number_of_keys) {
  FailureThrottle small(clock, {.free_failures = 1, .max_keys = 3});
  for (const char* key : {"a", "b", "c", "d"}) {
    clock.advance(seconds(1));
    small.record_failure(key);
  }
  BOOST_TEST(!small.blocked_for("a").has_value());
  BOOST_TEST(small.blocked_for("d").has_value());
}

BOOST_AUTO_TEST_SUITE_END()
