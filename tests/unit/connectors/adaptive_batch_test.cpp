#include "connectors/adaptive_batch.hpp"

#include <boost/test/unit_test.hpp>

using namespace tillbridge::connectors;

BOOST_AUTO_TEST_SUITE(adaptive_batch)

BOOST_AUTO_TEST_CASE(halves_what_failed_and_never_below_one) {
  VolatileSiteMemory memory;
  AdaptiveBatch batch(memory, "stock", 100);
  BOOST_TEST(batch.size() == 100);
  batch.failed(100);
  BOOST_TEST(batch.size() == 50);
  batch.failed(12);  // a rest of a batch broke already
  BOOST_TEST(batch.size() == 6);
  for (int i = 0; i < 5; ++i) batch.failed(batch.size());
  BOOST_TEST(batch.size() == 1);
}

BOOST_AUTO_TEST_CASE(grows_after_several_full_calls_only) {
  VolatileSiteMemory memory;
  AdaptiveBatch batch(memory, "stock", 100);
  batch.failed(100);
  for (int i = 0; i < 20; ++i) batch.succeeded(49);
  BOOST_TEST(batch.size() == 50);
  for (int i = 0; i < 3; ++i) batch.succeeded(50);
  BOOST_TEST(batch.size() == 50);
  batch.succeeded(50);
  BOOST_TEST(batch.size() == 75);
  for (int i = 0; i < 8; ++i) batch.succeeded(100);
  BOOST_TEST(batch.size() == 100);
}

BOOST_AUTO_TEST_CASE(a_failure_between_starts_the_count_again) {
  VolatileSiteMemory memory;
  AdaptiveBatch batch(memory, "stock", 8);
  batch.failed(8);
  for (int i = 0; i < 3; ++i) batch.succeeded(4);
  batch.failed(4);
  for (int i = 0; i < 3; ++i) batch.succeeded(2);
  BOOST_TEST(batch.size() == 2);
}

BOOST_AUTO_TEST_CASE(the_next_run_goes_on_with_the_size_and_kinds_do_not_mix) {
  VolatileSiteMemory memory;
  AdaptiveBatch(memory, "stock", 100).failed(100);
  BOOST_TEST(AdaptiveBatch(memory, "stock", 100).size() == 50);
  BOOST_TEST(AdaptiveBatch(memory, "prices", 100).size() == 100);
  BOOST_TEST(AdaptiveBatch(memory, "stock", 20).size() == 20);
}

BOOST_AUTO_TEST_CASE(a_limit_that_the_shop_named_stays) {
  VolatileSiteMemory memory;
  AdaptiveBatch batch(memory, "stock", 250);
  batch.limit_to(20);
  BOOST_TEST(batch.size() == 20);
  for (int i = 0; i < 40; ++i) batch.succeeded(20);
  BOOST_TEST(batch.size() == 20);
  BOOST_TEST(AdaptiveBatch(memory, "stock", 250).size() == 20);
  batch.limit_to(0);
  batch.limit_to(500);
  BOOST_TEST(batch.size() == 20);
}

BOOST_AUTO_TEST_CASE(rubbish_in_the_memory_is_no_size) {
  VolatileSiteMemory memory;
  memory.store("batch.stock", "many", SiteMemory::Kind::kPlain);
  BOOST_TEST(AdaptiveBatch(memory, "stock", 30).size() == 30);
  memory.store("batch.stock", "-4", SiteMemory::Kind::kPlain);
  BOOST_TEST(AdaptiveBatch(memory, "stock", 30).size() == 1);
}

BOOST_AUTO_TEST_SUITE_END()
