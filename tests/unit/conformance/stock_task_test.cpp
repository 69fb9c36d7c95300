#include <boost/test/unit_test.hpp>

#include "tests/unit/conformance/scene.hpp"

using namespace tillbridge;
using namespace tillbridge::tests;
using namespace tillbridge::conformance;

BOOST_AUTO_TEST_SUITE(stock_task)

namespace {

struct Counted : Scene {
  std::unique_ptr<Task> task = make_stock_task();
  Counted() {
    task->begin(stage);
    stock_the_shop();
    show(12, 15, 7);
  }
  void show(int small, int medium, int large) {
    shop.items["CONF-7-S"].quantity = base::Decimal::from_integer(small);
    shop.items["CONF-7-M"].quantity = base::Decimal::from_integer(medium);
    shop.items["CONF-7-L"].quantity = base::Decimal::from_integer(large);
  }
  void count_all() {
    count("CONF-7-S", "12");
    count("CONF-7-M", "15.0");
    count("CONF-7-L", "7");
  }
};

}  // namespace

BOOST_AUTO_TEST_CASE(passes_when_the_shop_shows_what_was_counted) {
  Counted scene;
  BOOST_TEST(scene.look(*scene.task).seen.empty());
  scene.count_all();
  const auto verdict = scene.look(*scene.task);
  BOOST_TEST(is_passed(verdict));
  BOOST_TEST(verdict.remarks.empty());
}

BOOST_AUTO_TEST_CASE(waits_for_the_right_number_and_for_the_shop) {
  Counted scene;
  scene.show(12, 15, 0);
  scene.count_all();
  BOOST_TEST(says(scene.look(*scene.task).expected, "the shop shows 7"));
  scene.count("CONF-7-S", "11");
  BOOST_TEST(says(scene.look(*scene.task).seen, "quantity 11"));
}

BOOST_AUTO_TEST_CASE(remarks_what_open_orders_reserve_and_a_missing_as_of) {
  Counted scene;
  scene.show(12, 14, 7);
  scene.count_all();
  BOOST_TEST(says(scene.look(*scene.task).remarks.at(0), "reserve"));
  scene.show(12, 15, 7);
  scene.count("CONF-7-S", "12", "");
  BOOST_TEST(says(scene.look(*scene.task).remarks.at(0), "AsOf is missing"));
}

BOOST_AUTO_TEST_CASE(fails_on_a_refused_row_a_fault_and_a_future_as_of) {
  Counted rejected;
  rejected.count("CONF-7-S", "12,0").answer = read_element("<Result>" + Scene::row_result("bad_number", "a comma") + "</Result>").value();
  BOOST_TEST(says(rejected.look(*rejected.task).seen, "bad_number a comma"));
  Counted faulted;
  faulted.fault("UpdateInventory", "<InventoryRows><InventoryRow><ItemIntegrationId>CONF-7-S</ItemIntegrationId><Quantity>12</Quantity></InventoryRow></InventoryRows>", "malformed_xml", "line 3");
  BOOST_TEST(is_failed(faulted.look(*faulted.task)));
  BOOST_TEST(says(faulted.look(*faulted.task).seen, "line 3"));
  Counted future;
  future.count("CONF-7-S", "12", "2026-11-25T10:00:00Z");
  BOOST_TEST(is_failed(future.look(*future.task)));
  BOOST_TEST(says(future.look(*future.task).seen, "lies in the future"));
}

BOOST_AUTO_TEST_SUITE_END()
