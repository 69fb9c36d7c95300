#include <boost/test/unit_test.hpp>

#include "tests/unit/conformance/scene.hpp"

using namespace tillbridge;
using namespace tillbridge::tests;
using namespace tillbridge::conformance;

BOOST_AUTO_TEST_SUITE(confirm_all_task)

namespace {

struct Three : Scene {
  std::unique_ptr<Task> task = make_confirm_all_task();
  Three() {
    stock_the_shop();
    task->begin(stage);
    task->act(stage);
  }
};

}  // namespace

BOOST_AUTO_TEST_CASE(passes_when_all_three_are_confirmed) {
  Three scene;
  BOOST_TEST(scene.look(*scene.task).seen.empty());
  for (const char* n : {"1", "2", "3"}) scene.hand_out(std::string("t") + n, "Shipment", std::string("S") + n);
  for (const char* n : {"1", "2", "3"}) scene.confirm(std::string("t") + n, std::string("D-") + n);
  BOOST_TEST(is_passed(scene.look(*scene.task)));
}

BOOST_AUTO_TEST_CASE(names_what_is_missing) {
  Three scene;
  scene.hand_out("t1");
  scene.confirm("t1");
  const auto verdict = scene.look(*scene.task);
  BOOST_TEST(is_waiting(verdict));
  BOOST_TEST(says(verdict.expected, "S2 S3"));
  scene.hand_out("t2", "Shipment", "S2");
  BOOST_TEST(says(scene.look(*scene.task).seen, "t2"));
}

BOOST_AUTO_TEST_CASE(fails_when_one_is_refused) {
  Three scene;
  scene.hand_out("t1");
  scene.refuse("t1", "X", "no");
  BOOST_TEST(is_failed(scene.look(*scene.task)));
}

BOOST_AUTO_TEST_SUITE_END()
