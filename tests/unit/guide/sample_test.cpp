#include <boost/test/unit_test.hpp>

#include <functional>
#include <set>

#include "contract/contract_text.hpp"
#include "guide/sample.hpp"

using namespace tillbridge;
using guide::SampleElement;
using guide::SampleOptions;

namespace {

const contract::ContractTable& the_contract() {
  static const auto table = contract::ContractTable::from_wsdl(contract::contract_text());
  return table;
}

SampleElement request_of(const std::string& operation, const SampleOptions& options = {}) { return guide::sample_request(the_contract(), operation, options); }

std::string xml_of(const std::string& operation, const SampleOptions& options = {}) {
  return guide::write_sample(guide::make_sample(the_contract(), operation, options), guide::Language::kXml);
}

std::string path_of(const std::string& path, const SampleElement& element) { return path.empty() ? element.name : path + "/" + element.name; }

/// "Products/Product/Name" of every simple element.
void add_paths(std::set<std::string>& paths, const SampleElement& element, const std::string& path = "") {
  for (const auto& child : element.children) {
    if (child.is_simple()) paths.insert(path_of(path, child));
    else add_paths(paths, child, path_of(path, child));
  }
}

std::set<std::string> paths_of(const SampleElement& element) {
  std::set<std::string> paths;
  add_paths(paths, element);
  return paths;
}

void add_paths(std::set<std::string>& paths, const std::string& type, const std::string& path) {
  for (const auto& rule : *the_contract().find_children(type)) {
    const auto at = path.empty() ? rule.name : path + "/" + rule.name;
    if (rule.type.empty()) paths.insert(at);
    else add_paths(paths, rule.type, at);
  }
}

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

BOOST_AUTO_TEST_SUITE(sample)

BOOST_AUTO_TEST_CASE(holds_every_element_of_the_contract_but_filters_and_second_ways) {
  for (const auto& operation : the_contract().operations()) {
    std::set<std::string> expected;
    add_paths(expected, operation.name, "");
    for (const auto* left_out : {"Site", "PosStore", "Shipments/Shipment/Site", "Shipments/Shipment/WebOrderNumber", "Shipments/Shipment/Lines/Line/LineId"}) expected.erase(left_out);
    BOOST_TEST_CONTEXT(operation.name) { BOOST_TEST(paths_of(request_of(operation.name)) == expected, boost::test_tools::per_element()); }
  }
}

BOOST_AUTO_TEST_CASE(least_holds_what_is_required_and_does_something) {
  const std::set<std::string> credentials{"Credentials/StoreId", "Credentials/UserName", "Credentials/Password"};
  const std::pair<const char*, std::set<std::string>> rows[] = {
      {"UpdatePOSProducts", {"Products/Product/ItemIntegrationId", "Products/Product/Name"}},
      {"UpdateInventory", {"InventoryRows/InventoryRow/ItemIntegrationId", "InventoryRows/InventoryRow/Quantity"}},
      {"UpdatePricing", {"PriceRows/PriceRow/ItemIntegrationId", "PriceRows/PriceRow/Price"}},
      {"GetNewOrders", {}},
      {"ConfirmCaptures", {"Confirmations/CaptureConfirmation/CaptureId", "Confirmations/CaptureConfirmation/Accepted"}},
      {"SaveShipments", {"Shipments/Shipment/ShipmentId", "Shipments/Shipment/OrderId"}}};
  for (auto [operation, expected] : rows) {
    expected.insert(credentials.begin(), credentials.end());
    BOOST_TEST_CONTEXT(operation) { BOOST_TEST(paths_of(request_of(operation, {.least = true})) == expected, boost::test_tools::per_element()); }
  }
}

BOOST_AUTO_TEST_CASE(a_value_replaces_the_example_and_brings_in_what_is_left_out) {
  const auto xml = xml_of("SaveShipments", {.values = {{"WebOrderNumber", "7 & 8"}, {"Line/Quantity", "3"}}});
  for (const auto* part : {"<WebOrderNumber>7 &amp; 8</WebOrderNumber>", "<Site>web-eu</Site>", "<Quantity>3</Quantity>"}) BOOST_TEST(contains(xml, part), part);
  BOOST_TEST(!contains(xml, "<OrderId>"));
  BOOST_TEST(contains(xml_of("GetNewOrders", {.least = true, .values = {{"Site", "web"}}}), "<Site>web</Site>"));
}

BOOST_AUTO_TEST_CASE(a_confirm_shows_one_that_was_booked_and_one_that_was_refused) {
  const auto confirmations = request_of("ConfirmTransactions").children.back().children;
  BOOST_REQUIRE(confirmations.size() == 2u);
  BOOST_TEST(paths_of(confirmations[0]).count("BookedAt") == 1u);
  BOOST_TEST(paths_of(confirmations[0]).count("ErrorCode") == 0u);
  BOOST_TEST(paths_of(confirmations[1]).count("BookedAt") == 0u);
  BOOST_TEST(paths_of(confirmations[1]).count("ErrorCode") == 1u);
  BOOST_TEST(confirmations[0].children.front().text != confirmations[1].children.front().text);
}

BOOST_AUTO_TEST_CASE(a_confirm_of_one_chosen_document_has_one_entry) {
  const auto one = request_of("ConfirmOrders", {.values = {{"OrderDocumentId", "odc_a"}}}).children.back().children;
  BOOST_REQUIRE(one.size() == 1u);
  BOOST_TEST(one[0].children.front().text == "odc_a");
  const auto two = request_of("ConfirmOrders", {.values = {{"OrderDocumentId", "odc_a"}, {"OrderDocumentId", "odc_b"}}}).children.back().children;
  BOOST_REQUIRE(two.size() == 2u);
  BOOST_TEST(two[1].children.front().text == "odc_b");
}

BOOST_AUTO_TEST_CASE(two_moments_give_two_references_and_their_own_times) {
  using namespace std::chrono_literals;
  const base::Timestamp moment{std::chrono::sys_days{std::chrono::year{2026} / 11 / 25} + 8h + 15ms};
  const auto first = xml_of("UpdateInventory", {.now = moment}), second = xml_of("UpdateInventory", {.now = moment + 1us});
  BOOST_TEST(contains(first, "<AsOf>2026-11-25T08:00:00Z</AsOf>"));
  BOOST_TEST(first != second);
}

BOOST_AUTO_TEST_CASE(no_language_holds_anything_like_a_password) {
  for (const auto& word : guide::language_words()) {
    for (const auto& operation : the_contract().operations()) {
      const auto text = guide::write_sample(guide::make_sample(the_contract(), operation.name, {}), guide::language_of(word));
      BOOST_TEST((contains(text, "TILLBRIDGE_PASSWORD") || contains(text, "YOUR-PASSWORD")), operation.name << " as " << word);
      BOOST_TEST(text.back() == '\n');
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
