#include "connectors/bisector.hpp"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <set>

using namespace tillbridge::connectors;

namespace {

/// Refuses every batch that holds one of the bad numbers.
struct Shop {
  std::set<int> bad;
  BatchRefusal refusal{{.kind = OutcomeKind::kRejected, .code = "http_422"}, true};
  int calls = 0;

  std::vector<Outcome> write(const std::vector<int>& entries) {
    const auto send = [this](std::span<const int> part) -> BatchResult<Outcome> {
      ++calls;
      if (std::any_of(part.begin(), part.end(), [this](int entry) { return bad.contains(entry); })) return refusal;
      return std::vector<Outcome>(part.size());
    };
    return send_halving<Outcome>(std::span<const int>(entries), send, [](int, const Outcome& outcome) { return outcome; });
  }
};

std::vector<int> numbers(int count) {
  std::vector<int> out;
  for (int i = 0; i < count; ++i) out.push_back(i);
  return out;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(bisector)

BOOST_AUTO_TEST_CASE(a_good_batch_is_one_call_and_an_empty_one_none) {
  Shop shop;
  BOOST_TEST(shop.write(numbers(100)).size() == 100u);
  BOOST_TEST(shop.calls == 1);
  BOOST_TEST(shop.write({}).empty());
  BOOST_TEST(shop.calls == 1);
}

BOOST_AUTO_TEST_CASE(finds_each_culprit_in_its_place) {
  Shop shop{.bad = {0, 41, 99}};
  const auto outcomes = shop.write(numbers(100));
  BOOST_REQUIRE(outcomes.size() == 100u);
  for (int i = 0; i < 100; ++i) BOOST_TEST(outcomes[static_cast<std::size_t>(i)].ok() == !shop.bad.contains(i), i);
  BOOST_TEST(shop.calls <= 45);
}

BOOST_AUTO_TEST_CASE(all_bad_costs_at_most_two_calls_per_entry) {
  Shop shop;
  for (const int i : numbers(64)) shop.bad.insert(i);
  shop.write(numbers(64));
  BOOST_TEST(shop.calls == 127);
}

BOOST_AUTO_TEST_CASE(a_throttled_batch_is_not_halved_and_stops_the_rest) {
  Shop shop{.bad = {7}, .refusal = {{.kind = OutcomeKind::kThrottled, .code = "http_429"}, false}};
  const auto outcomes = shop.write(numbers(50));
  BOOST_TEST(shop.calls == 1);
  BOOST_TEST(std::all_of(outcomes.begin(), outcomes.end(), [](const Outcome& outcome) { return outcome.kind == OutcomeKind::kThrottled; }));
}

BOOST_AUTO_TEST_SUITE_END()
