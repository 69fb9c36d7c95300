#include <boost/test/unit_test.hpp>

#include "tests/unit/conformance/scene.hpp"

using namespace tillbridge;
using namespace tillbridge::tests;
using namespace tillbridge::conformance;

BOOST_AUTO_TEST_SUITE(nothing_twice_task)

namespace {

struct Quiet : Scene {
  std::unique_ptr<Task> task = make_nothing_twice_task();
  Quiet() { task->begin(stage); }
  Verdict verdict() { return look(*task); }
  void end() { last = began + stage.quiet; }
};

}  // namespace

BOOST_AUTO_TEST_CASE(passes_when_the_quiet_time_is_over) {
  Quiet scene;
  scene.hand_out("t1");
  scene.confirm("t1");
  BOOST_TEST(is_waiting(scene.verdict()));
  scene.end();
  BOOST_TEST(is_passed(scene.verdict()));
}

BOOST_AUTO_TEST_CASE(allows_what_repeats_a_lost_or_refused_call) {
  Quiet scene;
  scene.hand_out("t1");
  scene.confirm("t1").lost = true;
  scene.confirm("t1", "D-1", "2026-11-25T08:00:05Z", "already_confirmed");
  scene.count("CONF-7-L", "9").lost = true;
  scene.count("CONF-7-L", "9");
  scene.end();
  BOOST_TEST(is_passed(scene.verdict()));
}

BOOST_AUTO_TEST_CASE(fails_on_each_kind_of_doubt) {
  Quiet again, numbers, early, unknown, update, shipment;
  for (auto* scene : {&again, &numbers}) {
    scene->hand_out("t1");
    scene->confirm("t1");
  }
  again.confirm("t1", "D-1", "2026-11-25T08:00:05Z", "already_confirmed");
  numbers.confirm("t1", "D-2", "2026-11-25T08:00:05Z", "already_confirmed");
  early.confirm("t1", "D-1", "2026-11-25T08:00:05Z", "not_found");
  early.hand_out("t1");
  unknown.confirm("t9", "D-1", "2026-11-25T08:00:05Z", "not_found");
  update.count("CONF-7-L", "9", "2026-11-25T08:00:06Z", "a");
  update.count("CONF-7-L", "9", "2026-11-25T08:00:16Z", "b");
  for (int time = 0; time < 2; ++time) {
    shipment.call("SaveShipments", "<Shipments><Shipment><ShipmentId>sh-1</ShipmentId></Shipment></Shipments>",
                  "<Results><ShipmentResult><Index>0</Index><Status>saved</Status></ShipmentResult></Results>");
  }
  const std::vector<std::pair<Quiet*, std::string>> rows = {{&again, "confirmed again"}, {&numbers, "booked twice"},   {&early, "had not been handed out"},
                                                           {&unknown, "had not been handed out"}, {&update, "came twice"}, {&shipment, "sent again"}};
  for (const auto& [scene, words] : rows) {
    scene->end();
    const auto verdict = scene->verdict();
    BOOST_TEST(is_failed(verdict), words);
    BOOST_TEST(says(verdict.seen, words), verdict.seen);
  }
}

BOOST_AUTO_TEST_SUITE_END()
