#include <boost/test/unit_test.hpp>

#include "tests/support/fake_woocommerce_fixture.hpp"

using namespace tillbridge;
using namespace tillbridge::connectors;
using tests::dec;
using tests::FakeWooShop;
using tests::find_event;
using tests::Json;
using tests::WooFault;
using tests::WooFixture;

namespace {

struct Shipping : WooFixture {
  Shipping() {
    add_simple("A");
    add_simple("B");
    order = shop.with_shop([](FakeWooShop& state) { return state.place_order({{"A", 2}, {"B", 1}}, "processing"); });
  }
  std::string line(std::size_t at) {
    return shop.with_shop([&](FakeWooShop& state) { return std::to_string(state.order(order)["line_items"][at]["id"].get<int>()); });
  }
  ShipmentWrite parcel(const std::string& id, const std::string& tracking, std::vector<domain::ShipmentLine> lines, bool closes) {
    ShipmentWrite write;
    write.shipment = {.shipment_id = id, .web_order_id = std::to_string(order), .carrier = "DHL", .tracking_number = tracking, .lines = std::move(lines)};
    write.closes_order = closes;
    return write;
  }
  Json state() { return shop.with_shop([&](FakeWooShop& s) { return s.order(order); }); }
  std::size_t notes() { return shop.with_shop([&](FakeWooShop& s) { return s.notes(order).size(); }); }
  std::size_t mails() { return shop.with_shop([&](FakeWooShop& s) { return s.mails(order); }); }
  void set_status(const char* status) { shop.with_shop([&](FakeWooShop& s) { s.set_order_status(order, status); return 0; }); }

  int order = 0;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(woocommerce_shipments)

BOOST_AUTO_TEST_CASE(the_last_parcel_completes_the_order_and_tells_the_shopper_once) {
  Shipping f;
  const auto write = f.parcel("S-1", "00340", {}, true);
  const auto connector = f.connector();
  BOOST_TEST(connector->record_shipment(write).ok());
  BOOST_TEST(f.state()["status"] == "completed");
  BOOST_TEST(f.notes() == 1U);
  BOOST_TEST(f.mails() == 2U);
  f.shop.forget_calls();
  BOOST_TEST(connector->record_shipment(write).ok());
  BOOST_TEST(f.shop.count("PUT") == 0);
  BOOST_TEST(f.notes() == 1U);
  BOOST_TEST(f.mails() == 2U);
}

BOOST_AUTO_TEST_CASE(parcels_come_back_as_events_with_their_shipment_ids_and_lines) {
  Shipping f;
  const auto connector = f.connector();
  BOOST_TEST(connector->record_shipment(f.parcel("S-1", "111", {{f.line(0), "", dec("1")}}, false)).ok());
  BOOST_TEST(f.state()["status"] == "processing");
  f.clock.advance(std::chrono::hours(1));
  BOOST_TEST(connector->record_shipment(f.parcel("S-2", "222", {{f.line(0), "", dec("1")}, {f.line(1), "", dec("1")}}, true)).ok());
  const auto order = connector->fetch_order(std::to_string(f.order));
  const std::string id = std::to_string(f.order);
  const auto* first = find_event(*order, id + "/shipped/S-1");
  const auto* second = find_event(*order, id + "/shipped/S-2");
  BOOST_REQUIRE((first != nullptr && second != nullptr));
  BOOST_TEST(first->shipment_id == "S-1");
  BOOST_TEST(first->tracking_number == "111");
  BOOST_TEST(first->lines.size() == 1U);
  BOOST_TEST(second->lines.size() == 2U);
  BOOST_TEST((first->occurred_at < second->occurred_at));
  BOOST_TEST(find_event(*order, id + "/shipped") == nullptr);  // nothing was left for the completion itself
}

BOOST_AUTO_TEST_CASE(a_parcel_without_lines_holds_all_that_is_left) {
  Shipping f;
  const auto connector = f.connector();
  const int line = std::stoi(f.line(1));
  f.shop.with_shop([&](FakeWooShop& shop) { return shop.refund(f.order, "11.90", {{line, 1, "10.00", "1.90"}}, true); });
  BOOST_TEST(connector->record_shipment(f.parcel("S-1", "111", {{f.line(0), "", dec("1")}}, false)).ok());
  BOOST_TEST(connector->record_shipment(f.parcel("S-2", "222", {}, true)).ok());
  const auto order = connector->fetch_order(std::to_string(f.order));
  const auto* rest = find_event(*order, std::to_string(f.order) + "/shipped/S-2");
  BOOST_REQUIRE(rest != nullptr);
  BOOST_REQUIRE(rest->lines.size() == 1U);
  BOOST_TEST(rest->lines[0].line_id == f.line(0));
  BOOST_TEST(rest->lines[0].quantity.to_text() == "1");
}

BOOST_AUTO_TEST_CASE(a_merchants_completion_ships_the_rest) {
  Shipping f;
  const auto connector = f.connector();
  BOOST_TEST(connector->record_shipment(f.parcel("S-1", "111", {{f.line(0), "", dec("2")}}, false)).ok());
  f.set_status("completed");
  const auto order = connector->fetch_order(std::to_string(f.order));
  const auto* rest = find_event(*order, std::to_string(f.order) + "/shipped");
  BOOST_REQUIRE(rest != nullptr);
  BOOST_REQUIRE(rest->lines.size() == 1U);
  BOOST_TEST(rest->lines[0].line_id == f.line(1));
  // A later parcel of ours is only noted on the completed order: its pieces are gone.
  BOOST_TEST(connector->record_shipment(f.parcel("S-2", "222", {{f.line(1), "", dec("1")}}, true)).ok());
  BOOST_TEST(f.state()["status"] == "completed");
  BOOST_TEST(find_event(*connector->fetch_order(std::to_string(f.order)), std::to_string(f.order) + "/shipped/S-2") == nullptr);
}

BOOST_AUTO_TEST_CASE(cancelled_refunded_and_unpaid_orders_are_refused) {
  for (const char* status : {"cancelled", "refunded", "pending", "failed"}) {
    Shipping f;
    f.set_status(status);
    f.shop.forget_calls();
    const auto outcome = f.connector()->record_shipment(f.parcel("S-1", "111", {}, true));
    BOOST_TEST((outcome.kind == OutcomeKind::kRejected), status);
    BOOST_TEST(outcome.message.find(status) != std::string::npos);
    BOOST_TEST(f.state()["status"] == status);
    BOOST_TEST(f.shop.count("PUT") + f.shop.count("POST") == 0);
  }
}

BOOST_AUTO_TEST_CASE(an_unknown_order_is_gone) {
  Shipping f;
  f.order = 4711;
  BOOST_TEST((f.connector()->record_shipment(f.parcel("S-1", "1", {}, true)).kind == OutcomeKind::kGone));
}

BOOST_AUTO_TEST_CASE(lost_answers_at_every_step_end_in_one_parcel_one_note) {
  for (const char* step : {"GET /orders", "PUT /orders", "GET /orders/", "/notes"}) {
    Shipping f;
    const auto write = f.parcel("S-1", "00340", {}, true);
    f.shop.fail(WooFault::kAnswerLost, 2, step);
    const auto connector = f.connector();
    for (int i = 0; i < 5 && !connector->record_shipment(write).ok(); ++i) {
    }
    BOOST_TEST(connector->record_shipment(write).ok(), step);
    BOOST_TEST(f.notes() == 1U, step);
    BOOST_TEST(f.mails() == 2U, step);
    const auto order = connector->fetch_order(std::to_string(f.order));
    BOOST_TEST(order->events.size() == 3U, step);
  }
}

BOOST_AUTO_TEST_CASE(the_shipment_id_decides_and_the_orders_pieces_are_the_limit) {
  Shipping f;
  const auto connector = f.connector();
  BOOST_TEST(connector->record_shipment(f.parcel("S-1", "111", {{f.line(0), "", dec("1")}}, false)).ok());
  BOOST_TEST(connector->record_shipment(f.parcel("S-2", "111", {{f.line(0), "", dec("1")}}, false)).ok());
  BOOST_TEST(find_event(*connector->fetch_order(std::to_string(f.order)), std::to_string(f.order) + "/shipped/S-2") != nullptr);
  const auto third = connector->record_shipment(f.parcel("S-3", "111", {{f.line(0), "", dec("1")}}, false));
  BOOST_TEST((third.kind == OutcomeKind::kRejected));
  BOOST_TEST(third.code == "too_many_pieces");
  BOOST_TEST(third.message.find("0 are left") != std::string::npos, third.message);
}

BOOST_AUTO_TEST_CASE(an_order_edited_before_the_parcel_arrives_refuses_what_it_has_no_more) {
  Shipping f;
  f.shop.with_shop([&](FakeWooShop& shop) { return shop.order(f.order)["line_items"][0]["quantity"] = 1, 0; });
  f.shop.forget_calls();
  BOOST_TEST(f.connector()->record_shipment(f.parcel("S-1", "111", {{f.line(0), "", dec("2")}}, true)).code == "too_many_pieces");
  BOOST_TEST(f.connector()->record_shipment(f.parcel("S-1", "111", {{"999", "", dec("1")}}, true)).code == "too_many_pieces");
  BOOST_TEST(f.shop.count("PUT") + f.shop.count("POST") == 0);
}

BOOST_AUTO_TEST_CASE(a_completed_order_gets_the_tracking_number_that_it_lacks_and_nothing_else) {
  Shipping f;
  f.set_status("completed");
  const auto mails = f.mails();
  const auto write = f.parcel("S-1", "111", {{f.line(0), "", dec("2")}, {f.line(1), "", dec("1")}}, true);
  const auto connector = f.connector();
  for (int i = 0; i < 3; ++i) BOOST_TEST(connector->record_shipment(write).ok());
  BOOST_TEST(f.notes() == 1U);
  BOOST_TEST(f.mails() == mails + 1U);
  BOOST_TEST(f.shop.count("PUT") == 1);
  for (const auto& call : f.shop.calls()) BOOST_TEST((call.method != "PUT" || call.body.find("status") == std::string::npos), call.body);
  // Its pieces left with the completion: one event, and since nobody read it before, with the number and the ShipmentId.
  const auto order = *connector->fetch_order(std::to_string(f.order));
  BOOST_TEST(find_event(order, std::to_string(f.order) + "/shipped/S-1") == nullptr);
  const auto* shipped = find_event(order, std::to_string(f.order) + "/shipped");
  BOOST_REQUIRE(shipped != nullptr);
  BOOST_TEST(shipped->tracking_number == "111");
  BOOST_TEST(shipped->shipment_id == "S-1");
  BOOST_TEST(shipped->lines.size() == 2U);
}

BOOST_AUTO_TEST_CASE(an_order_that_shows_the_tracking_number_gets_nothing) {
  for (const bool completed : {true, false}) {
    Shipping f;
    f.shop.with_shop([&](FakeWooShop& shop) {
      shop.order(f.order)["meta_data"].push_back({{"id", 1}, {"key", "_wc_shipment_tracking_items"}, {"value", {{{"tracking_number", "111"}, {"products_list", {{{"item_id", shop.order(f.order)["line_items"][0]["id"]}, {"qty", 2}}}}}}}});
      return 0;
    });
    if (completed) f.set_status("completed");
    f.shop.forget_calls();
    BOOST_TEST(f.connector()->record_shipment(f.parcel("S-1", "111", {{f.line(0), "", dec("2")}}, false)).ok());
    BOOST_TEST(f.shop.count("PUT") + f.shop.count("POST") == 0);
  }
}

BOOST_AUTO_TEST_CASE(pieces_that_the_shop_shipped_are_not_moved_again_while_the_order_is_open) {
  Shipping f;
  auto write = f.parcel("S-1", "111", {{f.line(0), "", dec("2")}, {f.line(1), "", dec("1")}}, true);
  write.shipment.already_shipped = true;
  BOOST_TEST(f.connector()->record_shipment(write).ok());
  BOOST_TEST(f.state()["status"] == "processing");
  BOOST_TEST(f.notes() == 1U);
  const auto order = f.connector()->fetch_order(std::to_string(f.order));
  for (const auto& event : order->events) BOOST_TEST((event.kind != domain::OrderEventKind::kShipped));
}

BOOST_AUTO_TEST_CASE(a_parcel_that_stands_in_the_order_is_done_whatever_became_of_the_order) {
  for (const char* status : {"cancelled", "refunded", "failed"}) {
    Shipping f;
    const auto write = f.parcel("S-1", "111", {{f.line(0), "", dec("1")}}, false);
    f.shop.fail(WooFault::kAnswerLost, 1, "PUT");
    BOOST_TEST((f.connector()->record_shipment(write).kind == OutcomeKind::kUnknown));
    f.set_status(status);
    BOOST_TEST(f.connector()->record_shipment(write).ok(), status);
    BOOST_TEST(f.state()["status"] == status);
    BOOST_TEST(f.notes() == 0U);
  }
}

BOOST_AUTO_TEST_CASE(an_order_that_cannot_be_read_takes_no_parcel) {
  Shipping f;
  f.shop.with_shop([&](FakeWooShop& shop) { return shop.order(f.order)["line_items"][0]["quantity"] = "many", 0; });
  BOOST_TEST(f.connector()->record_shipment(f.parcel("S-1", "111", {{f.line(0), "", dec("1")}}, false)).code == "unreadable_order");
}

BOOST_AUTO_TEST_CASE(two_parcels_may_share_one_tracking_number) {
  Shipping f;
  const auto connector = f.connector();
  BOOST_TEST(connector->record_shipment(f.parcel("S-1", "111", {{f.line(0), "", dec("1")}}, false)).ok());
  BOOST_TEST(connector->record_shipment(f.parcel("S-2", "111", {{f.line(1), "", dec("1")}}, false)).ok());
  BOOST_TEST(find_event(*connector->fetch_order(std::to_string(f.order)), std::to_string(f.order) + "/shipped/S-2") != nullptr);
  BOOST_TEST(f.notes() == 1U);
}

BOOST_AUTO_TEST_CASE(a_note_of_a_longer_tracking_number_is_not_taken_for_this_one) {
  Shipping f;
  const auto connector = f.connector();
  BOOST_TEST(connector->record_shipment(f.parcel("S-1", "12345", {{f.line(0), "", dec("1")}}, false)).ok());
  BOOST_TEST(connector->record_shipment(f.parcel("S-2", "1234", {{f.line(1), "", dec("1")}}, false)).ok());
  BOOST_TEST(f.notes() == 2U);
}

BOOST_AUTO_TEST_CASE(a_mark_that_somebody_broke_stops_everything) {
  Shipping f;
  f.shop.with_shop([&](FakeWooShop& shop) { shop.order(f.order)["meta_data"].push_back({{"id", 1}, {"key", "_tillbridge_shipments"}, {"value", "[{"}}); return 0; });
  const auto outcome = f.connector()->record_shipment(f.parcel("S-1", "111", {}, true));
  BOOST_TEST(outcome.code == "parcel_mark_unreadable");
  BOOST_TEST(f.state()["status"] == "processing");
}

BOOST_AUTO_TEST_CASE(notes_can_be_internal_and_need_a_tracking_number) {
  Shipping f;
  f.site.options["customer_notes"] = "false";
  BOOST_TEST(f.connector()->record_shipment(f.parcel("S-1", "111", {}, true)).ok());
  BOOST_TEST(f.mails() == 1U);
  Shipping g;
  BOOST_TEST(g.connector()->record_shipment(g.parcel("S-1", "", {}, true)).ok());
  BOOST_TEST(g.notes() == 0U);
}

BOOST_AUTO_TEST_CASE(a_plugins_status_can_be_named_as_waiting_for_shipment) {
  Shipping f;
  f.shop.with_shop([&](FakeWooShop& shop) { shop.order(f.order)["status"] = "packed"; return 0; });
  BOOST_TEST((f.connector()->record_shipment(f.parcel("S-1", "111", {}, true)).kind == OutcomeKind::kRejected));
  f.site.options["shippable_statuses"] = "processing, packed";
  BOOST_TEST(f.connector()->record_shipment(f.parcel("S-1", "111", {}, true)).ok());
}

BOOST_AUTO_TEST_SUITE_END()
