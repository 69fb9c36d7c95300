// A value that cannot be read is refused by the name of its element and the line on which it stands in the request as it was sent.
#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

#include "tests/soap/till_scene.hpp"

using namespace tillbridge;
using tests::TillScene;

namespace {

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  BOOST_REQUIRE_MESSAGE(at != std::string::npos, "the request holds no " << from);
  return text.replace(at, from.size(), to);
}

std::string product(const std::string& rest) {
  return TillScene::envelope("UpdatePOSProducts", "<Products><Product><ItemIntegrationId>A-1</ItemIntegrationId>" + rest + "</Product></Products>");
}
std::string price(const std::string& rest) {
  return TillScene::envelope("UpdatePricing", "<PriceRows><PriceRow><ItemIntegrationId>A-1</ItemIntegrationId>" + rest + "</PriceRow></PriceRows>");
}

/// Of a text in ASCII, with its mark.
std::string utf16(const std::string& ascii) {
  std::string bytes = "\xFF\xFE";
  for (const char c : ascii) bytes += {c, '\0'};
  return bytes;
}

std::string quantity_of_a1(TillScene& scene) {
  std::string text;
  scene.database().read([&](persistence::UnitOfWork& work) { text = work.stock().find_many(scene.account(), {"A-1"}).front().quantity.to_text(); });
  return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(value_lines)

BOOST_AUTO_TEST_CASE(refuses_values_that_would_have_to_be_guessed_and_names_element_and_line) {
  struct Row {
    std::string body, code, says;
  };
  const auto rows = [](const std::string& quantity) {
    return TillScene::envelope("UpdateInventory", "\n<InventoryRows>\n<InventoryRow><ItemIntegrationId>COAT-S</ItemIntegrationId><Quantity>1</Quantity></InventoryRow>\n<InventoryRow>\n<ItemIntegrationId>A-1</ItemIntegrationId>\n<Quantity>" +
                                                      quantity + "</Quantity>\n</InventoryRow>\n</InventoryRows>");
  };
  const auto time = [](const std::string& text) { return price("\n<SalePrice>1</SalePrice>\n<SaleStart>" + text + "</SaleStart>"); };
  const auto flag = [](const std::string& text) { return product("\n<SellOnline>" + text + "</SellOnline>"); };
  const std::string date = "(line 3)", number = "(line 6)";
  const std::vector<Row> table = {
      {rows("1,50"), "bad_number", "Quantity: '1,50' is not a number we can keep: use a point for the decimals and no thousands separator " + number},
      {rows("1.234,56"), "bad_number", number},
      {rows("1,234.56"), "bad_number", number},
      {rows("1e3"), "bad_number", number},
      {rows("NaN"), "bad_number", number},
      {rows("INF"), "bad_number", number},
      {rows("5 pcs"), "bad_number", "Quantity: '5 pcs'"},
      {rows("5 pcs"), "bad_number", number},
      {rows("abc"), "bad_number", number},
      {rows("1 000"), "bad_number", number},
      {rows("0x7"), "bad_number", number},
      {rows("1.23456"), "bad_number", "more than four decimals " + number},
      {rows(""), "missing_value", number},
      {rows("<!-- none -->"), "missing_value", number},
      {replaced(rows(""), "<Quantity></Quantity>", "<Quantity xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\" i:nil=\"1\"/>"), "missing_value", number},
      {replaced(rows("5"), "<Quantity>5</Quantity>", ""), "missing_value", "(line 4)"},
      {time("06.05.2024"), "bad_date", "SaleStart: "},
      {time("06.05.2024"), "bad_date", date},
      {time("05/06/2024"), "bad_date", date},
      {time("2024-02-31"), "bad_date", date},
      {time("2024-02-31T10:00:00"), "bad_date", date},
      {time("20240506"), "bad_date", date},
      {time("2024-05-06T25:00:00"), "bad_date", date},
      {flag("yes"), "bad_boolean", "SellOnline: 'yes' is none of true, false, 1, 0 (line 2)"},
      {flag("on"), "bad_boolean", "(line 2)"},
      {flag("-1"), "bad_boolean", "(line 2)"},
      {product("<Weight>1</Weight><WeightUnit>stone</WeightUnit>"), "unknown_weight_unit", "none of kg, g, lb, oz"},
      {product("<Weight>1</Weight><WeightUnit>1</WeightUnit>"), "unknown_weight_unit", "none of kg, g, lb, oz"},
  };
  for (const auto& test : table) {
    BOOST_TEST_CONTEXT(test.body) {
      TillScene scene;
      const auto response = scene.post(test.body);
      const auto text = TillScene::text_of(response);
      BOOST_TEST(response.status == 200);
      BOOST_TEST(contains(text, "<tb:Status>rejected</tb:Status><tb:Code>" + test.code + "</tb:Code>"), text);
      BOOST_TEST(contains(text, test.says), text);
      BOOST_TEST(quantity_of_a1(scene) == "10");
    }
  }
}

BOOST_AUTO_TEST_CASE(tells_the_line_of_each_bad_row_however_many_there_are) {
  TillScene scene;
  std::string rows = "<InventoryRows>\n";
  for (int i = 0; i < 3'000; ++i) rows += "<InventoryRow><ItemIntegrationId>I-" + std::to_string(i) + "</ItemIntegrationId>\n<Quantity>" + (i % 3 == 0 ? "1,5" : "1") + "</Quantity></InventoryRow>\n";
  const auto text = TillScene::text_of(scene.post(utf16(TillScene::envelope("UpdateInventory", rows + "</InventoryRows>"))));
  for (int i = 0; i < 3'000; i += 3) {
    const auto at = text.find("<tb:Index>" + std::to_string(i) + "</tb:Index>");
    BOOST_REQUIRE(at != std::string::npos);
    const auto one = text.substr(at, text.find("</tb:RowResult>", at) - at);
    BOOST_REQUIRE_MESSAGE(contains(one, "(line " + std::to_string(2 * i + 3) + ")"), one);
  }
}

BOOST_AUTO_TEST_CASE(tells_the_line_of_values_beside_the_rows_and_in_nested_lists) {
  struct Row {
    std::string body;
    std::vector<std::string> says;
  };
  const std::string order = "<OrderId>ord_aaaaaaaaaaaaaaaaaaaaaaaaaa</OrderId>";
  const std::vector<Row> table = {
      {TillScene::envelope("UpdateInventory", "\n<ReturnAllRows>yes</ReturnAllRows>"), {"bad_boolean", "<tb:Field>ReturnAllRows<", "(line 2)"}},
      {TillScene::envelope("UpdateInventory", "\n\n<CallerReference>" + std::string(129, 'x') + "</CallerReference>"), {"too_long", "(line 3)"}},
      {TillScene::envelope("GetNewOrders", "\n<MaxCount>1,5</MaxCount>"), {"bad_number", "<tb:Field>MaxCount<", "(line 2)"}},
      {"<GetNewOrders>\n" + replaced(replaced(TillScene::envelope("GetNewOrders", "\n<MaxCount>x</MaxCount>"), "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body><GetNewOrders xmlns=\"urn:tillbridge:pos:v1\">", ""), "</s:Body></s:Envelope>", ""),
       {"bad_number", "(line 3)"}},
      {TillScene::envelope("ConfirmOrders", "<Confirmations>\n<OrderConfirmation><OrderDocumentId>x</OrderDocumentId>\n<Accepted>on</Accepted></OrderConfirmation></Confirmations>"), {"bad_boolean", "(line 3)"}},
      {TillScene::envelope("SaveShipments", "<Shipments><Shipment><ShipmentId>1</ShipmentId>" + order + "<Lines><Line><LineId>17</LineId>\n<Quantity>1,0</Quantity></Line></Lines></Shipment></Shipments>"), {"bad_number", "Line/Quantity", "(line 2)"}},
      {TillScene::envelope("SaveShipments", "<Shipments>\n<Shipment><ShipmentId>1</ShipmentId>" + order + "<Lines>\n<Line><LineId>17</LineId><Quantity>1</Quantity></Line>\n<Line><LineId>18</LineId><Quantity>1,0</Quantity></Line></Lines></Shipment></Shipments>"),
       {"bad_number", "Line/Quantity", "(line 2)"}},
  };
  for (const auto& test : table) {
    BOOST_TEST_CONTEXT(test.body) {
      TillScene scene;
      const auto text = TillScene::text_of(scene.post(test.body));
      for (const auto& part : test.says) BOOST_TEST(contains(text, part), "no '" << part << "' in " << text);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
