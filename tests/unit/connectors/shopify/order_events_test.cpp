#include <boost/test/unit_test.hpp>

#include "tests/unit/connectors/shopify/order_work.hpp"

using namespace tillbridge;
using namespace tillbridge::tests;
using domain::OrderEventKind;

namespace {

domain::CollectedOrder the(ShopifyOrderWork& work, const std::string& id) {
  auto found = work.read(id);
  if (!found) BOOST_FAIL(found.error().message);
  return *found;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(shopify_order_events)

BOOST_AUTO_TEST_CASE(money_is_net_and_adds_up_whether_prices_hold_tax_or_not) {
  for (const bool included : {true, false}) {
    ShopifyOrderWork w;
    w.orders([&](FakeShopifyOrders& shop) { return shop.taxes_included = included; });
    const auto order = the(w, w.place({{"A-1", 3, "11.90", "3.57"}, {"A-2", 1, "5.00"}})).order;
    BOOST_TEST(order.total.to_text() == (included ? "43.08" : "51.26"));
    const auto rest = sum_of(order) - order.total;
    BOOST_TEST(rest.is_zero(), rest.to_text());
    BOOST_REQUIRE(order.lines.size() == 2u);
    const auto& line = order.lines[0];
    BOOST_TEST((line.quantity * line.unit_price - line.discount).to_text() == (included ? "27" : "32.13"));
    BOOST_TEST(line.tax.to_text() == (included ? "5.13" : "6.1"));
    BOOST_TEST(line.unit_price.to_text() == (included ? "10" : "11.9"));
    BOOST_TEST(line.discount.to_text() == (included ? "3" : "3.57"));
    BOOST_TEST(order.shipping_charge.to_text() == (included ? "5" : "5.95"));
    BOOST_REQUIRE(order.discounts.size() == 1u);
    BOOST_TEST(order.discounts[0].name == "WELCOME");
    BOOST_TEST(order.number == "#1001");
    BOOST_TEST(order.shipping.country == "GB");
    BOOST_TEST(order.status == "open");
    BOOST_REQUIRE(order.payments.size() == 1u);
    BOOST_TEST((order.payments[0].amount == order.total));
  }
}

BOOST_AUTO_TEST_CASE(fees_tips_and_duties_are_told_where_the_total_holds_them) {
  ShopifyOrderWork w;
  const auto id = w.place({{"A-1", 1, "10.00"}});
  const auto put = [&](const char* name, const Json& value, const char* total) {
    w.orders([&](FakeShopifyOrders& shop) {
      shop.order(id)[name] = value;
      return shop.order(id)["totalPriceSet"]["shopMoney"]["amount"] = total, 0;
    });
  };
  const auto bag = [](const char* text) { return Json{{"shopMoney", {{"amount", text}}}}; };
  put("totalTipReceivedSet", bag("2.00"), "15.95");
  BOOST_TEST(the(w, id).order.fees.empty());  // not in the total
  put("totalTipReceivedSet", bag("2.00"), "17.95");
  BOOST_REQUIRE(the(w, id).order.fees.size() == 1u);
  BOOST_TEST(the(w, id).order.fees[0].name == "Tip");
  put("additionalFees", Json::array({{{"name", "Deposit"}, {"price", bag("1.19")}, {"taxLines", Json::array({{{"title", "VAT"}, {"priceSet", bag("0.19")}}})}}}), "19.14");
  const auto order = the(w, id).order;
  BOOST_REQUIRE(order.fees.size() == 2u);
  BOOST_TEST(order.fees[0].amount.to_text() == "1");
  BOOST_TEST(order.fee_tax.to_text() == "0.19");
  BOOST_TEST((sum_of(order) == order.total));
}

BOOST_AUTO_TEST_CASE(money_is_captured_by_each_transaction_that_took_some) {
  ShopifyOrderWork w;
  const auto id = w.place({{"A-1", 2}}, false);
  w.orders([&](FakeShopifyOrders& shop) { return shop.add_transaction(id, "AUTHORIZATION", "25.95"), 0; });
  BOOST_TEST(events_of(the(w, id), OrderEventKind::kCaptured).empty());
  w.orders([&](FakeShopifyOrders& shop) {
    shop.add_transaction(id, "CAPTURE", "10.00");
    shop.add_transaction(id, "CAPTURE", "15.95", "FAILURE");
    shop.add_transaction(id, "CAPTURE", "15.95", "PENDING");
    shop.add_transaction(id, "SALE", "20.00");
    shop.add_transaction(id, "CHANGE", "4.05");
    return 0;
  });
  const auto captured = events_of(the(w, id), OrderEventKind::kCaptured);
  BOOST_REQUIRE(captured.size() == 2u);
  BOOST_TEST(captured[0].amount.to_text() == "10");
  BOOST_TEST(captured[1].amount.to_text() == "15.95");
  BOOST_TEST(captured[0].method == "shopify_payments");
  BOOST_TEST(captured[0].reference.starts_with("pay-"));
  BOOST_TEST(captured[0].event_id.starts_with(id + "/captured/"));
}

BOOST_AUTO_TEST_CASE(a_refund_has_its_lines_with_net_money_and_says_what_went_back_on_the_shelf) {
  ShopifyOrderWork w;
  const auto id = w.place({{"A-1", 2, "11.90"}, {"A-2", 1, "5.95"}});
  const auto refund = w.orders([&](FakeShopifyOrders& shop) {
    shop.ship_the_rest(id);
    const auto made = shop.refund(id, {{0, 1, "RETURN"}, {1, 1, "NO_RESTOCK"}}, "20.23");
    shop.order(id)["refunds"][0]["refundShippingLines"].push_back({{"subtotalAmountSet", {{"shopMoney", {{"amount", "2.38"}}}}}, {"taxAmountSet", {{"shopMoney", {{"amount", "0.38"}}}}}});
    return made;
  });
  const auto order = the(w, id);
  const auto events = events_of(order, OrderEventKind::kRefunded);
  BOOST_REQUIRE(events.size() == 1u);
  BOOST_TEST(events[0].event_id == id + "/refunded/" + refund);
  BOOST_TEST(events[0].amount.to_text() == "20.23");
  BOOST_TEST(events[0].shipping_amount.to_text() == "2");
  BOOST_TEST(events[0].shipping_tax.to_text() == "0.38");
  BOOST_REQUIRE(events[0].lines.size() == 2u);
  BOOST_TEST(events[0].lines[0].amount->to_text() == "10");
  BOOST_TEST(events[0].lines[0].tax->to_text() == "1.9");
  BOOST_TEST(events[0].lines[0].restock);
  BOOST_TEST(!events[0].lines[1].restock);
  // Refunds lower neither the pieces nor the total.
  BOOST_TEST(order.order.lines[0].quantity.to_text() == "2");
  BOOST_TEST(order.order.total.to_text() == "35.7");
  BOOST_TEST((sum_of(order.order) == order.order.total));
}

BOOST_AUTO_TEST_CASE(a_refund_whose_money_is_on_its_way_comes_when_it_has_arrived) {
  ShopifyOrderWork w;
  const auto id = w.place({{"A-1", 2}});
  w.orders([&](FakeShopifyOrders& shop) { return shop.refund(id, {{0, 1, "CANCEL"}}, "10.00", "PENDING"); });
  BOOST_TEST(events_of(the(w, id), OrderEventKind::kRefunded).empty());
  w.orders([&](FakeShopifyOrders& shop) { return shop.order(id)["refunds"][0]["transactions"][0]["status"] = "SUCCESS", 0; });
  BOOST_REQUIRE(events_of(the(w, id), OrderEventKind::kRefunded).size() == 1u);
  w.orders([&](FakeShopifyOrders& shop) { return shop.refund(id, {}, "5.00", "FAILURE"); });
  BOOST_TEST(events_of(the(w, id), OrderEventKind::kRefunded).size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_refund_without_money_takes_pieces_out_and_returned_ones_back) {
  ShopifyOrderWork w;
  const auto id = w.place({{"A-1", 4}}, false);
  w.orders([&](FakeShopifyOrders& shop) {
    shop.refund(id, {{0, 1, "CANCEL"}}, "");
    shop.refund(id, {{0, 1, "RETURN"}}, "");
    return shop.refund(id, {}, "");
  });
  const auto order = the(w, id);
  const auto returned = events_of(order, OrderEventKind::kRefunded);
  BOOST_TEST(events_of(order, OrderEventKind::kCancelled).empty());
  BOOST_REQUIRE(returned.size() == 1u);
  BOOST_TEST(returned[0].amount.is_zero());
  BOOST_TEST(!returned[0].lines[0].amount.has_value());
  BOOST_TEST(order.order.lines[0].quantity.to_text() == "3");
  BOOST_TEST(order.order.total.to_text() == "35.95");
  BOOST_TEST((sum_of(order.order) == order.order.total));
}

BOOST_AUTO_TEST_CASE(an_unpaid_order_that_is_cancelled_keeps_its_lines) {
  ShopifyOrderWork w;
  const auto id = w.place({{"A-1", 2}}, false);
  w.orders([&](FakeShopifyOrders& shop) {
    shop.refund(id, {{0, 2, "CANCEL"}}, "");
    return shop.order(id)["cancelledAt"] = "2026-11-25T08:00:00Z", 0;
  });
  const auto order = the(w, id);
  BOOST_REQUIRE(order.order.lines.size() == 1u);
  BOOST_TEST(order.order.lines[0].quantity.to_text() == "2");
  BOOST_REQUIRE(events_of(order, OrderEventKind::kCancelled).size() == 1u);
  BOOST_TEST(events_of(order, OrderEventKind::kRefunded).empty());
}

BOOST_AUTO_TEST_CASE(what_needs_no_parcel_is_shipped_with_the_rest_of_the_order) {
  ShopifyOrderWork w;
  const auto id = w.place({{"A-1", 2}, {"A-2", 1}, {"A-2", 1}});
  w.orders([&](FakeShopifyOrders& shop) { return shop.order(id)["fulfillmentOrders"][0]["lineItems"].erase(1), 0; });  // a tip
  BOOST_TEST(events_of(the(w, id), OrderEventKind::kShipped).empty());
  w.orders([&](FakeShopifyOrders& shop) {
    shop.ship_the_rest(id, "T-1");
    return shop.order(id)["fulfillments"][0]["status"] = "OPEN", 0;
  });
  const auto under_way = events_of(the(w, id), OrderEventKind::kShipped);
  BOOST_TEST(std::none_of(under_way.begin(), under_way.end(), [&](const auto& event) { return event.lines.size() != 1u; }));
  w.orders([&](FakeShopifyOrders& shop) { return shop.order(id)["fulfillments"][0]["status"] = "SUCCESS", 0; });
  const auto order = the(w, id);
  const auto shipped = events_of(order, OrderEventKind::kShipped);
  BOOST_REQUIRE(shipped.size() == 2u);
  BOOST_TEST(shipped[1].event_id == id + "/shipped/rest");
  BOOST_REQUIRE(shipped[1].lines.size() == 1u);
  BOOST_TEST(shipped[1].lines[0].line_id == order.order.lines[1].line_id);
  BOOST_TEST(shipped[1].lines[0].quantity.to_text() == "1");
}

BOOST_AUTO_TEST_CASE(pieces_taken_out_without_money_are_not_taken_off_the_rest_again) {
  ShopifyOrderWork w;
  const auto id = w.place({{"A-1", 2}, {"A-2", 3}});
  w.orders([&](FakeShopifyOrders& shop) {
    shop.refund(id, {{1, 1, "CANCEL"}}, "");
    shop.order(id)["fulfillmentOrders"][0]["lineItems"].erase(1);  // needs no parcel
    return shop.ship_the_rest(id, "T-1"), 0;
  });
  const auto order = the(w, id);
  BOOST_TEST(order.order.lines[1].quantity.to_text() == "2");
  const auto shipped = events_of(order, OrderEventKind::kShipped);
  BOOST_REQUIRE(shipped.size() == 2u);
  BOOST_REQUIRE(shipped[1].lines.size() == 1u);
  BOOST_TEST(shipped[1].lines[0].quantity.to_text() == "2");
}

BOOST_AUTO_TEST_CASE(pieces_that_an_edit_took_out_leave_lines_and_total) {
  ShopifyOrderWork w;
  const auto id = w.place({{"A-1", 4, "11.90", "4.76"}, {"A-2", 1, "5.00"}});
  w.orders([&](FakeShopifyOrders& shop) {
    shop.order(id)["lineItems"][0]["currentQuantity"] = 3;
    return shop.order(id)["lineItems"][1]["currentQuantity"] = 0, 0;
  });
  const auto order = the(w, id).order;
  BOOST_REQUIRE(order.lines.size() == 1u);
  BOOST_TEST(order.lines[0].quantity.to_text() == "3");
  BOOST_TEST(order.lines[0].tax.to_text() == "5.13");
  BOOST_TEST(order.total.to_text() == "38.08");
  BOOST_TEST((sum_of(order) == order.total));
}

BOOST_AUTO_TEST_CASE(a_cancelled_order_is_cancelled_once_and_its_money_comes_back) {
  ShopifyOrderWork w;
  const auto id = w.place({{"A-1", 2}});
  w.orders([&](FakeShopifyOrders& shop) { return shop.cancel(id), 0; });
  const auto order = the(w, id);
  BOOST_TEST(order.order.status == "cancelled");
  BOOST_TEST(order.order.closed);
  const auto cancelled = events_of(order, OrderEventKind::kCancelled);
  BOOST_REQUIRE(cancelled.size() == 1u);
  BOOST_TEST(cancelled[0].lines.empty());
  BOOST_REQUIRE(events_of(order, OrderEventKind::kRefunded).size() == 1u);
  BOOST_TEST((events_of(order, OrderEventKind::kRefunded)[0].amount == order.order.total));
}

BOOST_AUTO_TEST_CASE(parcels_that_left_are_told_and_those_taken_back_do_not_count_twice) {
  ShopifyOrderWork w;
  const auto id = w.place({{"A-1", 2}});
  w.orders([&](FakeShopifyOrders& shop) { return shop.ship_the_rest(id, "T-1"), 0; });
  const auto before = the(w, id);
  BOOST_TEST(before.order.status == "shipped");
  BOOST_TEST(!before.parcels_deduced);
  const auto parcels = events_of(before, OrderEventKind::kShipped);
  BOOST_REQUIRE(parcels.size() == 1u);
  BOOST_TEST(parcels[0].tracking_number == "T-1");
  BOOST_TEST(parcels[0].carrier == "Courier");
  BOOST_TEST(parcels[0].lines[0].line_id == before.order.lines[0].line_id);
  w.orders([&](FakeShopifyOrders& shop) {
    shop.take_back(id, parcels[0].event_id.substr(parcels[0].event_id.rfind('/') + 1));
    return shop.ship_the_rest(id, "T-2"), 0;
  });
  const auto after = the(w, id);
  BOOST_REQUIRE(events_of(after, OrderEventKind::kShipped).size() == 1u);
  BOOST_TEST(events_of(after, OrderEventKind::kShipped)[0].tracking_number == "T-2");
  BOOST_TEST(after.parcels_deduced);
}

BOOST_AUTO_TEST_CASE(a_closed_return_tells_of_pieces_that_no_refund_held) {
  ShopifyOrderWork w;
  const auto id = w.place({{"A-1", 4}});
  w.orders([&](FakeShopifyOrders& shop) { return shop.ship_the_rest(id), 0; });
  const auto back = w.orders([&](FakeShopifyOrders& shop) { return shop.add_return(id, 0, 2, 1); });
  auto events = events_of(the(w, id), OrderEventKind::kRefunded);
  BOOST_REQUIRE(events.size() == 1u);
  BOOST_TEST(events[0].event_id == id + "/returned/" + back);
  BOOST_TEST(events[0].amount.is_zero());
  BOOST_REQUIRE(events[0].lines.size() == 2u);
  BOOST_TEST(events[0].lines[0].quantity.to_text() == "2");
  BOOST_TEST(events[0].lines[0].restock);
  BOOST_TEST(!events[0].lines[1].restock);
  // The money that follows brings no piece a second time, and the return stays as it was.
  w.clock.advance(std::chrono::hours(1));
  w.orders([&](FakeShopifyOrders& shop) { return shop.refund(id, {{0, 3, "RETURN"}}, "30.00", "SUCCESS", back); });
  const auto later = events_of(the(w, id), OrderEventKind::kRefunded);
  BOOST_REQUIRE(later.size() == 2u);
  BOOST_TEST((later[0] == events[0]));
  BOOST_TEST(later[1].amount.to_text() == "30");
  BOOST_TEST(later[1].lines[0].quantity.is_zero());
}

BOOST_AUTO_TEST_CASE(without_the_scope_of_returns_orders_come_all_the_same) {
  ShopifyOrderWork w;
  const auto id = w.place({{"A-1", 4}});
  w.orders([&](FakeShopifyOrders& shop) {
    shop.ship_the_rest(id);
    shop.add_return(id, 0, 2, 1);
    return shop.returns_allowed = false;
  });
  BOOST_TEST(events_of(the(w, id), OrderEventKind::kRefunded).empty());
  BOOST_TEST(events_of(the(w, id), OrderEventKind::kShipped).size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_return_that_was_refunded_first_says_nothing_more) {
  ShopifyOrderWork w;
  const auto id = w.place({{"A-1", 2}});
  w.orders([&](FakeShopifyOrders& shop) {
    shop.ship_the_rest(id);
    const auto back = shop.add_return(id, 0, 1, 0);
    return shop.refund(id, {{0, 1, "RETURN"}}, "10.00", "SUCCESS", back);
  });
  const auto events = events_of(the(w, id), OrderEventKind::kRefunded);
  BOOST_REQUIRE(events.size() == 1u);
  BOOST_TEST(events[0].amount.to_text() == "10");
  BOOST_TEST(events[0].lines[0].quantity.to_text() == "1");
}

BOOST_AUTO_TEST_CASE(options_of_a_variant_come_with_its_line) {
  ShopifyOrderWork w;
  w.shop.with([](FakeShopify& fake) {
    auto& product = fake.catalogue().add_product("Shirt", "ACTIVE");
    return fake.catalogue().add_variant(product, "S-M", "20.00", {{"Size", "M"}}).id;
  });
  const auto order = the(w, w.place({{"S-M"}, {"A-1"}})).order;
  BOOST_REQUIRE(order.lines[0].options.size() == 1u);
  BOOST_TEST(order.lines[0].options[0].value == "M");
  BOOST_TEST(order.lines[0].name == "Shirt");
  BOOST_TEST(order.lines[1].options.empty());
}

BOOST_AUTO_TEST_SUITE_END()
