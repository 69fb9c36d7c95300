#include <boost/test/unit_test.hpp>

#include "tests/unit/conformance/scene.hpp"

using namespace tillbridge;
using namespace tillbridge::tests;
using namespace tillbridge::conformance;

BOOST_AUTO_TEST_SUITE(stock_after_sale_task)

namespace {

struct Booked : Scene {
  std::unique_ptr<Task> task = make_stock_after_sale_task();
  Booked() {
    stock_the_shop();
    task->begin(stage);
    task->act(stage);
    hand_out("t1");
    confirm("t1");
  }
};

}  // namespace

BOOST_AUTO_TEST_CASE(passes_when_a_quantity_after_the_booking_ends_the_reservation) {
  Booked scene;
  scene.count("CONF-7-L", "6");
  BOOST_TEST(is_passed(scene.look(*scene.task)));
}

BOOST_AUTO_TEST_CASE(waits_without_a_quantity_with_an_old_one_and_while_reserved) {
  Booked none;
  BOOST_TEST(says(none.look(*none.task).seen, "no quantity came after it"));
  Booked old;
  old.count("CONF-7-L", "6", "2026-11-25T08:00:04Z");
  BOOST_TEST(says(old.look(*old.task).seen, "older than BookedAt"));
  Booked reserved;
  reserved.books.open = 1;
  reserved.count("CONF-7-L", "6");
  BOOST_TEST(says(reserved.look(*reserved.task).seen, "still reserved"));
}

BOOST_AUTO_TEST_CASE(does_not_count_a_quantity_from_before_the_confirmation) {
  Scene scene;
  scene.stock_the_shop();
  auto task = make_stock_after_sale_task();
  task->begin(scene.stage);
  scene.count("CONF-7-L", "6");
  scene.hand_out("t1");
  scene.confirm("t1");
  BOOST_TEST(is_waiting(scene.look(*task)));
}

BOOST_AUTO_TEST_CASE(fails_on_a_quantity_that_is_not_taken_or_from_the_future) {
  Booked rejected;
  rejected.count("CONF-7-L", "six").answer = read_element("<Result>" + Scene::row_result("bad_number", "no number") + "</Result>").value();
  BOOST_TEST(is_failed(rejected.look(*rejected.task)));
  Booked future;
  future.count("CONF-7-L", "6", "2026-11-25T09:00:00+00:00");
  BOOST_TEST(is_failed(future.look(*future.task)));
}

BOOST_AUTO_TEST_SUITE_END()
