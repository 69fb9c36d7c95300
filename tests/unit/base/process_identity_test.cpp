#include "base/process_identity.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <boost/test/unit_test.hpp>

using namespace tillbridge::base;

BOOST_AUTO_TEST_SUITE(process_identity)

BOOST_AUTO_TEST_CASE(knows_that_this_process_runs) {
  BOOST_TEST((is_running(current_process()) == true));
  BOOST_TEST(current_process().size() <= 250U);
}

BOOST_AUTO_TEST_CASE(knows_that_an_ended_process_does_not) {
  int ends[2];
  BOOST_REQUIRE(::pipe(ends) == 0);
  const pid_t child = ::fork();
  if (child == 0) {
    const auto name = current_process();
    const auto written = ::write(ends[1], name.data(), name.size());
    ::_exit(written == static_cast<ssize_t>(name.size()) ? 0 : 1);
  }
  char text[512] = {};
  BOOST_REQUIRE(::read(ends[0], text, sizeof text - 1) > 0);
  ::waitpid(child, nullptr, 0);
  ::close(ends[0]);
  ::close(ends[1]);
  BOOST_TEST((is_running(text) == false));
}

BOOST_AUTO_TEST_CASE(takes_another_start_time_or_boot_for_another_process) {
  const auto own = current_process();
  BOOST_TEST((is_running(own + "1") == false));
  const auto host = own.substr(0, own.find(' '));
  BOOST_TEST((is_running(host + " an-earlier-boot x 1 1") == false));
}

BOOST_AUTO_TEST_CASE(does_not_judge_processes_elsewhere) {
  BOOST_TEST((is_running("elsewhere boot pid:[1] 1 1") == std::nullopt));
  BOOST_TEST((is_running("") == std::nullopt));
}

BOOST_AUTO_TEST_SUITE_END()
