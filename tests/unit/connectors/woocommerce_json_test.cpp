#include "connectors/woocommerce/json.hpp"

#include <boost/test/unit_test.hpp>

#include "connectors/woocommerce/order_json.hpp"
#include "connectors/woocommerce/parcels.hpp"
#include "connectors/woocommerce/product_json.hpp"
#include "tests/support/fake_woocommerce_fixture.hpp"

using namespace tillbridge;
using namespace tillbridge::connectors::woocommerce;
using tests::dec;

BOOST_AUTO_TEST_SUITE(woocommerce_json)

BOOST_AUTO_TEST_CASE(a_name_with_an_ampersand_comes_back_as_it_was_sent) {
  BOOST_TEST(to_title("Salt & Pepper") == "Salt &amp; Pepper");
  for (const std::string name : {"Salt & Pepper", "&", "&&", "&amp;", "&amp;amp;", "&#65; <b>", "plain", ""}) BOOST_TEST(from_title(to_title(name)) == name);
  BOOST_TEST(from_title("R&D made by hand") == "R&D made by hand");
}

BOOST_AUTO_TEST_CASE(messages_lose_their_markup) {
  BOOST_TEST(plain_text("<p>A &amp; B &quot;x&quot; <a href=\"y\">here</a></p>") == "A & B \"x\" here");
  BOOST_TEST(plain_text("&amp;lt;") == "&lt;");
  const std::string cut = plain_text(std::string(999, 'a') + "é");
  BOOST_TEST(cut.size() == 999U);
}

BOOST_AUTO_TEST_CASE(times_go_out_in_gmt_without_zone_and_fraction) {
  BOOST_TEST(format_gmt(tests::at("2026-11-23T07:21:12.9+01:00")) == "2026-11-23T06:21:12");
}

BOOST_AUTO_TEST_CASE(gtins_need_their_check_digit) {
  for (const char* good : {"4006381333931", "96385074", "036000291452", "10614141000415"}) BOOST_TEST(valid_gtin(good) == good);
  for (const char* bad : {"", "4006381333932", "12345", "400638133393X", "40063813339310000"}) BOOST_TEST(valid_gtin(bad) == "", bad);
}

BOOST_AUTO_TEST_CASE(weights_are_converted_to_the_shops_unit) {
  domain::Item item;
  BOOST_TEST(weight_text(item, "kg") == "");
  item.weight = dec("250");
  item.weight_unit = "g";
  BOOST_TEST(weight_text(item, "kg") == "0.25");
  item.weight_unit = "lb";
  BOOST_TEST(weight_text(item, "lbs") == "250");
  item.weight_unit = "stone";
  BOOST_TEST(weight_text(item, "kg") == "");
}

BOOST_AUTO_TEST_CASE(a_sale_that_rounding_makes_no_cheaper_is_left_out) {
  Settings settings;
  Json body = Json::object();
  put_price(body, {dec("10.001"), dec("9.999"), tests::at("2026-12-01T00:00:00+01:00"), {}}, settings);
  BOOST_TEST(body.dump() == R"({"date_on_sale_from_gmt":"","date_on_sale_to_gmt":"","regular_price":"10.00","sale_price":""})");
  put_price(body, {dec("10"), dec("9.9"), tests::at("2026-12-01T00:00:00+01:00"), {}}, settings);
  BOOST_TEST(body.dump() == R"({"date_on_sale_from_gmt":"2026-11-30T23:00:00","date_on_sale_to_gmt":"","regular_price":"10.00","sale_price":"9.90"})");
}

BOOST_AUTO_TEST_CASE(parcel_marks_survive_a_shop_that_strips_backslashes) {
  Parcel parcel{"S\\1\"%22", "DHL \"Express\"", "", "00340434", "https://track/?a=1%20b", tests::at("2026-11-25T08:00:00Z"), {{"11", "", dec("1.5")}}};
  const std::string text = write_parcels({parcel});
  BOOST_TEST(text.find('\\') == std::string::npos);
  const auto read = read_parcels(Json{{"meta_data", Json::array({{{"key", kParcelMeta}, {"value", text}}})}});
  BOOST_REQUIRE(read.has_value());
  BOOST_REQUIRE(read->size() == 1U);
  BOOST_TEST((*read)[0].shipment_id == parcel.shipment_id);
  BOOST_TEST((*read)[0].carrier == parcel.carrier);
  BOOST_TEST((*read)[0].tracking_url == parcel.tracking_url);
  BOOST_TEST((*read)[0].lines[0].quantity.to_text() == "1.5");
}

BOOST_AUTO_TEST_CASE(a_parcel_mark_that_somebody_edited_is_not_taken_for_none) {
  for (const Json& value : {Json("[{"), Json("{}"), Json(7), Json::array({Json{{"id", ""}}})})
    BOOST_TEST(!read_parcels(Json{{"meta_data", Json::array({{{"key", kParcelMeta}, {"value", value}}})}}).has_value(), value.dump());
  BOOST_TEST(read_parcels(Json{{"meta_data", Json::array()}})->empty());
}

BOOST_AUTO_TEST_CASE(line_sums_hold_exactly_whatever_the_division_leaves) {
  const std::vector<std::tuple<int, const char*, const char*>> cases{{3, "10.00", "10.00"}, {3, "10.00", "7.50"}, {7, "0.01", "0.01"}, {1, "11.34", "11.34"}, {6, "100.01", "0.00"}, {2, "5.00", "6.00"}};
  for (const auto& [quantity, subtotal, total] : cases) {
    const Json order{{"id", 1}, {"status", "processing"},
                     {"line_items", Json::array({{{"id", 5}, {"quantity", quantity}, {"subtotal", subtotal}, {"total", total}, {"total_tax", "0.00"}, {"price", "9.99"}}})}};
    const auto line = to_domain_order(order, OrderStanding::kOpen).lines.at(0);
    BOOST_TEST((line.quantity * line.unit_price - line.discount).to_text() == dec(total).to_text());
    BOOST_TEST(!line.discount.is_negative());
  }
}

BOOST_AUTO_TEST_SUITE_END()
