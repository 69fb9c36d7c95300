#include <boost/test/unit_test.hpp>

#include "jobs/level/row_after.hpp"
#include "tests/support/fixed_clock.hpp"

using namespace tillbridge;
using namespace std::chrono_literals;
using connectors::Outcome;
using connectors::OutcomeKind;
using domain::DeliveryState;

namespace {

const auto kNow = tests::at("2026-11-25T08:00:00Z");
const jobs::RetryRules kRules{5s, 30min};

jobs::TryResult tried(OutcomeKind kind, int tries = 0, std::optional<base::Timestamp> first = {}, std::chrono::seconds retry_after = {}) {
  return jobs::after_try(tries, first, Outcome{kind, "http_503", "words", retry_after}, kRules, kNow, 0.0);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(row_after)

BOOST_AUTO_TEST_CASE(follows_the_table_of_classes) {
  struct Row { const char* name; OutcomeKind kind; DeliveryState state; int tries; };
  const Row table[] = {
      {"rejected", OutcomeKind::kRejected, DeliveryState::kParked, 1},
      {"gone", OutcomeKind::kGone, DeliveryState::kParked, 1},
      {"retry", OutcomeKind::kRetry, DeliveryState::kWaiting, 1},
      {"unknown", OutcomeKind::kUnknown, DeliveryState::kUnknown, 1},
      {"throttled", OutcomeKind::kThrottled, DeliveryState::kWaiting, 0},
      {"pending", OutcomeKind::kPending, DeliveryState::kUnknown, 0},
      {"unauthorized", OutcomeKind::kUnauthorized, DeliveryState::kWaiting, 0},
  };
  for (const auto& row : table) BOOST_TEST_CONTEXT(row.name) {
      const auto result = tried(row.kind);
      BOOST_TEST((result.state == row.state));
      BOOST_TEST(result.tries == row.tries);
      BOOST_TEST(result.first_failed_at.has_value() == (row.tries > 0));
    }
}

BOOST_AUTO_TEST_CASE(waits_longer_after_each_try_and_never_beyond_the_cap) {
  BOOST_TEST((tried(OutcomeKind::kRetry, 0).due_at == kNow + 2'500ms));
  BOOST_TEST((tried(OutcomeKind::kRetry, 1).due_at == kNow + 5s));
  BOOST_TEST((tried(OutcomeKind::kRetry, 30, kNow).due_at == kNow + 15min));
}

BOOST_AUTO_TEST_CASE(does_not_come_back_before_the_shop_said) {
  BOOST_TEST((tried(OutcomeKind::kRetry, 0, {}, 120s).due_at == kNow + 120s));
  BOOST_TEST((tried(OutcomeKind::kThrottled, 0, {}, 90s).due_at == kNow + 90s));
  BOOST_TEST((tried(OutcomeKind::kThrottled).due_at == kNow + 30s));
  BOOST_TEST((tried(OutcomeKind::kPending, 0, {}, 90s).due_at == kNow + 90s));
}

BOOST_AUTO_TEST_CASE(parks_what_failed_for_a_day_and_twelve_times) {
  BOOST_TEST((tried(OutcomeKind::kRetry, 11, kNow - 24h).state == DeliveryState::kParked));
  BOOST_TEST((tried(OutcomeKind::kRetry, 10, kNow - 24h).state == DeliveryState::kWaiting));
  BOOST_TEST((tried(OutcomeKind::kUnknown, 40, kNow - 23h).state == DeliveryState::kUnknown));
}

BOOST_AUTO_TEST_CASE(keeps_the_platforms_words_cut_at_a_character) {
  std::string words(999, 'x');
  words += "\xC3\xA9\xC3\xA9";
  const auto result = jobs::after_try(0, {}, {OutcomeKind::kRejected, "invalid_sku", words, {}}, kRules, kNow, 0);
  BOOST_TEST(result.code == "invalid_sku");
  BOOST_TEST(result.message == std::string(999, 'x'));
  BOOST_TEST(tried(OutcomeKind::kGone).code == "gone");
}

BOOST_AUTO_TEST_CASE(a_plugin_s_endless_code_is_cut_to_what_the_store_keeps) {
  const auto result = jobs::after_try(0, {}, {OutcomeKind::kRejected, std::string(63, 'c') + "\xC3\xA9 and more", "words", {}}, kRules, kNow, 0);
  BOOST_TEST(result.code == std::string(63, 'c'));
}

BOOST_AUTO_TEST_SUITE_END()
