#include <boost/test/unit_test.hpp>

#include "tests/unit/conformance/scene.hpp"

using namespace tillbridge;
using namespace tillbridge::tests;
using namespace tillbridge::conformance;

BOOST_AUTO_TEST_SUITE(lost_confirm_task)

namespace {

struct Lost : Scene {
  std::unique_ptr<Task> task = make_lost_confirm_task();
  Lost() {
    stock_the_shop();
    task->begin(stage);
    BOOST_TEST(loss.next == "ConfirmTransactions");
    hand_out("t1");
    BOOST_TEST(look(*task).seen.empty());
    confirm("t1").lost = true;
  }
  Verdict verdict() { return look(*task); }
};

}  // namespace

BOOST_AUTO_TEST_CASE(passes_when_the_same_confirmation_comes_again) {
  Lost scene;
  scene.confirm("t1", "D-1", "2026-11-25T08:00:05Z", "already_confirmed");
  BOOST_TEST(is_passed(scene.verdict()));
}

BOOST_AUTO_TEST_CASE(waits_for_the_repeat_and_says_what_it_saw) {
  Lost scene;
  BOOST_TEST(is_waiting(scene.verdict()));
  BOOST_TEST(says(scene.verdict().seen, "not sent again"));
}

BOOST_AUTO_TEST_CASE(fails_when_it_was_booked_twice_or_says_the_reverse_or_is_not_taken) {
  Lost twice, reverse, broken;
  twice.confirm("t1", "D-2", "2026-11-25T08:00:05Z", "already_confirmed");
  reverse.refuse("t1", "X", "no");
  broken.confirm("t1", "D-1", "2026-11-25T08:00:05Z", "not_found");
  BOOST_TEST(says(twice.verdict().seen, "booked twice"));
  BOOST_TEST(says(reverse.verdict().seen, "accepted first and refused in the repeat"));
  BOOST_TEST((is_failed(twice.verdict()) && is_failed(reverse.verdict()) && is_failed(broken.verdict())));
}

BOOST_AUTO_TEST_SUITE_END()
