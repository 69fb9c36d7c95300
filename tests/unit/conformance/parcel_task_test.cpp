#include <boost/test/unit_test.hpp>

#include "tests/unit/conformance/scene.hpp"

using namespace tillbridge;
using namespace tillbridge::tests;
using namespace tillbridge::conformance;

BOOST_AUTO_TEST_SUITE(parcel_task)

namespace {

struct Parcel : Scene {
  std::unique_ptr<Task> task = make_parcel_task();
  Parcel() {
    stock_the_shop();
    task->begin(stage);
    BOOST_TEST(look(*task).seen.empty());
  }
  void send(const std::string& status = "saved", const std::string& tracking = "T-1") {
    call("SaveShipments", "<Shipments><Shipment><ShipmentId>sh-1</ShipmentId><Site>web</Site><WebOrderNumber>S1</WebOrderNumber><Carrier>DHL</Carrier><TrackingNumber>" + tracking + "</TrackingNumber></Shipment></Shipments>",
         "<Results><ShipmentResult><Index>0</Index><ShipmentId>sh-1</ShipmentId><Status>" + status + "</Status><Message>words</Message></ShipmentResult></Results>");
  }
  Verdict verdict() { return look(*task); }
};

}  // namespace

BOOST_AUTO_TEST_CASE(passes_when_the_shop_shows_the_parcel_and_its_transaction_is_confirmed) {
  Parcel scene;
  scene.send("rejected");
  BOOST_TEST(says(scene.verdict().seen, "was not saved: rejected words"));
  scene.send();
  BOOST_TEST(says(scene.verdict().expected, "the shop shows the parcel T-1"));
  scene.shop.shown_parcels = {{"sh-1", "DHL", "T-1"}};
  BOOST_TEST(says(scene.verdict().expected, "hands out its Shipment"));
  scene.hand_out("t1");
  BOOST_TEST(is_waiting(scene.verdict()));
  scene.confirm("t1");
  BOOST_TEST(is_passed(scene.verdict()));
}

BOOST_AUTO_TEST_CASE(fails_without_a_tracking_number_and_with_two_parcels) {
  Parcel bare, twice;
  bare.send("saved", "");
  BOOST_TEST(is_failed(bare.verdict()));
  twice.send();
  twice.shop.shown_parcels = {{"sh-1", "DHL", "T-1"}, {"sh-2", "DHL", "T-1"}};
  BOOST_TEST(says(twice.verdict().seen, "2 parcels"));
  BOOST_TEST(is_failed(twice.verdict()));
}

BOOST_AUTO_TEST_SUITE_END()
