#include "tests/unit/connectors/magento/orders_fixture.hpp"

// What the shop's items become: lines with a till's SKU and money that adds up.
using namespace tillbridge;
using namespace tillbridge::tests;
using domain::OrderEventKind;

BOOST_AUTO_TEST_SUITE(magento_order_lines)

BOOST_AUTO_TEST_CASE(an_order_comes_down_with_all_that_the_shop_knows) {
  MagentoOrdersFixture f;
  const Json more{{"customer_id", 12}, {"customer_is_guest", 0}, {"customer_firstname", "Grace"}, {"customer_lastname", "Hopper"}, {"customer_note", "Ring twice"}, {"coupon_code", "TEN"}};
  const auto id = f.place({{.sku = "A", .quantity = 2, .unit_net = "10.00", .discount = "2.00"}, {.sku = "B"}}, {.first_name = "Zo\xc3\xab", .last_name = "Brown", .more = more});
  const auto collected = f.order(id);
  const auto& order = collected.order;
  BOOST_TEST(order.number == "000000001");
  BOOST_TEST(order.status == "open");
  BOOST_TEST(!order.closed);
  BOOST_TEST(order.currency == "EUR");
  BOOST_TEST(order.customer.web_customer_id == "12");
  BOOST_TEST(order.customer.first_name == "Grace");
  BOOST_TEST(order.customer.email == "shopper@example.org");
  BOOST_TEST(order.billing.first_name == "Zo\xc3\xab");
  BOOST_TEST(order.shipping.line1 == "1 High Street");
  BOOST_TEST(order.shipping.line2 == "Back door");
  BOOST_TEST(order.shipping.country == "GB");
  BOOST_TEST(order.note == "Ring twice");
  BOOST_TEST((order.placed_at == at("2026-11-25T08:00:00Z")));
  BOOST_REQUIRE(order.lines.size() == 2u);
  BOOST_TEST(order.lines[0].sku == "A");
  BOOST_TEST(order.lines[0].name == "Name of A");
  BOOST_TEST(order.lines[0].unit_price.to_text() == "10");
  BOOST_TEST(order.lines[0].discount.to_text() == "2");
  BOOST_TEST(order.lines[0].tax.to_text() == "3.42");
  BOOST_TEST(order.shipping_charge.to_text() == "5");
  BOOST_TEST(order.shipping_tax.to_text() == "0.95");
  BOOST_REQUIRE(order.discounts.size() == 1u);
  BOOST_TEST(order.discounts[0].name == "TEN");
  BOOST_TEST(order.discounts[0].amount.to_text() == "2");
  BOOST_REQUIRE(order.taxes.size() == 1u);
  BOOST_TEST(order.taxes[0].name == "VAT");
  BOOST_TEST(order.fees.empty());
  BOOST_TEST(sum_of(order).to_text() == order.total.to_text());
  BOOST_REQUIRE(order.payments.size() == 1u);
  BOOST_TEST(order.payments[0].method == "checkmo");
  BOOST_TEST(order.payments[0].amount.to_text() == order.total.to_text());
}

BOOST_AUTO_TEST_CASE(a_guest_has_the_name_of_the_billing_address) {
  MagentoOrdersFixture f;
  const auto order = f.order(f.place({{.sku = "A"}})).order;
  BOOST_TEST(order.customer.web_customer_id.empty());
  BOOST_TEST(order.customer.first_name == "Ada");
}

BOOST_AUTO_TEST_CASE(a_configurable_is_one_line_with_the_parents_money_and_the_childs_sku) {
  MagentoOrdersFixture f;
  const auto id = f.place({{.sku = "SHIRT-S", .quantity = 3, .unit_net = "20.00"}});
  const auto order = f.order(id).order;
  BOOST_REQUIRE(order.lines.size() == 1u);
  BOOST_TEST(order.lines[0].sku == "SHIRT-S");
  BOOST_TEST(order.lines[0].quantity.to_text() == "3");
  BOOST_TEST(order.lines[0].unit_price.to_text() == "20");
  BOOST_TEST(order.lines[0].line_id == std::to_string(f.item(id, "SHIRT-S")));
  BOOST_TEST(sum_of(order).to_text() == order.total.to_text());
}

BOOST_AUTO_TEST_CASE(a_refunded_configurable_gives_back_each_piece_once) {
  MagentoOrdersFixture f;
  const auto id = f.place({{.sku = "SHIRT-S", .quantity = 3, .unit_net = "20.00"}});
  f.clerk([&](FakeMagentoOrders& orders) { return orders.refund(std::stoi(id), {{orders.item_id(std::stoi(id), "SHIRT-S"), 1}}); });
  const auto order = f.order(id);
  const auto refunded = std::find_if(order.events.begin(), order.events.end(), [](const auto& event) { return event.kind == OrderEventKind::kRefunded; });
  BOOST_REQUIRE(refunded != order.events.end());
  BOOST_REQUIRE(refunded->lines.size() == 1u);
  BOOST_TEST(refunded->lines[0].quantity.to_text() == "1");
  BOOST_TEST(refunded->lines[0].amount->to_text() == "20");
  BOOST_TEST(refunded->lines[0].tax->to_text() == "3.8");
  BOOST_TEST(refunded->amount.to_text() == "23.8");
}

BOOST_AUTO_TEST_CASE(a_bundle_priced_by_its_parts_becomes_their_lines) {
  MagentoOrdersFixture f;
  const auto id = f.place({{.sku = "SET", .quantity = 2, .unit_net = "0", .parts = {{.sku = "A", .quantity = 1, .unit_net = "10.00"}, {.sku = "B", .quantity = 2, .unit_net = "4.00"}}}});
  const auto order = f.order(id).order;
  BOOST_REQUIRE(order.lines.size() == 2u);
  BOOST_TEST(order.lines[0].sku == "A");
  BOOST_TEST(order.lines[0].quantity.to_text() == "2");
  BOOST_TEST(order.lines[1].sku == "B");
  BOOST_TEST(order.lines[1].quantity.to_text() == "4");
  BOOST_TEST(order.fees.empty());
  BOOST_TEST(sum_of(order).to_text() == order.total.to_text());
}

BOOST_AUTO_TEST_CASE(a_bundle_of_a_fixed_price_keeps_its_money_beside_its_parts) {
  MagentoOrdersFixture f;
  const auto id = f.place({{.sku = "SET", .unit_net = "25.00", .parts = {{.sku = "A", .unit_net = "0"}, {.sku = "B", .quantity = 2, .unit_net = "0"}}}});
  const auto order = f.order(id).order;
  BOOST_REQUIRE(order.lines.size() == 3u);
  BOOST_TEST(order.lines[0].sku == "SET");
  BOOST_TEST(order.lines[0].unit_price.to_text() == "25");
  BOOST_TEST(order.lines[2].quantity.to_text() == "2");
  BOOST_TEST(order.lines[2].unit_price.to_text() == "0");
  BOOST_TEST(sum_of(order).to_text() == order.total.to_text());
}

BOOST_AUTO_TEST_CASE(what_the_shop_charges_beside_the_lines_is_a_fee_and_stored_value_is_a_payment) {
  MagentoOrdersFixture f;
  // 10.00 and 5.95 shipping, 2.00 for a gift wrap with 0.38 tax; 4.00 of the 18.33 paid by gift card.
  const Json more{{"grand_total", 14.33}, {"tax_amount", 2.93}, {"extension_attributes", {{"gift_cards_amount", 4}}}};
  const auto id = f.place({{.sku = "A"}}, {.more = more});
  const auto collected = f.order(id);
  const auto& order = collected.order;
  BOOST_TEST(order.total.to_text() == "18.33");
  BOOST_REQUIRE(order.fees.size() == 1u);
  BOOST_TEST(order.fees[0].amount.to_text() == "2");
  BOOST_TEST(order.fee_tax.to_text() == "0.38");
  BOOST_TEST(sum_of(order).to_text() == order.total.to_text());
  const auto* card = find_event(collected, id + "/captured/gift_card");
  BOOST_REQUIRE(card != nullptr);
  BOOST_TEST(card->amount.to_text() == "4");
}

BOOST_AUTO_TEST_CASE(a_discount_on_prices_with_tax_gives_back_the_tax_in_it) {
  const Json item{{"row_total", "8.4034"}, {"discount_amount", "1.19"}, {"discount_tax_compensation_amount", "0.19"}};
  BOOST_TEST(connectors::magento::net_of(item).to_text() == "7.4034");
}

BOOST_AUTO_TEST_CASE(thirds_of_a_cent_in_a_row_still_add_up) {
  MagentoOrdersFixture f;
  const auto order = f.order(f.place({{.sku = "A", .quantity = 3, .unit_net = "3.3333"}})).order;
  BOOST_REQUIRE(order.lines.size() == 1u);
  BOOST_TEST((order.lines[0].discount >= base::Decimal{}));
  BOOST_TEST(sum_of(order).to_text() == order.total.to_text());
}

BOOST_AUTO_TEST_SUITE_END()
