#include <boost/test/unit_test.hpp>
#include <set>
#include <string>

#include "contract/contract_text.hpp"
#include "contract/contract_table.hpp"

namespace contract = tillbridge::contract;

BOOST_AUTO_TEST_SUITE(front_wsdl)

BOOST_AUTO_TEST_CASE(finds_the_ten_operations_in_the_wsdl_that_is_built_in) {
  const auto table = contract::ContractTable::from_wsdl(tillbridge::contract::contract_text());
  std::set<std::string> names;
  for (const auto& operation : table.operations()) {
    names.insert(operation.name);
    BOOST_TEST(!operation.soap_action.empty());
    BOOST_TEST(!operation.documentation.empty());
    const auto* children = table.find_children(operation.name);
    BOOST_REQUIRE(children != nullptr);
    BOOST_REQUIRE(!children->empty());
    BOOST_TEST(children->front().name == "Credentials");
  }
  BOOST_TEST(names.size() == 10u);
  BOOST_TEST(names.count("UpdatePOSProducts") == 1u);
  BOOST_TEST(names.count("SaveShipments") == 1u);
}

BOOST_AUTO_TEST_CASE(knows_the_words_for_people_of_each_element_and_type) {
  const auto table = contract::ContractTable::from_wsdl(contract::contract_text());
  const auto* row = table.find_children("InventoryRowType");
  BOOST_REQUIRE(row != nullptr);
  for (const auto& element : *row) BOOST_TEST(!element.documentation.empty(), element.name);
  BOOST_TEST(row->at(2).documentation == "The place that was counted, at most 64 characters. Absent or empty: the default one. Example: warehouse.");
  BOOST_TEST(table.find_documentation("CredentialsType") == "The login of a POS.");
  BOOST_TEST(table.find_documentation("UpdateInventory").starts_with("Sets quantities of products that exist."));
  BOOST_TEST(table.find_documentation("ServiceFault") == "The one kind of fault: nothing was done.");
  BOOST_TEST(table.find_documentation("OrderTasksPortType") == "What the shops tell the POS, and the shipments on the way back.");
  BOOST_TEST(table.find_documentation("Nothing").empty());
}

BOOST_AUTO_TEST_SUITE_END()
