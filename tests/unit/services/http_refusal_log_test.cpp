#include <boost/test/unit_test.hpp>

#include "services/http/refusal_log.hpp"
#include "tests/support/fixed_clock.hpp"

using namespace tillbridge;

BOOST_AUTO_TEST_CASE(a_refusal_is_logged_once_a_minute_for_each_source_and_reason) {
  tests::FixedClock clock(tests::at("2026-11-25T08:00:00Z"));
  services::http::RefusalLog log(clock);
  BOOST_TEST(log.admit("10.0.0.1", "bad_host"));
  BOOST_TEST(!log.admit("10.0.0.1", "bad_host"));
  BOOST_TEST(log.admit("10.0.0.1", "bad_length"));
  BOOST_TEST(log.admit("10.0.0.2", "bad_host"));
  clock.advance(std::chrono::minutes(1));
  BOOST_TEST(log.admit("10.0.0.1", "bad_host"));
}
