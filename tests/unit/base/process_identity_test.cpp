#include "base/process_identity.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/support/dead_process.hpp"

using namespace tillbridge::base;

BOOST_AUTO_TEST_SUITE(process_identity)

BOOST_AUTO_TEST_CASE(knows_that_this_process_runs) {
  BOOST_TEST((is_running(current_process()) == true));
  BOOST_TEST(current_process().size() <= 160U);
}

BOOST_AUTO_TEST_CASE(knows_that_an_ended_process_does_not) {
  BOOST_TEST((is_running(tillbridge::tests::dead_process()) == false));
}

BOOST_AUTO_TEST_CASE(takes_another_start_time_for_another_process) {
  BOOST_TEST((is_running(current_process() + "1") == false));
}

BOOST_AUTO_TEST_CASE(reads_the_name_at_the_begin_of_a_longer_text) {
  BOOST_TEST((is_running(current_process() + " run_7") == true));
}

BOOST_AUTO_TEST_CASE(does_not_judge_processes_elsewhere) {
  const auto own = current_process();
  const auto host = own.substr(0, own.find(' '));
  BOOST_TEST((is_running("elsewhere boot pid:[1] 1 1") == std::nullopt));
  // Two machines, or two containers of one image, may have the same name.
  BOOST_TEST((is_running(host + " another-boot pid:[1] 1 1") == std::nullopt));
  BOOST_TEST((is_running("") == std::nullopt));
}

BOOST_AUTO_TEST_SUITE_END()
