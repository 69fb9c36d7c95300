#include <boost/test/unit_test.hpp>
#include <stdexcept>

#include "front_small_wsdl.hpp"
#include "contract/contract_table.hpp"

namespace contract = tillbridge::contract;
namespace front = tillbridge::services::front;

BOOST_AUTO_TEST_SUITE(contract_table)

BOOST_AUTO_TEST_CASE(finds_every_operation_with_its_service_and_action) {
  const auto table = contract::ContractTable::from_wsdl(front::small_wsdl());
  BOOST_TEST(table.target_namespace() == "urn:test:pos:1");
  BOOST_REQUIRE_EQUAL(table.operations().size(), 2u);
  const auto* update = table.find_operation("UpdateInventory");
  BOOST_REQUIRE(update != nullptr);
  BOOST_TEST(update->service == "ProductTasks");
  BOOST_TEST(update->soap_action == "urn:test:pos:1/UpdateInventory");
  BOOST_REQUIRE(table.find_operation("GetNewOrders") != nullptr);
  BOOST_TEST(table.find_operation("GetNewOrders")->service == "OrderTasks");
  BOOST_TEST(table.find_operation("updateinventory") == nullptr);
}

BOOST_AUTO_TEST_CASE(knows_lists_simple_types_and_what_is_required) {
  const auto table = contract::ContractTable::from_wsdl(front::small_wsdl());
  const auto* operation = table.find_children("UpdateInventory");
  BOOST_REQUIRE(operation != nullptr);
  BOOST_REQUIRE_EQUAL(operation->size(), 3u);
  BOOST_TEST(operation->at(1).name == "Rows");
  BOOST_TEST(operation->at(1).type == "ArrayOfInventoryRowType");
  BOOST_TEST(!operation->at(1).required);
  const auto* wrapper = table.find_children("ArrayOfInventoryRowType");
  BOOST_REQUIRE(wrapper != nullptr);
  BOOST_TEST(wrapper->at(0).repeated);
  const auto* row = table.find_children("InventoryRowType");
  BOOST_REQUIRE(row != nullptr);
  BOOST_TEST(row->at(0).required);
  BOOST_TEST(row->at(1).simple_type == "decimal");
  BOOST_TEST(row->at(3).simple_type == "string");
  BOOST_TEST(table.find_children("Nothing") == nullptr);
}

BOOST_AUTO_TEST_CASE(refuses_what_is_not_our_wsdl) {
  BOOST_CHECK_THROW((void)contract::ContractTable::from_wsdl("<html/>"), std::runtime_error);
  BOOST_CHECK_THROW((void)contract::ContractTable::from_wsdl("not xml"), std::runtime_error);
}

BOOST_AUTO_TEST_SUITE_END()
