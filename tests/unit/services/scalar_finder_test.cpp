#include "services/soap/scalar_finder.hpp"

#include <boost/test/unit_test.hpp>

using tillbridge::services::ScalarFinder;

BOOST_AUTO_TEST_SUITE(scalar_finder)

BOOST_AUTO_TEST_CASE(finds_the_text_wherever_the_pieces_are_cut) {
  ScalarFinder finder("CallerReference");
  finder.scan("<tb:UpdateInventory><tb:CallerReference>");
  finder.scan("inv &amp; ");
  BOOST_TEST(!finder.text().has_value());
  finder.scan("1");
  finder.scan("</tb:CallerReference><tb:InventoryRows>");
  BOOST_TEST(finder.text().value() == "inv & 1");
}

BOOST_AUTO_TEST_CASE(tells_an_empty_element_from_none) {
  ScalarFinder empty("ReturnAllRows"), none("ReturnAllRows");
  empty.scan("<tb:ReturnAllRows></tb:ReturnAllRows>");
  none.scan("<tb:ReturnAllRowsToo>true</tb:ReturnAllRowsToo>");
  BOOST_TEST(empty.text().value().empty());
  BOOST_TEST(!none.text().has_value());
}

BOOST_AUTO_TEST_SUITE_END()
