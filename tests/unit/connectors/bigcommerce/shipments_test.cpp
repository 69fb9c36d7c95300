#include <boost/test/unit_test.hpp>

#include "tests/unit/connectors/bigcommerce/order_fixture.hpp"

using namespace tillbridge;
using namespace tillbridge::connectors;
using namespace tillbridge::tests;

namespace {

struct Shipping : BigOrderFixture {
  int id = place({.lines = {{.sku = "A", .quantity = 2}, {.sku = "B"}}});

  ShipmentWrite parcel(const std::string& shipment_id, const std::string& tracking, std::vector<domain::ShipmentLine> lines, bool closes = false) {
    ShipmentWrite write;
    write.shipment = {.shipment_id = shipment_id, .web_order_id = std::to_string(id), .carrier = "DHL", .tracking_number = tracking, .lines = std::move(lines)};
    write.closes_order = closes;
    return write;
  }
  Json shipments() {
    return with_orders([&](FakeBigOrders& orders) { return orders.order(id)["_shipments"]; });
  }
  int mails() {
    return with_orders([&](FakeBigOrders& orders) { return orders.mails(id); });
  }
  int status() {
    return with_orders([&](FakeBigOrders& orders) { return orders.order(id)["status_id"].get<int>(); });
  }
  int writes() { return shop.count("POST") + shop.count("PUT"); }
  int ship(const std::string& sku, int quantity, const std::string& tracking = "") {
    return with_orders([&](FakeBigOrders& orders) { return orders.ship(id, {{orders.line_id(id, sku), quantity}}, tracking); });
  }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(bigcommerce_shipments)

BOOST_AUTO_TEST_CASE(a_parcel_becomes_one_shipment_and_comes_back_as_an_event_with_our_id) {
  Shipping f;
  auto write = f.parcel("S/1 %", "00340", {{f.line(f.id, "A"), "", dec("2")}, {f.line(f.id, "B"), "", dec("1")}}, true);
  write.shipment.service = "Paket";
  write.shipment.tracking_url = "https://track.example/00340";
  BOOST_TEST(f.record(write).ok());
  const Json sent = f.shipments().at(0);
  BOOST_TEST(sent["tracking_number"] == "00340");
  BOOST_TEST(sent["tracking_carrier"] == "dhl");
  BOOST_TEST(sent["shipping_method"] == "DHL Paket");
  BOOST_TEST(sent["tracking_link"] == "https://track.example/00340");
  BOOST_TEST(f.status() == 2);
  BOOST_TEST(f.mails() == 1);
  const auto order = f.order(f.id);
  BOOST_TEST(order.order.closed);
  const auto* event = find_event(order, std::to_string(f.id) + "/shipped/" + std::to_string(sent["id"].get<int>()));
  BOOST_REQUIRE(event != nullptr);
  BOOST_TEST(event->shipment_id == "S/1 %");
  BOOST_TEST(event->lines.size() == 2U);
  BOOST_TEST(event->tracking_url == "https://track.example/00340");
}

BOOST_AUTO_TEST_CASE(carriers_are_named_in_the_shops_words_or_not_at_all) {
  const struct {
    const char* carrier;
    const char* provider;
    const char* tracker;
  } kCases[] = {{"Royal Mail", "royalmail", ""}, {"UPS", "ups", ""}, {"Australia Post", "auspost", ""}, {"dpd", "", "dpd"}, {"Our own van", "", ""}};
  for (const auto& one : kCases) {
    Shipping f;
    auto write = f.parcel("S-1", "1", {});
    write.shipment.carrier = one.carrier;
    BOOST_TEST(f.record(write).ok(), one.carrier);
    BOOST_TEST(f.shipments().at(0)["shipping_provider"] == one.provider);
    BOOST_TEST(f.shipments().at(0)["tracking_carrier"] == one.tracker);
    BOOST_TEST(f.shipments().at(0)["shipping_method"] == one.carrier);
  }
}

BOOST_AUTO_TEST_CASE(lost_answers_at_every_step_end_in_one_shipment_and_one_mail) {
  for (const char* step : {"GET /stores/abc123/v2/orders/", "/shipments", "POST"}) {
    Shipping f;
    const auto write = f.parcel("S-1", "00340", {}, true);
    f.shop.fail(ShopFault::kLoseAnswer, 2, step);
    for (int i = 0; i < 5 && !f.record(write).ok(); ++i) {
    }
    BOOST_TEST(f.record(write).ok(), step);
    BOOST_TEST(f.shipments().size() == 1U, step);
    BOOST_TEST(f.mails() == 1, step);
  }
}

BOOST_AUTO_TEST_CASE(a_lost_read_is_a_retry_and_a_lost_write_is_unknown) {
  Shipping f;
  f.shop.fail(ShopFault::kError500, 1, "GET");
  BOOST_TEST((f.record(f.parcel("S-1", "1", {})).kind == OutcomeKind::kRetry));
  f.shop.fail(ShopFault::kError500, 1, "POST");
  BOOST_TEST((f.record(f.parcel("S-1", "1", {})).kind == OutcomeKind::kUnknown));
  f.shop.fail(ShopFault::kThrottle, 1, "POST");
  const auto throttled = f.record(f.parcel("S-1", "1", {}));
  BOOST_TEST((throttled.kind == OutcomeKind::kThrottled));
  BOOST_TEST(throttled.retry_after.count() == 7);
}

BOOST_AUTO_TEST_CASE(a_parcel_to_two_addresses_is_one_shipment_for_each_and_is_finished_after_a_break) {
  Shipping f;
  f.id = f.place({.lines = {{.sku = "A", .quantity = 2}, {.sku = "B", .address = 1}}, .addresses = 2});
  const auto write = f.parcel("S-1", "00340", {{f.line(f.id, "A"), "", dec("2")}, {f.line(f.id, "B"), "", dec("1")}}, true);
  int posts = 0;
  f.shop.fail(ShopFault::kError500, 1, [&](const PlatformCall& call) { return call.method == "POST" && ++posts == 2; });
  BOOST_TEST((f.record(write).kind == OutcomeKind::kUnknown));
  BOOST_TEST(f.shipments().size() == 1U);
  BOOST_TEST(f.record(write).ok());
  BOOST_TEST(f.record(write).ok());
  const Json sent = f.shipments();
  BOOST_REQUIRE(sent.size() == 2U);
  BOOST_TEST(sent[0]["order_address_id"] != sent[1]["order_address_id"]);
  BOOST_TEST(f.status() == 2);
}

BOOST_AUTO_TEST_CASE(the_same_number_and_pieces_by_another_hand_are_the_same_parcel) {
  Shipping f;
  f.ship("A", 2, "00340");
  f.shop.forget_calls();
  BOOST_TEST(f.record(f.parcel("S-1", "00340", {{f.line(f.id, "A"), "", dec("2")}})).ok());
  BOOST_TEST(f.writes() == 0);
}

BOOST_AUTO_TEST_CASE(what_the_shop_shipped_itself_gets_the_missing_number_once_and_nothing_else) {
  Shipping f;
  const int silent = f.ship("A", 2);
  f.ship("B", 1, "OTHER");
  const auto write = f.parcel("S-1", "00340", {{f.line(f.id, "A"), "", dec("2")}});
  for (int i = 0; i < 3; ++i) BOOST_TEST(f.record(write).ok());
  BOOST_TEST(f.shop.count("PUT") == 1);
  BOOST_TEST(f.shop.count("POST") == 0);
  const Json sent = f.shipments();
  BOOST_TEST(sent.size() == 2U);
  for (const Json& shipment : sent) BOOST_TEST(shipment["tracking_number"] == (shipment["id"] == silent ? "00340" : "OTHER"));
  // Where it has a number already, that one stays.
  BOOST_TEST(f.record(f.parcel("S-2", "00341", {{f.line(f.id, "B"), "", dec("1")}})).ok());
  BOOST_TEST(f.shop.count("PUT") == 1);
}

BOOST_AUTO_TEST_CASE(as_many_pieces_by_another_hand_do_not_stand_for_ours_while_some_are_left) {
  Shipping f;
  f.ship("A", 1);
  BOOST_TEST(f.record(f.parcel("S-1", "", {{f.line(f.id, "A"), "", dec("1")}})).ok());
  BOOST_TEST(f.shipments().size() == 2U);
}

BOOST_AUTO_TEST_CASE(a_status_set_by_hand_has_no_shipment_so_the_number_comes_with_one) {
  Shipping f;
  f.with_orders([&](FakeBigOrders& orders) { return orders.set_status(f.id, 10), 0; });
  auto write = f.parcel("S-1", "", {});
  BOOST_TEST(f.record(write).ok());
  BOOST_TEST(f.shipments().empty());
  write.shipment.tracking_number = "00340";
  BOOST_TEST(f.record(write).ok());
  BOOST_TEST(f.record(write).ok());
  BOOST_TEST(f.shipments().size() == 1U);
}

BOOST_AUTO_TEST_CASE(orders_that_are_not_to_be_shipped_are_refused) {
  const struct {
    int status;
    const char* code;
  } kCases[] = {{5, "order_cancelled"}, {6, "order_cancelled"}, {4, "order_refunded"}, {0, "order_status"}};
  for (const auto& one : kCases) {
    Shipping f;
    f.with_orders([&](FakeBigOrders& orders) { return orders.set_status(f.id, one.status), 0; });
    const auto outcome = f.record(f.parcel("S-1", "1", {}));
    BOOST_TEST((outcome.kind == OutcomeKind::kRejected));
    BOOST_TEST(outcome.code == one.code);
    BOOST_TEST(f.writes() == 0);
  }
  Shipping archived;
  archived.with_orders([&](FakeBigOrders& orders) { return orders.archive(archived.id), 0; });
  BOOST_TEST(archived.record(archived.parcel("S-1", "1", {})).code == "order_status");
}

BOOST_AUTO_TEST_CASE(a_parcel_that_stands_in_the_order_is_never_refused) {
  Shipping f;
  const auto write = f.parcel("S-1", "1", {{f.line(f.id, "A"), "", dec("1")}});
  BOOST_TEST(f.record(write).ok());
  f.with_orders([&](FakeBigOrders& orders) { return orders.set_status(f.id, 5), 0; });
  BOOST_TEST(f.record(write).ok());
}

BOOST_AUTO_TEST_CASE(pieces_that_the_order_does_not_have_are_refused) {
  Shipping f;
  f.with_orders([&](FakeBigOrders& orders) { return orders.refund(f.id, {.lines = {{"A", 1}}}); });
  const auto refused = f.record(f.parcel("S-1", "1", {{f.line(f.id, "A"), "", dec("2")}}));
  BOOST_TEST(refused.code == "too_many_pieces");
  BOOST_TEST(refused.message.find("1 are left") != std::string::npos, refused.message);
  BOOST_TEST(f.record(f.parcel("S-1", "1", {{"999999", "", dec("1")}})).code == "too_many_pieces");
  BOOST_TEST(f.writes() == 0);
  BOOST_TEST(f.record(f.parcel("S-1", "1", {{f.line(f.id, "A"), "", dec("1")}})).ok());
  BOOST_TEST(f.record(f.parcel("S-2", "2", {{f.line(f.id, "A"), "", dec("1")}})).code == "too_many_pieces");
}

BOOST_AUTO_TEST_CASE(a_parcel_of_all_that_is_left_needs_something_that_is_left) {
  Shipping f;
  BOOST_TEST(f.record(f.parcel("S-1", "1", {{f.line(f.id, "A"), "", dec("2")}})).ok());
  BOOST_TEST(f.record(f.parcel("S-2", "2", {}, true)).ok());
  BOOST_TEST(f.shipments().at(1)["items"].size() == 1U);
  BOOST_TEST(f.record(f.parcel("S-2", "2", {}, true)).ok());
  BOOST_TEST(f.record(f.parcel("S-3", "3", {}, true)).code == "too_many_pieces");
  BOOST_TEST(f.shipments().size() == 2U);
}

BOOST_AUTO_TEST_CASE(what_the_shop_would_cut_or_cannot_send_is_refused) {
  Shipping f;
  BOOST_TEST(f.record(f.parcel("S-1", std::string(51, '1'), {})).code == "tracking_too_long");
  f.id = f.place({.lines = {{.sku = "A"}, {.sku = "SONG", .type = "digital"}}});
  BOOST_TEST(f.record(f.parcel("S-2", "2", {{f.line(f.id, "SONG"), "", dec("1")}})).code == "no_address");
  BOOST_TEST(f.writes() == 0);
  BOOST_TEST(f.record(f.parcel("S-3", "3", {}, true)).ok());
  BOOST_TEST(f.shipments().at(0)["items"].size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_download_does_not_keep_what_travels_from_being_shipped) {
  Shipping f;
  f.id = f.place({.lines = {{.sku = "A"}, {.sku = "SONG", .type = "digital"}}});
  const auto all = f.parcel("S-1", "1", {{f.line(f.id, "A"), "A", dec("1")}, {f.line(f.id, "SONG"), "SONG", dec("1")}});
  for (int i = 0; i < 2; ++i) BOOST_TEST(f.record(all).ok());
  BOOST_REQUIRE(f.shipments().size() == 1U);
  BOOST_TEST(f.shipments().at(0)["items"].size() == 1U);
}

BOOST_AUTO_TEST_CASE(an_unknown_order_is_gone) {
  Shipping f;
  f.id = 4711;
  BOOST_TEST((f.record(f.parcel("S-1", "1", {})).kind == OutcomeKind::kGone));
}

BOOST_AUTO_TEST_SUITE_END()
