#include <boost/test/unit_test.hpp>

#include "tests/unit/conformance/scene.hpp"

using namespace tillbridge;
using namespace tillbridge::tests;
using namespace tillbridge::conformance;

BOOST_AUTO_TEST_SUITE(pace_task)

namespace {

Verdict polled(std::chrono::milliseconds pause, int times, const std::string& answer = "<Transactions></Transactions><MoreAvailable>false</MoreAvailable>") {
  Scene scene;
  for (int time = 0; time < times; ++time) scene.call("GetNewTransactions", "", answer, pause);
  auto task = make_pace_task();
  task->begin(scene.stage);
  return scene.look(*task);
}

}  // namespace

BOOST_AUTO_TEST_CASE(passes_with_pauses_and_while_documents_come) {
  BOOST_TEST(is_passed(polled(std::chrono::seconds(5), 20)));
  BOOST_TEST(is_passed(polled(std::chrono::seconds(1), 20, "<Transactions><Transaction><TransactionId>t</TransactionId></Transaction></Transactions><MoreAvailable>false</MoreAvailable>")));
  BOOST_TEST(is_passed(polled(std::chrono::seconds(1), 20, "<Transactions></Transactions><MoreAvailable>true</MoreAvailable>")));
}

BOOST_AUTO_TEST_CASE(fails_when_empty_polls_follow_each_other_in_a_hurry) {
  BOOST_TEST(is_passed(polled(std::chrono::seconds(1), 5)));
  const auto verdict = polled(std::chrono::seconds(1), 6);
  BOOST_TEST(is_failed(verdict));
  BOOST_TEST(says(verdict.seen, "less than 5 s"));
}

BOOST_AUTO_TEST_CASE(forgives_a_few_presses_of_a_button) {
  Scene scene;
  for (int time = 0; time < 20; ++time) scene.call("GetNewTransactions", "", "<MoreAvailable>false</MoreAvailable>", std::chrono::seconds(time % 4 == 0 ? 60 : 1));
  BOOST_TEST(is_passed(scene.look(*make_pace_task())));
}

BOOST_AUTO_TEST_CASE(sees_nothing_without_a_poll) { BOOST_TEST(polled(std::chrono::seconds(1), 0).seen.empty()); }

BOOST_AUTO_TEST_SUITE_END()
