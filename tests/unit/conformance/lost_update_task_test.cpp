#include <boost/test/unit_test.hpp>

#include "tests/unit/conformance/scene.hpp"

using namespace tillbridge;
using namespace tillbridge::tests;
using namespace tillbridge::conformance;

BOOST_AUTO_TEST_SUITE(lost_update_task)

namespace {

struct Lost : Scene {
  std::unique_ptr<Task> task = make_lost_update_task();
  explicit Lost(const std::string& reference = "inv-1") {
    task->begin(stage);
    BOOST_TEST(loss.next == "UpdateInventory");
    BOOST_TEST(look(*task).seen.empty());
    count("CONF-7-L", "9", "2026-11-25T08:00:06Z", reference).lost = true;
  }
  Verdict verdict() { return look(*task); }
};

}  // namespace

BOOST_AUTO_TEST_CASE(passes_when_the_same_call_comes_again) {
  Lost scene;
  scene.count("CONF-7-L", "9", "2026-11-25T08:00:06Z", "inv-1");
  BOOST_TEST(is_passed(scene.verdict()));
  BOOST_TEST(scene.verdict().remarks.empty());
}

BOOST_AUTO_TEST_CASE(passes_with_a_remark_when_only_the_values_are_the_same) {
  Lost other, none("");
  other.count("CONF-7-L", "9", "2026-11-25T08:00:06Z", "inv-2");
  none.count("CONF-7-L", "9");
  BOOST_TEST((is_passed(other.verdict()) && is_passed(none.verdict())));
  BOOST_TEST(says(other.verdict().remarks.at(0), "another CallerReference"));
  BOOST_TEST(says(none.verdict().remarks.at(0), "no CallerReference"));
}

BOOST_AUTO_TEST_CASE(waits_for_the_repeat) {
  Lost scene;
  scene.count("CONF-7-S", "3");
  BOOST_TEST(is_waiting(scene.verdict()));
  BOOST_TEST(says(scene.verdict().seen, "not sent again"));
}

BOOST_AUTO_TEST_CASE(fails_when_the_repeat_is_another_call) {
  Lost newer, conflict;
  newer.count("CONF-7-L", "8");
  auto& refused = conflict.count("CONF-7-L", "8", "2026-11-25T08:00:06Z", "inv-1");
  refused.status = 500;
  refused.fault_code = "conflict";
  BOOST_TEST(says(newer.verdict().seen, "other quantities"));
  BOOST_TEST(says(conflict.verdict().seen, "conflict"));
  BOOST_TEST((is_failed(newer.verdict()) && is_failed(conflict.verdict())));
}

BOOST_AUTO_TEST_SUITE_END()
