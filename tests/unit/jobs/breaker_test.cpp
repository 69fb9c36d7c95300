#include <boost/test/unit_test.hpp>

#include "jobs/breaker.hpp"
#include "tests/support/fixed_clock.hpp"

using namespace tillbridge;
using namespace std::chrono_literals;
using connectors::Outcome;
using connectors::OutcomeKind;
using jobs::BreakerState;
using jobs::CallVerdict;

namespace {

const auto kNow = tests::at("2026-11-25T08:00:00Z");

domain::SiteHealth failed(int times, domain::SiteHealth health = {}) {
  for (int i = 0; i < times; ++i) health = jobs::after_call(health, CallVerdict::kFailed, "connection refused", {}, kNow);
  return health;
}

Outcome outcome(OutcomeKind kind) { return {kind, "code", "words", {}}; }

}  // namespace

BOOST_AUTO_TEST_SUITE(breaker)

BOOST_AUTO_TEST_CASE(opens_at_the_tenth_failure_in_a_row) {
  BOOST_TEST((jobs::breaker_state(failed(9), kNow) == BreakerState::kClosed));
  const auto health = failed(10);
  BOOST_TEST((jobs::breaker_state(health, kNow) == BreakerState::kOpen));
  BOOST_TEST((*health.open_until == kNow + 30s));
  BOOST_TEST((jobs::breaker_state(health, kNow + 30s) == BreakerState::kHalfOpen));
  BOOST_TEST(health.reason == "connection refused");
}

BOOST_AUTO_TEST_CASE(one_good_call_begins_the_count_anew) {
  const auto well = jobs::after_call(failed(9), CallVerdict::kWell, "", {}, kNow);
  BOOST_TEST((jobs::breaker_state(failed(9, well), kNow) == BreakerState::kClosed));
}

BOOST_AUTO_TEST_CASE(doubles_the_pause_up_to_ten_minutes) {
  auto health = failed(10);
  for (const auto pause : {60s, 120s, 240s, 480s, 600s, 600s}) {
    health = jobs::after_probe(health, CallVerdict::kFailed, "still down", kNow);
    BOOST_TEST((*health.open_until == kNow + pause));
  }
}

BOOST_AUTO_TEST_CASE(a_good_probe_closes_it_but_only_a_good_call_forgets_the_openings) {
  const auto probed = jobs::after_probe(failed(10), CallVerdict::kWell, "", kNow);
  BOOST_TEST((jobs::breaker_state(probed, kNow) == BreakerState::kClosed));
  BOOST_TEST((*failed(10, probed).open_until == kNow + 60s));
  const auto called = jobs::after_call(probed, CallVerdict::kWell, "", {}, kNow);
  BOOST_TEST((*failed(10, called).open_until == kNow + 30s));
}

BOOST_AUTO_TEST_CASE(refused_credentials_wait_for_a_person_however_long) {
  const auto health = jobs::after_call({}, CallVerdict::kUnauthorized, "401 invalid key", {}, kNow);
  BOOST_TEST((jobs::breaker_state(health, kNow + std::chrono::hours(1'000)) == BreakerState::kNeedsPerson));
  BOOST_TEST(health.reason == "the shop refuses the credentials: 401 invalid key");
  const auto without_words = jobs::after_call({}, CallVerdict::kUnauthorized, "the shop refuses the credentials of this site", {}, kNow);
  BOOST_TEST(without_words.reason == "the shop refuses the credentials of this site");
}

BOOST_AUTO_TEST_CASE(a_shop_that_asks_to_wait_gets_its_pause_without_a_probe_or_a_failure) {
  const auto health = jobs::after_call(failed(3), CallVerdict::kThrottled, "429", 120s, kNow);
  BOOST_TEST(health.consecutive_failures == 3);
  BOOST_TEST((jobs::breaker_state(health, kNow + 119s) == BreakerState::kOpen));
  BOOST_TEST((jobs::breaker_state(health, kNow + 120s) == BreakerState::kClosed));
}

BOOST_AUTO_TEST_CASE(judges_a_call_by_what_it_says_about_the_site) {
  const std::vector<Outcome> down{outcome(OutcomeKind::kRetry), outcome(OutcomeKind::kUnknown)};
  const std::vector<Outcome> one_through{outcome(OutcomeKind::kUnknown), outcome(OutcomeKind::kOk)};
  const std::vector<Outcome> refusals{outcome(OutcomeKind::kRejected), outcome(OutcomeKind::kGone)};
  const std::vector<Outcome> slow_down{outcome(OutcomeKind::kOk), outcome(OutcomeKind::kThrottled)};
  const std::vector<Outcome> key{outcome(OutcomeKind::kRetry), outcome(OutcomeKind::kUnauthorized)};
  BOOST_TEST((jobs::judge(down) == CallVerdict::kFailed));
  BOOST_TEST((jobs::judge(one_through) == CallVerdict::kWell));
  BOOST_TEST((jobs::judge(refusals) == CallVerdict::kWell));
  BOOST_TEST((jobs::judge(slow_down) == CallVerdict::kThrottled));
  const std::vector<Outcome> at_work{outcome(OutcomeKind::kPending), outcome(OutcomeKind::kPending)};
  BOOST_TEST((jobs::judge(at_work) == CallVerdict::kWell));
  BOOST_TEST((jobs::judge(key) == CallVerdict::kUnauthorized));
  BOOST_TEST((jobs::judge(std::vector<Outcome>{}) == CallVerdict::kWell));
}

BOOST_AUTO_TEST_SUITE_END()
