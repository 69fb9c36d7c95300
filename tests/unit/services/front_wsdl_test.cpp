#include <boost/test/unit_test.hpp>
#include <set>
#include <string>

#include "services/contract_text.hpp"
#include "services/front/contract_table.hpp"

namespace front = tillbridge::services::front;

BOOST_AUTO_TEST_SUITE(front_wsdl)

BOOST_AUTO_TEST_CASE(finds_the_ten_operations_in_the_wsdl_that_is_built_in) {
  const auto table = front::ContractTable::from_wsdl(tillbridge::services::contract_text());
  std::set<std::string> names;
  for (const auto& operation : table.operations()) {
    names.insert(operation.name);
    BOOST_TEST(!operation.soap_action.empty());
    const auto* children = table.find_children(operation.name);
    BOOST_REQUIRE(children != nullptr);
    BOOST_REQUIRE(!children->empty());
    BOOST_TEST(children->front().name == "Credentials");
  }
  BOOST_TEST(names.size() == 10u);
  BOOST_TEST(names.count("UpdatePOSProducts") == 1u);
  BOOST_TEST(names.count("SaveShipments") == 1u);
}

BOOST_AUTO_TEST_SUITE_END()
