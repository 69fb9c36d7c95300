#include <boost/test/unit_test.hpp>

#include "tests/unit/conformance/scene.hpp"

using namespace tillbridge;
using namespace tillbridge::tests;
using namespace tillbridge::conformance;

BOOST_AUTO_TEST_SUITE(refuse_task)

namespace {

struct Blocked : Scene {
  std::unique_ptr<Task> task = make_refuse_task();
  Blocked() {
    stock_the_shop();
    task->begin(stage);
    task->act(stage);
    hand_out("t1");
  }
  Verdict verdict() { return look(*task); }
};

}  // namespace

BOOST_AUTO_TEST_CASE(passes_with_code_and_message) {
  Blocked scene;
  scene.refuse("t1", "ITEM_BLOCKED", "the item is blocked");
  BOOST_TEST(is_passed(scene.verdict()));
}

BOOST_AUTO_TEST_CASE(waits_for_an_answer) {
  Blocked scene;
  BOOST_TEST(is_waiting(scene.verdict()));
  BOOST_TEST(says(scene.verdict().seen, "not answered"));
}

BOOST_AUTO_TEST_CASE(fails_when_it_is_accepted_or_says_too_little) {
  Blocked accepted, no_message, no_code;
  accepted.confirm("t1");
  no_message.refuse("t1", "ITEM_BLOCKED", " ");
  no_code.refuse("t1", "", "the item is blocked");
  BOOST_TEST(says(accepted.verdict().seen, "Accepted true"));
  BOOST_TEST(says(no_message.verdict().seen, "without ErrorMessage"));
  BOOST_TEST(says(no_code.verdict().seen, "without ErrorCode"));
  BOOST_TEST((is_failed(accepted.verdict()) && is_failed(no_message.verdict()) && is_failed(no_code.verdict())));
}

BOOST_AUTO_TEST_SUITE_END()
