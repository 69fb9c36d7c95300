#include "base/digest.hpp"

#include <boost/test/unit_test.hpp>

using tillbridge::base::derived_id;
using tillbridge::base::sha256;

BOOST_AUTO_TEST_SUITE(digest)

BOOST_AUTO_TEST_CASE(hashes_the_length_and_the_bytes_of_every_part) {
  // printf '3:abc' | sha256sum
  const auto digest = sha256({"abc"});
  BOOST_TEST(digest.size() == 32u);
  BOOST_TEST(int(digest[0]) == 0xaa);
  BOOST_CHECK(sha256({"ab", "c"}) != sha256({"a", "bc"}));
  BOOST_CHECK(sha256({"ab", ""}) != sha256({"ab"}));
}

BOOST_AUTO_TEST_CASE(derives_the_same_id_from_the_same_parts) {
  const auto id = derived_id("txn_", {"1", "event"});
  BOOST_TEST(id.size() == 30u);
  BOOST_TEST(id == derived_id("txn_", {"1", "event"}));
  BOOST_TEST(id != derived_id("txn_", {"2", "event"}));
}

BOOST_AUTO_TEST_SUITE_END()
