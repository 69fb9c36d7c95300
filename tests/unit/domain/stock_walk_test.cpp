#include <boost/test/unit_test.hpp>

#include "tests/support/order_histories.hpp"
#include "tests/unit/domain/memory_stock_system.hpp"

using namespace tillbridge;
using namespace tillbridge::tests;

namespace {

constexpr int kWalks = 20'000;
constexpr int kSteps = 25;

}  // namespace

BOOST_AUTO_TEST_SUITE(stock_walks)

BOOST_AUTO_TEST_CASE(no_shop_shows_more_than_the_pos_counts_less_the_orders_it_does_not_hold_and_all_come_back_to_its_number) {
  const auto seed = test_seed();
  BOOST_TEST_MESSAGE(kWalks << " walks, seed " << seed << " (TILLBRIDGE_TEST_SEED repeats a run)");
  for (int i = 0; i < kWalks; ++i) {
    std::mt19937_64 random(seed + static_cast<std::uint64_t>(i));
    const auto scene = random_scene(random);
    FixedClock clock{at("2026-11-25T08:00:00Z")};
    MemoryStockSystem system(scene, clock);
    StockWalk walk(scene, system, clock, random);
    const auto failure = walk.run(kSteps);
    BOOST_TEST(failure.empty());
    if (failure.empty()) continue;
    for (const auto& site : scene.sites)
      BOOST_TEST_MESSAGE(site.name << " " << (domain::stock_meaning_of(scene.account, site) == domain::PosStockMeaning::kOnHand ? "on hand" : "available") << ", order location '"
                                   << site.order_location << "', locations " << site.stock_locations.size() << ", moment " << to_word(site.order_moment) << ", allocation "
                                   << site.allocation << ", safety " << site.safety_stock.to_text());
    for (const auto& line : walk.story()) BOOST_TEST_MESSAGE("  " << line);
    BOOST_FAIL("seed " << seed + static_cast<std::uint64_t>(i) << ", walk " << i << ": " << failure);
  }
}

BOOST_AUTO_TEST_SUITE_END()
