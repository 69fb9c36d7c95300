#include <boost/test/unit_test.hpp>

#include "tests/orders/both_stores.hpp"
#include "tests/orders/stored_stock_system.hpp"
#include "tests/support/order_histories.hpp"

using namespace tillbridge;
using namespace tillbridge::tests;

namespace {

constexpr int kWalks = 200;           ///< per store; 20,000 more run in memory (unit tests)
constexpr int kSteps = 25;
constexpr int kEveryLostAnswer = 7;

}  // namespace

BOOST_AUTO_TEST_SUITE(stock_walks)

BOOST_AUTO_TEST_CASE_TEMPLATE(no_shop_shows_more_than_the_pos_counts_less_the_orders_it_does_not_hold_and_all_come_back_to_its_number, Store, AllStores) {
  Store store;
  const auto seed = test_seed();
  BOOST_TEST_MESSAGE(kWalks << " walks, seed " << seed << " (TILLBRIDGE_TEST_SEED repeats a run)");
  for (int i = 0; i < kWalks; ++i) {
    std::mt19937_64 random(seed + static_cast<std::uint64_t>(i));
    auto scene = random_scene(random);
    scene.account.store_id = "store-" + std::to_string(i);
    FixedClock clock{at("2026-11-25T08:00:00Z")};
    StoredStockSystem system(scene, *store, clock);
    system.lose_answers_every(kEveryLostAnswer);
    StockWalk walk(scene, system, clock, random);
    const auto failure = walk.run(kSteps);
    if (!failure.empty())
      for (const auto& line : walk.story()) BOOST_TEST_MESSAGE("  " << line);
    BOOST_REQUIRE_MESSAGE(failure.empty(), "seed " << seed + static_cast<std::uint64_t>(i) << ", walk " << i << ": " << failure);
  }
}

BOOST_AUTO_TEST_SUITE_END()
