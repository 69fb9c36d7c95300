#include <boost/test/unit_test.hpp>

#include "connectors/woocommerce/tracking.hpp"
#include "tests/support/fake_woocommerce_fixture.hpp"
#include "tests/support/seeded_random.hpp"

using namespace tillbridge;
using namespace tillbridge::connectors::woocommerce;
using tests::dec;
using tests::FakeWooShop;
using tests::find_event;
using tests::WooFixture;
using Json = nlohmann::json;

namespace {

/// Lines 11 (product 1, 3 pieces), 12 (product 2, 1 piece) and 13 (product 2 again, 1 piece).
Json order_with(const std::string& meta) {
  Json order = Json::parse(R"({"id":7,"line_items":[{"id":11,"product_id":1,"variation_id":0,"quantity":3},{"id":12,"product_id":2,"variation_id":5,"quantity":1},
                               {"id":13,"product_id":2,"variation_id":6,"quantity":1}]})");
  order["meta_data"] = Json::parse(meta);
  return order;
}

/// "carrier|number|url|day|lines; ..."
std::string told(const Json& order, const Json& fulfillments = Json::array()) {
  std::string out;
  for (const auto& parcel : read_told_parcels(order, fulfillments)) {
    out += (out.empty() ? "" : "; ") + parcel.carrier + "|" + parcel.number + "|" + parcel.url + "|" + (parcel.shipped_at ? format_gmt(*parcel.shipped_at).substr(0, 10) : "") + "|";
    for (const auto& [line, quantity] : parcel.lines) out += quantity.to_text() + "x" + line + " ";
  }
  return out;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(woocommerce_tracking)

BOOST_AUTO_TEST_CASE(reads_what_the_usual_tools_write) {
  struct Row { const char* tool; const char* meta; const char* expected; };
  const std::vector<Row> rows = {
      {"Shipment Tracking", R"([{"key":"_wc_shipment_tracking_items","value":[{"tracking_provider":"dhl","custom_tracking_provider":"","custom_tracking_link":"","tracking_number":"00340","date_shipped":"1764028800","tracking_id":"a1"}]}])",
       "dhl|00340||2025-11-25|"},
      {"its own carrier", R"([{"key":"_wc_shipment_tracking_items","value":[{"tracking_provider":"","custom_tracking_provider":"Bike &amp; Co","custom_tracking_link":"https://b.example/t?n=1&x=2","tracking_number":"7"}]}])",
       "Bike & Co|7|https://b.example/t?n=1&x=2||"},
      {"Advanced Shipment Tracking with pieces", R"([{"key":"_wc_shipment_tracking_items","value":[
         {"tracking_provider":"ups","formatted_tracking_provider":"UPS","formatted_tracking_link":"https://ups.example/1","tracking_number":"1Z","date_shipped":"2025-11-25","products_list":[{"product":"1","item_id":"11","qty":"2"}]},
         {"tracking_provider":"ups","tracking_number":"2Z","products_list":[{"product":"1","item_id":"11","qty":"1"},{"product":5,"qty":1}]}]}])",
       "UPS|1Z|https://ups.example/1|2025-11-25|2x11 ; ups|2Z|||1x11 1x12 "},
      {"a list that PHP made an object", R"([{"key":"_wc_shipment_tracking_items","value":{"1":{"tracking_number":"A"},"3":{"tracking_number":"B"}}}])", "|A|||; |B|||"},
      {"AfterShip", R"([{"key":"_aftership_tracking_items","value":[{"slug":"usps","tracking_number":"92","tracking_id":"x","additional_fields":{}}]},{"key":"_aftership_tracking_number","value":"92"},
         {"key":"_aftership_tracking_provider_name","value":"USPS"}])", "usps|92|||"},
      {"AfterShip, one number", R"([{"key":"_aftership_tracking_number","value":"92"},{"key":"_aftership_tracking_provider_name","value":"USPS"}])", "USPS|92|||"},
      {"ParcelPanel", R"([{"key":"_parcelpanel_shipping_numbers","value":"{\"LX1\":{\"order_id\":7,\"tracking_number\":\"LX1\",\"courier_code\":\"usps\",\"fulfilled_at\":1764028800,\"items\":\"Cup x1\"}}"}])",
       "usps|LX1||2025-11-25|"},
      {"YITH", R"([{"key":"ywot_tracking_code","value":"Y1"},{"key":"ywot_carrier_id","value":"correos"},{"key":"ywot_pick_up_date","value":"2025-11-25"}])", "correos|Y1||2025-11-25|"},
      {"plain entries", R"([{"key":"_tracking_number","value":"P1"},{"key":"_tracking_provider","value":"GLS"}])", "GLS|P1|||"},
      {"other plain entries", R"([{"key":"_shipping_tracking_number","value":77},{"key":"_tracking_url","value":"https://t.example/77"}])", "|77|https://t.example/77||"},
      {"two tools, one number", R"([{"key":"_tracking_number","value":"P1"},{"key":"_tracking_provider","value":"GLS"},{"key":"_wc_shipment_tracking_items","value":[{"tracking_number":"P1","date_shipped":"2025-11-25"}]}])",
       "GLS|P1||2025-11-25|"},
  };
  for (const auto& row : rows) BOOST_TEST(told(order_with(row.meta)) == row.expected, row.tool << ": " << told(order_with(row.meta)));
}

BOOST_AUTO_TEST_CASE(reads_the_shops_own_fulfilments) {
  const Json list = Json::parse(R"([
    {"id":31,"status":"fulfilled","is_fulfilled":true,"date_updated":"2025-11-25T10:00:00Z","date_deleted":null,"meta_data":[{"key":"_tracking_number","value":"F1"},{"key":"_shipping_provider","value":"dhl"},
      {"key":"_tracking_url","value":"https://d.example/F1"},{"key":"_items","value":[{"item_id":11,"qty":2}]}]},
    {"id":32,"is_fulfilled":true,"date_deleted":null,"meta_data":[{"key":"_shipment_provider","value":"ups"},{"key":"_date_fulfilled","value":"2025-11-24 09:00:00"},{"key":"_items","value":[{"item_id":12,"qty":1}]}]},
    {"id":33,"is_fulfilled":false,"meta_data":[{"key":"_items","value":[{"item_id":13,"qty":1}]}]},
    {"id":34,"is_fulfilled":true,"date_deleted":"2025-11-25T10:00:00Z","meta_data":[{"key":"_items","value":[{"item_id":13,"qty":1}]}]}])");
  BOOST_TEST(told(order_with("[]"), list) == "dhl|F1|https://d.example/F1|2025-11-25|2x11 ; ups|||2025-11-24|1x12 ");
  BOOST_TEST(has_fulfillments(order_with(R"([{"key":"_fulfillment_status","value":"partially_fulfilled"}])")));
  BOOST_TEST(!has_fulfillments(order_with(R"([{"key":"_fulfillment_status","value":"unfulfilled"}])")));
}

BOOST_AUTO_TEST_CASE(tolerates_what_is_no_tracking) {
  struct Row { const char* name; const char* meta; const char* expected; };
  const std::vector<Row> rows = {
      {"nothing", "[]", ""},
      {"null", R"([{"key":"_tracking_number","value":null}])", ""},
      {"a list where a text belongs", R"([{"key":"_tracking_number","value":["a"]}])", ""},
      {"a text where a list belongs", R"([{"key":"_wc_shipment_tracking_items","value":"a:1:{i:0;a:1:{s:3:\"x\";}}"}])", ""},
      {"a text in a text", R"([{"key":"_wc_shipment_tracking_items","value":"\"[]\""}])", ""},
      {"numbers in the list", R"([{"key":"_wc_shipment_tracking_items","value":[1,null,"x",[],{}]}])", ""},
      {"a script as a link", R"x([{"key":"_wc_shipment_tracking_items","value":[{"tracking_number":"1","custom_tracking_link":"javascript:alert(1)"}]}])x", "|1|||"},
      {"markup", R"([{"key":"_tracking_number","value":"<b>12</b>\r\n"}])", "|12|||"},
      {"days that are none", R"([{"key":"_wc_shipment_tracking_items","value":[{"tracking_number":"1","date_shipped":"99999999999999"},{"tracking_number":"2","date_shipped":"31/12/2025"},{"tracking_number":"3","date_shipped":-5}]}])",
       "|1|||; |2|||; |3|||"},
      {"pieces of another order", R"([{"key":"_wc_shipment_tracking_items","value":[{"tracking_number":"1","products_list":[{"item_id":"99","qty":"1"},{"product":"2","qty":"1"},{"item_id":"11","qty":"-1"}]}]}])", "|1|||"},
      {"more pieces than were ordered", R"([{"key":"_wc_shipment_tracking_items","value":[{"tracking_number":"1","products_list":[{"item_id":"11","qty":"999999999"}]},{"tracking_number":"2","products_list":[{"item_id":"11","qty":"2"}]}]}])",
       "|1|||3x11 ; |2|||"},
  };
  for (const auto& row : rows) BOOST_TEST(told(order_with(row.meta)) == row.expected, row.name << ": " << told(order_with(row.meta)));
  Json many = Json::array();
  for (int i = 0; i < 1'000; ++i) many.push_back({{"tracking_number", std::to_string(i)}});
  Json order = order_with("[]");
  order["meta_data"].push_back({{"key", "_wc_shipment_tracking_items"}, {"value", many}});
  BOOST_TEST(read_told_parcels(order, Json()).size() == 100U);
  order["meta_data"] = Json::array({{{"key", "_tracking_number"}, {"value", std::string(300, 'x')}}});
  BOOST_TEST(read_told_parcels(order, Json()).empty());
}

namespace {

struct Shop : WooFixture {
  Shop() {
    add_simple("A");
    add_simple("B");
    id = shop.with_shop([](FakeWooShop& state) { return state.place_order({{"A", 2}, {"B", 1}}, "processing"); });
  }
  int line(std::size_t at) {
    return shop.with_shop([&](FakeWooShop& state) { return state.order(id)["line_items"][at]["id"].get<int>(); });
  }
  void add_meta(const char* key, const Json& value) {
    shop.with_shop([&](FakeWooShop& state) { return state.order(id)["meta_data"].push_back({{"id", 1}, {"key", key}, {"value", value}}), 0; });
  }
  void set_status(const char* status) {
    shop.with_shop([&](FakeWooShop& state) { return state.set_order_status(id, status), 0; });
  }
  /// "what:pieces ..." of the shipped events.
  std::string shipped() {
    std::string out;
    const auto order = connector()->fetch_order(std::to_string(id)).value();
    BOOST_TEST(order.parcels_deduced);
    for (const auto& event : order.events) {
      if (event.kind != domain::OrderEventKind::kShipped) continue;
      out += (out.empty() ? "" : " ") + event.tracking_number + "@" + event.shipment_id + ":";
      for (const auto& moved : event.lines) out += moved.quantity.to_text() + (moved.line_id == std::to_string(line(0)) ? "A" : "B");
    }
    return out;
  }
  int id = 0;
};

Json tracking(const char* number, const Json& products = Json()) {
  Json item{{"tracking_provider", "dhl"}, {"tracking_number", number}};
  if (!products.is_null()) item["products_list"] = products;
  return item;
}

}  // namespace

BOOST_AUTO_TEST_CASE(parcels_with_pieces_are_shipments_of_their_own_and_the_completion_is_the_rest) {
  Shop f;
  const auto two = Json::array({tracking("T1", Json::array({{{"item_id", std::to_string(f.line(0))}, {"qty", "1"}}})), tracking("T2", Json::array({{{"item_id", f.line(1)}, {"qty", 1}}}))});
  f.add_meta("_wc_shipment_tracking_items", two);
  BOOST_TEST(f.shipped() == "T1@:1A T2@:1B");
  f.shop.with_shop([&](FakeWooShop& state) { return state.order(f.id)["meta_data"].back()["value"].push_back(tracking("T3")), 0; });
  BOOST_TEST(f.shipped() == "T1@:1A T2@:1B");  // which pieces T3 holds is not known before the completion
  f.set_status("completed");
  BOOST_TEST(f.shipped() == "T1@:1A T2@:1B T3@:1A");
}

BOOST_AUTO_TEST_CASE(statuses_that_plugins_put_behind_completed_are_shipped_and_those_before_it_are_open) {
  for (const char* status : {"shipped", "delivered", "updated-tracking"}) {
    Shop f;
    f.add_meta("_tracking_number", "P1");
    f.shop.with_shop([&](FakeWooShop& state) { return state.order(f.id)["status"] = status, 0; });
    BOOST_TEST(f.shipped() == "P1@:2A1B", status);
  }
  Shop f;
  f.shop.with_shop([&](FakeWooShop& state) { return state.order(f.id)["status"] = "partial-shipped", 0; });
  BOOST_TEST(f.shipped().empty());
  f.site.options["shipped_statuses"] = "handed-over";
  f.shop.with_shop([&](FakeWooShop& state) { return state.order(f.id)["status"] = "handed-over", 0; });
  BOOST_TEST(f.shipped() == "@:2A1B");
}

BOOST_AUTO_TEST_CASE(fulfilments_are_asked_for_where_the_order_has_some) {
  Shop f;
  f.shop.forget_calls();
  BOOST_TEST(f.shipped().empty());
  BOOST_TEST(f.shop.count("fulfillments") == 0);
  const int cups = f.line(0);
  f.shop.with_shop([&](FakeWooShop& state) { return state.fulfill(f.id, "F1", {{cups, 2}}), 0; });
  BOOST_TEST(f.shipped() == "F1@:2A");
  f.set_status("completed");
  BOOST_TEST(f.shipped() == "F1@:2A @:1B");
  // The feature was switched off again: its route is gone.
  f.shop.with_shop([&](FakeWooShop& state) { return state.settings().has_fulfillments_route = false, 0; });
  BOOST_TEST(f.shipped() == "@:2A1B");
}

BOOST_AUTO_TEST_CASE(our_own_parcel_that_a_plugin_copied_is_one_parcel) {
  Shop f;
  connectors::ShipmentWrite write;
  write.shipment = {.shipment_id = "S-1", .web_order_id = std::to_string(f.id), .carrier = "DHL", .tracking_number = "T1", .lines = {{std::to_string(f.line(0)), "", dec("2")}}};
  BOOST_TEST(f.connector()->record_shipment(write).ok());
  f.add_meta("_wc_shipment_tracking_items", Json::array({tracking("T1", Json::array({{{"item_id", f.line(0)}, {"qty", 2}}})), tracking("T1")}));
  BOOST_TEST(f.shipped() == "T1@S-1:2A");
  f.set_status("completed");
  BOOST_TEST(f.shipped() == "T1@S-1:2A @:1B");
}

BOOST_AUTO_TEST_SUITE_END()
