#include "tests/support/memory/memory_store.hpp"
#include "tests/support/order_histories.hpp"
#include "tests/support/temp_database.hpp"
#include "tests/support/temp_mariadb.hpp"
#include "tests/walk/pull_walk.hpp"

using namespace tillbridge;
using namespace tillbridge::tests;

namespace {

constexpr int kStepsInMemory = 1'000'000, kStepsPerStore = 50'000;
constexpr int kStepsOnFile = 25'000, kStepsOnServer = 20'000;

struct Sums {
  domain::EvidenceCounts counts;
  std::int64_t faults = 0, stripped = 0;
};

constexpr int kCheckAllEvery = 25;

template <class Store>
void walk(std::uint64_t seed, int steps, const std::string& item, bool lists_are_cheap, Sums& sums) {
  PullWalk<Store> walk(seed, item);
  for (int i = 0; i < steps; ++i) {
    BOOST_TEST_CONTEXT("seed " << seed << ", step " << i) {
      walk.step();
      walk.check_touched(lists_are_cheap);
      if (i % kCheckAllEvery == 0) walk.check_all();
    }
  }
  BOOST_TEST_CONTEXT("seed " << seed << ", the end") walk.check_end();
  sums.counts.add(walk.counts());
  sums.faults += walk.faults();
  sums.stripped += walk.stripped();
}

void tell(const Sums& sums) {
  const auto& counts = sums.counts;
  BOOST_TEST_MESSAGE(counts.documents << " documents, " << counts.hand_outs << " hand-outs, " << counts.confirms << " confirms, " << counts.refusals << " refusals, "
                                      << counts.resends << " resends, " << counts.replaced << " replaced, " << sums.stripped << " stripped, " << sums.faults << " faults");
  // A walk in which one of these hardly happens proves nothing of it.
  for (const auto figure : {counts.documents, counts.hand_outs, counts.confirms, counts.refusals, counts.resends, sums.faults}) BOOST_TEST(figure > 100);
  for (const auto figure : {counts.replaced, sums.stripped}) BOOST_TEST(figure > 20);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(pull_walk)

BOOST_AUTO_TEST_CASE(a_million_steps_in_memory_keep_the_promise) {
  const auto seed = test_seed();
  BOOST_TEST_MESSAGE("seeds " << seed << " to " << seed + kStepsInMemory / kStepsPerStore - 1 << " (TILLBRIDGE_TEST_SEED repeats a walk)");
  Sums sums;
  for (int i = 0; i < kStepsInMemory / kStepsPerStore; ++i) walk<MemoryStore>(seed + static_cast<std::uint64_t>(i), kStepsPerStore, "", true, sums);
  tell(sums);
}

BOOST_AUTO_TEST_CASE(a_walk_on_sqlite_keeps_the_promise) {
  BOOST_TEST_MESSAGE("seed " << test_seed());
  Sums sums;
  walk<TempDatabase>(test_seed(), kStepsOnFile, "A", false, sums);
  tell(sums);
}

BOOST_AUTO_TEST_CASE(a_walk_on_mariadb_keeps_the_promise) {
  BOOST_TEST_MESSAGE("seed " << test_seed() + 1);
  Sums sums;
  walk<TempMariadb>(test_seed() + 1, kStepsOnServer, "A", false, sums);
  tell(sums);
}

BOOST_AUTO_TEST_SUITE_END()
