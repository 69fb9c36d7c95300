#include "services/unknown_id_watch.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/support/fixed_clock.hpp"

using namespace tillbridge;
using domain::AccountId;

namespace {

struct Fixture {
  tests::FixedClock clock{tests::at("2026-11-25T08:00:00Z")};
  services::UnknownIdWatch watch{clock};
  bool see(std::int64_t count, AccountId account = AccountId{1}) { return watch.record(account, "store", count); }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(unknown_id_watch, Fixture)

BOOST_AUTO_TEST_CASE(alerts_at_ten_ids_within_an_hour_and_once_an_hour) {
  for (int i = 0; i < 9; ++i) BOOST_TEST(!see(1));
  BOOST_TEST(!see(0));
  BOOST_TEST(see(1));
  BOOST_TEST(!see(50));
  clock.advance(std::chrono::minutes(59));
  BOOST_TEST(!see(50));
  clock.advance(std::chrono::minutes(2));
  BOOST_TEST(see(1));  // the fifty of two minutes ago
}

BOOST_AUTO_TEST_CASE(old_ids_and_those_of_other_accounts_do_not_count) {
  BOOST_TEST(!see(9));
  clock.advance(std::chrono::minutes(60));
  BOOST_TEST(!see(1));
  BOOST_TEST(!see(9, AccountId{2}));
  BOOST_TEST(!see(8));
  BOOST_TEST(see(1));
}

BOOST_AUTO_TEST_CASE(one_list_of_ten_is_enough) { BOOST_TEST(see(10)); }

BOOST_AUTO_TEST_SUITE_END()
