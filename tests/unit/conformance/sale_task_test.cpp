#include <boost/test/unit_test.hpp>

#include "tests/unit/conformance/scene.hpp"

using namespace tillbridge;
using namespace tillbridge::tests;
using namespace tillbridge::conformance;

BOOST_AUTO_TEST_SUITE(sale_task)

namespace {

struct Sold : Scene {
  std::unique_ptr<Task> task = make_sale_task();
  Sold() {
    stock_the_shop();
    BOOST_TEST(task->obstacle(stage, {calls, 0, began, last}).empty());
    task->begin(stage);
    task->act(stage);
  }
};

}  // namespace

BOOST_AUTO_TEST_CASE(passes_when_shipment_and_return_are_confirmed) {
  Sold scene;
  BOOST_TEST(scene.shop.acts == (std::vector<std::string>{"ship S1", "refund S1"}), boost::test_tools::per_element());
  BOOST_TEST(scene.look(*scene.task).seen.empty());
  scene.hand_out("t1");
  scene.confirm("t1");
  const auto half = scene.look(*scene.task);
  BOOST_TEST(is_waiting(half));
  BOOST_TEST(says(half.expected, "Return"));
  scene.hand_out("t2", "Return");
  scene.confirm("t2", "D-2");
  BOOST_TEST(is_passed(scene.look(*scene.task)));
  BOOST_TEST(scene.look(*scene.task).remarks.empty());
}

BOOST_AUTO_TEST_CASE(names_the_transaction_that_is_not_confirmed) {
  Sold scene;
  scene.hand_out("t1");
  scene.confirm("t1");
  scene.hand_out("t2", "Return");
  const auto verdict = scene.look(*scene.task);
  BOOST_TEST(is_waiting(verdict));
  BOOST_TEST(says(verdict.seen, "Return of order S1 (t2) was handed out and not confirmed"));
}

BOOST_AUTO_TEST_CASE(fails_when_it_is_refused_or_not_taken_or_booked_tomorrow) {
  Sold refused;
  refused.hand_out("t1");
  refused.refuse("t1", "X", "no");
  BOOST_TEST(says(refused.look(*refused.task).seen, "refused with X no"));
  Sold strange;
  strange.hand_out("t1");
  strange.confirm("t1", "D-1", "", "invalid_id");
  BOOST_TEST(is_failed(strange.look(*strange.task)));
  Sold tomorrow;
  tomorrow.hand_out("t1");
  tomorrow.confirm("t1", "D-1", "2026-11-26T08:00:00Z");
  BOOST_TEST(says(tomorrow.look(*tomorrow.task).seen, "lies in the future"));
}

BOOST_AUTO_TEST_CASE(remarks_what_a_booking_lacks) {
  Sold scene;
  scene.hand_out("t1");
  scene.confirm("t1", "", "2026-11-25T08:00:05");
  scene.hand_out("t2", "Return");
  scene.confirm("t2", "D-2", "");
  const auto verdict = scene.look(*scene.task);
  BOOST_TEST(is_passed(verdict));
  BOOST_TEST(verdict.remarks.size() == 3u);
}

BOOST_AUTO_TEST_CASE(cannot_begin_before_the_items_stand_in_the_shop) {
  Scene scene;
  auto task = make_sale_task();
  const auto obstacle = [&] { return task->obstacle(scene.stage, {scene.calls, 0, scene.began, scene.last}); };
  BOOST_TEST(says(obstacle(), "no item CONF-7-S"));
  scene.stock_the_shop();
  scene.shop.items["CONF-7-S"].quantity = base::Decimal::from_integer(1);
  BOOST_TEST(says(obstacle(), "only 1"));
  for (auto& [sku, item] : scene.shop.items) item.published = false;
  scene.stock_the_shop();
  BOOST_TEST(obstacle().empty());
}

BOOST_AUTO_TEST_SUITE_END()
