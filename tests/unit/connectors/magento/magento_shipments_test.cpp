#include <algorithm>

#include "connectors/magento/parcel_mark.hpp"
#include "tests/unit/connectors/magento/orders_fixture.hpp"

// Parcels of the till: each written once, none past what the order holds.
using namespace tillbridge;
using namespace tillbridge::tests;
using connectors::OutcomeKind;

BOOST_AUTO_TEST_SUITE(magento_shipments)

BOOST_AUTO_TEST_CASE(a_parcel_moves_the_pieces_the_source_and_the_reservation) {
  MagentoOrdersFixture f;
  const auto id = f.place({{.sku = "SHIRT-S", .quantity = 2}});
  BOOST_TEST(f.on_hand("SHIRT-S").to_text() == "10");
  BOOST_TEST(f.salable("SHIRT-S").to_text() == "8");
  const auto line = std::to_string(f.item(id, "SHIRT-S"));
  const auto outcome = f.record(f.parcel(id, "P-1", {{line, 1}}));
  BOOST_TEST(outcome.ok(), outcome.message);
  BOOST_TEST(f.on_hand("SHIRT-S").to_text() == "9");
  BOOST_TEST(f.salable("SHIRT-S").to_text() == "8");
  const auto shipments = f.shipments(id);
  BOOST_REQUIRE(shipments.size() == 1u);
  BOOST_TEST(shipments[0]["extension_attributes"]["source_code"] == "default");
  BOOST_TEST(shipments[0]["tracks"][0]["track_number"] == "T-P-1");
  BOOST_TEST(shipments[0]["tracks"][0]["title"] == "DHL Paket");
  BOOST_TEST(shipments[0]["comments"][0]["is_visible_on_front"] == 0);
  const auto order = f.order(id);
  const auto shipped = std::ranges::find_if(order.events, [](const auto& event) { return event.kind == domain::OrderEventKind::kShipped; });
  BOOST_REQUIRE(shipped != order.events.end());
  BOOST_TEST(shipped->shipment_id == "P-1");
  BOOST_TEST(shipped->lines[0].line_id == line);
  BOOST_TEST(f.clerk([](FakeMagentoOrders& orders) { return orders.mails(); }) == 1);
}

BOOST_AUTO_TEST_CASE(a_parcel_without_lines_ships_all_that_is_left) {
  MagentoOrdersFixture f;
  const auto id = f.place({{.sku = "A", .quantity = 3}, {.sku = "B"}, {.sku = "EBOOK", .is_virtual = true}});
  BOOST_TEST(f.record(f.parcel(id, "P-1", {{std::to_string(f.item(id, "A")), 1}})).ok());
  BOOST_TEST(f.record(f.parcel(id, "P-2", {})).ok());
  BOOST_TEST(f.order(id).order.closed);
  BOOST_REQUIRE(f.shipments(id).size() == 2u);
  BOOST_TEST(f.shipments(id)[1]["total_qty"] == 3);
}

BOOST_AUTO_TEST_CASE(a_parcel_whose_answer_never_came_is_found_by_its_mark) {
  for (const auto fault : {ShopFault::kLoseAnswer, ShopFault::kSilence}) {
    MagentoOrdersFixture f;
    const auto id = f.place({{.sku = "A", .quantity = 2}});
    auto write = f.parcel(id, "P-1", {{std::to_string(f.item(id, "A")), 1}});
    write.shipment.tracking_number.clear();
    f.shop.fail(fault, 1, "POST ");
    BOOST_TEST((f.record(write).kind == OutcomeKind::kUnknown));
    f.shop.forget_calls();
    BOOST_TEST(f.record(write).ok());
    BOOST_TEST(f.shop.count("POST") == 0);
    BOOST_TEST(f.shipments(id).size() == 1u);
  }
}

BOOST_AUTO_TEST_CASE(trouble_while_looking_is_tried_again_and_nothing_is_written) {
  MagentoOrdersFixture f;
  const auto id = f.place({{.sku = "A"}});
  const auto write = f.parcel(id, "P-1", {{std::to_string(f.item(id, "A")), 1}});
  for (const char* call : {"GET /rest/all/V1/orders", "GET /rest/all/V1/shipments"}) {
    f.shop.fail(ShopFault::kError500, 1, call);
    BOOST_TEST((f.record(write).kind == OutcomeKind::kRetry), call);
  }
  f.shop.fail(ShopFault::kThrottle, 1, "POST ");
  const auto throttled = f.record(write);
  BOOST_TEST((throttled.kind == OutcomeKind::kThrottled));
  BOOST_TEST(throttled.retry_after.count() == 7);
  BOOST_TEST(f.shipments(id).empty());
}

BOOST_AUTO_TEST_CASE(orders_that_cannot_ship_are_refused_with_the_reason) {
  const std::vector<std::pair<std::string, std::string>> states{{"canceled", "order_cancelled"}, {"holded", "order_status"}, {"payment_review", "order_status"}};
  for (const auto& [state, code] : states) {
    MagentoOrdersFixture f;
    const auto id = f.place({{.sku = "A"}});
    f.clerk([&](FakeMagentoOrders& orders) { orders.set_state(std::stoi(id), state); return 0; });
    f.shop.forget_calls();
    const auto refused = f.record(f.parcel(id, "P-1", {{std::to_string(f.item(id, "A")), 1}}));
    BOOST_TEST((refused.kind == OutcomeKind::kRejected), state);
    BOOST_TEST(refused.code == code);
    BOOST_TEST(f.shop.count("POST") == 0);
  }
  MagentoOrdersFixture f;
  const auto id = f.place({{.sku = "A"}});
  f.clerk([&](FakeMagentoOrders& orders) { return orders.refund(std::stoi(id), {{orders.item_id(std::stoi(id), "A"), 1}}, true, "5.00"); });
  BOOST_TEST(f.record(f.parcel(id, "P-1", {{std::to_string(f.item(id, "A")), 1}})).code == "order_refunded");
  BOOST_TEST((f.record(f.parcel("987654321", "P-1", {{"1", 1}})).kind == OutcomeKind::kGone));
  BOOST_TEST((f.record(f.parcel("abc", "P-1", {{"1", 1}})).kind == OutcomeKind::kGone));
}

BOOST_AUTO_TEST_CASE(pieces_that_are_not_left_are_refused) {
  MagentoOrdersFixture f;
  const auto id = f.place({{.sku = "A", .quantity = 2}});
  const auto line = std::to_string(f.item(id, "A"));
  BOOST_TEST(f.record(f.parcel(id, "P-1", {{line, 2}})).ok());
  const auto refused = f.record(f.parcel(id, "P-2", {{line, 1}}));
  BOOST_TEST(refused.code == "too_many_pieces");
  BOOST_TEST(f.record(f.parcel(id, "P-3", {{"999", 1}})).code == "unknown_line");
  BOOST_REQUIRE(f.shipments(id).size() == 1u);
  BOOST_TEST(f.shipments(id)[0]["tracks"].size() == 1u);
}

BOOST_AUTO_TEST_CASE(what_the_merchant_shipped_gets_the_number_and_nothing_else) {
  MagentoOrdersFixture f;
  const auto id = f.place({{.sku = "A", .quantity = 2}, {.sku = "B"}});
  const int a = f.item(id, "A"), b = f.item(id, "B");
  f.clerk([&](FakeMagentoOrders& orders) { return orders.ship(std::stoi(id), {{b, 1}}) + orders.ship(std::stoi(id), {{a, 2}}); });
  const auto write = f.parcel(id, "P-1", {{std::to_string(b), 1}});
  for (int i = 0; i < 3; ++i) BOOST_TEST(f.record(write).ok());
  const auto shipments = f.shipments(id);
  BOOST_REQUIRE(shipments.size() == 2u);
  BOOST_REQUIRE(shipments[0]["tracks"].size() == 1u);
  BOOST_TEST(shipments[0]["tracks"][0]["track_number"] == "T-P-1");
  BOOST_TEST(shipments[1]["tracks"].empty());
  BOOST_TEST(f.on_hand("B").to_text() == "9");
  const auto order = f.order(id);
  const auto* shipped = find_event(order, id + "/shipped/" + std::to_string(shipments[0]["entity_id"].get<int>()));
  BOOST_REQUIRE(shipped != nullptr);
  BOOST_TEST(shipped->shipment_id == "P-1");
}

BOOST_AUTO_TEST_CASE(a_number_that_stands_on_the_merchants_shipment_is_not_written_again) {
  MagentoOrdersFixture f;
  const auto id = f.place({{.sku = "A"}});
  const int shipment = f.clerk([&](FakeMagentoOrders& orders) { return orders.ship(std::stoi(id)); });
  f.clerk([&](FakeMagentoOrders& orders) { orders.add_track(shipment, "T-P-1"); return 0; });
  f.shop.forget_calls();
  BOOST_TEST(f.record(f.parcel(id, "P-1", {{std::to_string(f.item(id, "A")), 1}})).ok());
  BOOST_TEST(f.shop.count("POST") == 0);
}

BOOST_AUTO_TEST_CASE(a_bundle_ships_whether_together_or_in_parts) {
  for (const bool together : {true, false}) {
    MagentoOrdersFixture f;
    const auto id = f.place({{.sku = "SET", .quantity = 2, .unit_net = "0", .parts = {{.sku = "A", .unit_net = "10.00"}, {.sku = "B", .quantity = 2, .unit_net = "4.00"}}, .ships_together = together}});
    const auto outcome = f.record(f.parcel(id, "P-1", {{std::to_string(f.item(id, "A")), 2}, {std::to_string(f.item(id, "B")), 4}}));
    BOOST_TEST(outcome.ok(), outcome.message);
    BOOST_TEST(f.order(id).order.closed);
    BOOST_TEST(f.on_hand("A").to_text() == "8");
    BOOST_TEST(f.on_hand("B").to_text() == "6");
    BOOST_TEST(f.record(f.parcel(id, "P-1", {})).ok());
    BOOST_TEST(f.shipments(id).size() == 1u);
  }
}

BOOST_AUTO_TEST_CASE(a_parcel_leaves_from_the_sites_source_and_mails_nobody_where_the_site_says_so) {
  MagentoOrdersFixture f;
  f.settings.source_code = "warehouse";
  f.settings.notify_customer = false;
  const auto id = f.place({{.sku = "A"}});
  BOOST_TEST(f.record(f.parcel(id, "P-1", {{std::to_string(f.item(id, "A")), 1}})).ok());
  BOOST_TEST(f.shipments(id)[0]["extension_attributes"]["source_code"] == "warehouse");
  BOOST_TEST(f.on_hand("A").to_text() == "10");
  BOOST_TEST(f.clerk([](FakeMagentoOrders& orders) { return orders.mails(); }) == 0);
}

BOOST_AUTO_TEST_CASE(marks_are_told_apart_by_the_whole_id) {
  using namespace connectors::magento;
  const Json shipment{{"comments", {{{"comment", mark_of("P-10")}}, {{"comment", "Left with the neighbour"}}}}, {"tracks", {{{"description", mark_of("P-2")}}}}};
  BOOST_TEST(marked_id(shipment) == "P-10");
  BOOST_TEST(marked_ids(shipment) == (std::vector<std::string>{"P-10", "P-2"}), boost::test_tools::per_element());
  const Json two{{"tracks", {{{"description", mark_of("P-1")}}, {{"description", mark_of("P-2")}}}}};
  BOOST_TEST(marked_id(two).empty());
}

BOOST_AUTO_TEST_SUITE_END()
