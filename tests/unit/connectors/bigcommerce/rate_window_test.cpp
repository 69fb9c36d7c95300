#include "connectors/bigcommerce/rate_window.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/support/fixed_clock.hpp"

// When the next request may leave, told by the headers of the last answers.
using namespace tillbridge;
using namespace tillbridge::connectors;
using bigcommerce::RateWindow;

namespace {

const auto kNow = tests::at("2026-11-25T08:00:00Z");

http::HttpExchange an_answer(const std::string& left, const std::string& reset_ms, int status = 200) {
  http::HttpExchange out{.transport = http::Transport::kAnswered, .status = status};
  out.headers = {{"X-Rate-Limit-Time-Window-Ms", "30000"}, {"X-Rate-Limit-Time-Reset-Ms", reset_ms}, {"X-Rate-Limit-Requests-Quota", "150"}, {"X-Rate-Limit-Requests-Left", left}};
  return out;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(bigcommerce_rate_window)

BOOST_AUTO_TEST_CASE(lets_everything_through_while_the_window_has_room) {
  RateWindow window;
  BOOST_TEST(window.wait(kNow).count() == 0);
  window.note(an_answer("8", "12000"), kNow);
  BOOST_TEST(window.wait(kNow).count() == 0);
  BOOST_TEST(window.quota() == 150);
}

BOOST_AUTO_TEST_CASE(stops_before_the_wall_and_leaves_the_last_requests_to_other_apps) {
  RateWindow window;
  window.note(an_answer("7", "12001"), kNow);
  BOOST_TEST(window.wait(kNow).count() == 13);
  BOOST_TEST(window.wait(kNow + std::chrono::seconds(12)).count() == 1);
  BOOST_TEST(window.wait(kNow + std::chrono::seconds(13)).count() == 0);
}

BOOST_AUTO_TEST_CASE(takes_the_longer_of_reset_and_retry_after) {
  RateWindow reset_longer, header_longer;
  auto answer = an_answer("0", "20000", 429);
  answer.headers.push_back({"X-Retry-After", "7"});
  reset_longer.note(answer, kNow);
  BOOST_TEST(reset_longer.wait(kNow).count() == 20);
  answer = an_answer("0", "2000", 429);
  answer.headers.push_back({"X-Retry-After", "7"});
  header_longer.note(answer, kNow);
  BOOST_TEST(header_longer.wait(kNow).count() == 7);
}

BOOST_AUTO_TEST_CASE(a_refusal_without_any_time_waits_one_window) {
  RateWindow window;
  window.note({.transport = http::Transport::kAnswered, .status = 429}, kNow);
  BOOST_TEST(window.wait(kNow).count() == 30);
}

BOOST_AUTO_TEST_CASE(a_late_answer_with_more_room_does_not_open_a_closed_window) {
  RateWindow window;
  window.note(an_answer("0", "9000", 429), kNow);
  window.note(an_answer("140", "9000"), kNow);
  BOOST_TEST(window.wait(kNow).count() == 9);
}

BOOST_AUTO_TEST_CASE(headers_that_are_none_silence_nobody) {
  for (const auto* left : {"", "-1", "many", "0x0", "99999999999999999999"}) {
    RateWindow window;
    window.note(an_answer(left, "12000"), kNow);
    BOOST_TEST(window.wait(kNow).count() == 0, left);
  }
  RateWindow window;
  window.note(an_answer("0", "86400000000"), kNow);
  BOOST_TEST(window.wait(kNow).count() == 3600);
  RateWindow lost;
  lost.note({.transport = http::Transport::kLost, .failure = "timeout"}, kNow);
  BOOST_TEST(lost.wait(kNow).count() == 0);
}

BOOST_AUTO_TEST_SUITE_END()
