#include <boost/test/unit_test.hpp>

#include "domain/document_money.hpp"
#include "domain/stripped_content.hpp"
#include "tests/support/derivation.hpp"

using namespace tillbridge;
using namespace tillbridge::domain;
using namespace tillbridge::tests;

namespace {

/// Two lines: 4 of A at 10, 1 of B at 20; 5.00 shipping; no tax.
Order four_and_one() {
  auto order = an_order({a_line("1", "A", "4", "10"), a_line("2", "B", "1", "20")});
  order.web.shipping_charge = decimal("5");
  sum_up(order.web);
  return order;
}

/// The shop shows `order` as `change` leaves it, its total added up.
template <class Change>
Order edited(Order order, Change change) {
  change(order.web);
  sum_up(order.web);
  return order;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(shipment_money)

BOOST_AUTO_TEST_CASE(many_small_parcels_of_a_small_discount_never_make_a_discount_below_zero) {
  auto line = a_line("1", "A", "100", "0.01");
  line.discount = decimal("0.50");
  const auto order = an_order({line});
  std::vector<OrderEvent> parcels;
  for (int i = 0; i < 100; ++i) parcels.push_back(shipped("s" + std::to_string(100 + i), "09:00", {pieces("1", "1")}));
  const auto documents = transactions(order, parcels);
  BOOST_REQUIRE(documents.size() == 100u);
  for (const auto& document : documents) {
    BOOST_TEST(!document.lines[0].discount.is_negative());
    BOOST_TEST(!document.total.is_negative());
  }
  BOOST_TEST(total_of(documents).to_text() == "0.5");
}

BOOST_AUTO_TEST_CASE(a_fee_that_is_added_after_the_first_parcel_goes_with_the_next_one) {
  const auto order = four_and_one();
  const auto first = transactions(order, {shipped("s1", "09:00", {pieces("1", "4")})});
  const auto now = edited(order, [](WebOrder& web) { web.fees = {{"wrapping", decimal("3")}}; web.fee_tax = decimal("0.60"); });
  const auto second = transactions(now, {shipped("s1", "09:00", {pieces("1", "4")}), shipped("s2", "10:00", {pieces("2", "1")})}, stored(first));
  BOOST_REQUIRE(second.size() == 1u);
  BOOST_TEST(fees_text(second[0]) == "wrapping 3");
  BOOST_TEST(second[0].tax.to_text() == "0.6");
  BOOST_TEST(second[0].shipping.to_text() == "0");
  BOOST_TEST((total_of(first) + total_of(second)).to_text() == now.web.total.to_text());
}

BOOST_AUTO_TEST_CASE(a_fee_that_is_taken_away_after_the_first_parcel_is_taken_back_under_its_name) {
  auto order = four_and_one();
  order = edited(order, [](WebOrder& web) { web.fees = {{"wrapping", decimal("3")}, {"wrapping", decimal("2")}, {"express", decimal("4")}}; });
  const auto first = transactions(order, {shipped("s1", "09:00", {pieces("1", "4")})});
  BOOST_TEST(fees_text(first[0]) == "wrapping 3, wrapping 2, express 4");
  const auto now = edited(order, [](WebOrder& web) { web.fees = {{"wrapping", decimal("3")}}; });
  const auto second = transactions(now, {shipped("s2", "10:00", {pieces("2", "1")})}, stored(first));
  BOOST_TEST(fees_text(second[0]) == "wrapping -2, express -4");
  BOOST_TEST((total_of(first) + total_of(second)).to_text() == now.web.total.to_text());
}

BOOST_AUTO_TEST_CASE(fees_of_one_name_that_stay_are_not_told_again) {
  auto order = four_and_one();
  order = edited(order, [](WebOrder& web) { web.fees = {{"service", decimal("-3")}, {"service", decimal("2")}}; });
  const auto documents = transactions(order, {shipped("s1", "09:00", {pieces("1", "4")}), shipped("s2", "10:00", {pieces("2", "1")})});
  BOOST_TEST(fees_text(documents[0]) == "service -3, service 2");
  BOOST_TEST(fees_text(documents[1]) == "");
}

BOOST_AUTO_TEST_CASE(a_changed_shipping_charge_goes_with_the_next_parcel_as_the_difference) {
  const auto order = four_and_one();
  const auto first = transactions(order, {shipped("s1", "09:00", {pieces("1", "4")})});
  const auto free = edited(order, [](WebOrder& web) { web.shipping_charge = {}; });
  const auto second = transactions(free, {shipped("s2", "10:00", {pieces("2", "1")})}, stored(first));
  BOOST_TEST(second[0].shipping.to_text() == "-5");
  BOOST_TEST((total_of(first) + total_of(second)).to_text() == "60");
}

BOOST_AUTO_TEST_CASE(a_price_that_an_edit_lowers_between_parcels_keeps_unit_prices_and_names_an_adjustment) {
  const auto order = four_and_one();
  const auto first = transactions(order, {shipped("s1", "09:00", {pieces("1", "3")})});
  BOOST_TEST(first[0].total.to_text() == "35");
  const auto now = edited(order, [](WebOrder& web) { web.lines[0].unit_price = decimal("8"); });
  const auto second = transactions(now, {shipped("s2", "10:00", {pieces("1", "1"), pieces("2", "1")})}, stored(first));
  BOOST_TEST(line_text(second[0], 0) == "1 x 8 -0 = 8");
  BOOST_TEST(line_text(second[0], 1) == "1 x 20 -0 = 20");
  BOOST_TEST(fees_text(second[0]) == "adjustment -6");
  BOOST_TEST((total_of(first) + total_of(second)).to_text() == "57");
}

BOOST_AUTO_TEST_CASE(a_price_that_an_edit_raises_between_parcels_keeps_unit_prices_and_names_an_adjustment) {
  const auto order = four_and_one();
  const auto first = transactions(order, {shipped("s1", "09:00", {pieces("1", "2")})});
  const auto now = edited(order, [](WebOrder& web) { web.lines[0].unit_price = decimal("12"); web.lines[0].tax = decimal("4"); });
  const auto second = transactions(now, {shipped("s2", "10:00", {pieces("1", "2"), pieces("2", "1")})}, stored(first));
  BOOST_TEST(line_text(second[0], 0) == "2 x 12 -0 = 24");
  BOOST_TEST(second[0].lines[0].tax.to_text() == "2");
  BOOST_TEST(second[0].tax.to_text() == "4");  // the first two pieces had none
  BOOST_TEST(fees_text(second[0]) == "adjustment 4");
  BOOST_TEST((total_of(first) + total_of(second)).to_text() == now.web.total.to_text());
}

BOOST_AUTO_TEST_CASE(a_quantity_lowered_below_what_shipped_is_corrected_by_the_next_parcel) {
  const auto order = four_and_one();
  const auto first = transactions(order, {shipped("s1", "09:00", {pieces("1", "4")})});
  const auto now = edited(order, [](WebOrder& web) { web.lines[0].quantity = decimal("3"); });
  const auto second = transactions(now, {shipped("s1", "09:00", {pieces("1", "4")}), shipped("s2", "10:00", {pieces("2", "1")})}, stored(first));
  BOOST_TEST(fees_text(second[0]) == "adjustment -10");
  BOOST_TEST((total_of(first) + total_of(second)).to_text() == "55");
  BOOST_TEST(total_of(transactions(now, {shipped("s1", "09:00", {pieces("1", "4")}), shipped("s2", "10:00", {pieces("2", "1")})})).to_text() == "55");
}

BOOST_AUTO_TEST_CASE(a_line_that_is_taken_out_after_it_shipped_is_corrected_by_the_next_parcel) {
  const auto order = four_and_one();
  const auto first = transactions(order, {shipped("s1", "09:00", {pieces("2", "1")})});
  const auto now = edited(order, [](WebOrder& web) { web.lines.pop_back(); });
  const auto second = transactions(now, {shipped("s2", "10:00", {pieces("1", "4")})}, stored(first));
  BOOST_TEST(fees_text(second[0]) == "adjustment -20");
  BOOST_TEST((total_of(first) + total_of(second)).to_text() == "45");
}

BOOST_AUTO_TEST_CASE(a_parcel_of_a_line_that_was_taken_out_costs_nothing_and_is_told_with_what_is_known_of_it) {
  const auto order = four_and_one();
  const auto first = derive(order, {});  // the order document knows line 2
  const auto now = edited(order, [](WebOrder& web) { web.lines.pop_back(); });
  const auto parcel = transactions(now, {shipped("s1", "09:00", {pieces("2", "1")})}, stored(first));
  BOOST_TEST(parcel[0].lines[0].item_id == "B");
  BOOST_TEST(line_text(parcel[0]) == "1 x 0 -0 = 0");
  BOOST_TEST(parcel[0].total.to_text() == "5");
}

BOOST_AUTO_TEST_CASE(pieces_beyond_the_ordered_ones_cost_nothing) {
  const auto order = four_and_one();
  const auto documents = transactions(order, {shipped("s1", "09:00", {pieces("1", "3")}), shipped("s2", "10:00", {pieces("1", "3")}),
                                              shipped("s3", "11:00", {pieces("1", "1")})});
  BOOST_TEST(line_text(documents[1]) == "3 x 10 -20 = 10");
  BOOST_TEST(line_text(documents[2]) == "1 x 10 -10 = 0");
  BOOST_TEST(documents[2].total.to_text() == "0");
}

BOOST_AUTO_TEST_CASE(an_edit_after_the_last_parcel_moves_no_shipment) {
  const auto order = four_and_one();
  const auto all = shipped("s1", "09:00", {pieces("1", "4"), pieces("2", "1")});
  const auto first = transactions(order, {all});
  const auto now = edited(order, [](WebOrder& web) { web.fees = {{"wrapping", decimal("3")}}; });
  auto edit = an_event(OrderEventKind::kEdited, "x", "2026-11-25T10:00:00Z");
  BOOST_TEST(transactions(now, {all, edit}, stored(first)).empty());
  // The order's next revision tells it, and the money that the shop takes or gives for it.
  const auto next = derive(now, {all, edit, captured("c2", "10:05", "3")}, stored(derive(order, {all})));
  BOOST_REQUIRE(next.size() == 2u);
  BOOST_TEST(next[0].revision == 1);
  BOOST_TEST(next[1].amount.to_text() == "3");
}

BOOST_AUTO_TEST_CASE(a_negative_fee_goes_with_the_first_parcel_even_where_that_makes_its_total_negative) {
  const auto order = edited(four_and_one(), [](WebOrder& web) { web.fees = {{"volume discount", decimal("-30")}}; });
  const auto documents = transactions(order, {shipped("s1", "09:00", {pieces("2", "1")}), shipped("s2", "10:00", {pieces("1", "4")})});
  BOOST_TEST(documents[0].total.to_text() == "-5");
  BOOST_TEST(documents[1].total.to_text() == "40");
}

BOOST_AUTO_TEST_CASE(a_line_below_zero_takes_its_money_off) {
  auto voucher = a_line("2", "", "2", "-2.50");
  voucher.tax = decimal("-1.01");
  const auto order = an_order({a_line("1", "A", "2", "10"), voucher});
  const auto documents = transactions(order, {shipped("s1", "09:00", {pieces("1", "1"), pieces("2", "1")}), shipped("s2", "10:00", {pieces("1", "1"), pieces("2", "1")})});
  BOOST_TEST(line_text(documents[0], 1) == "1 x -2.5 -0 = -2.5");
  BOOST_TEST(documents[0].tax.to_text() == "-0.51");
  BOOST_TEST(documents[0].total.to_text() == "6.99");
  BOOST_TEST(total_of(documents).to_text() == "13.99");
}

BOOST_AUTO_TEST_CASE(what_a_shop_takes_off_its_total_without_a_word_is_rounding_of_the_first_parcel) {
  auto order = four_and_one();
  order.web.total -= decimal("12");
  const auto documents = transactions(order, {shipped("s1", "09:00", {pieces("2", "1")}), shipped("s2", "10:00", {pieces("1", "4")})});
  BOOST_TEST(documents[0].rounding.to_text() == "-12");
  BOOST_TEST(documents[0].total.to_text() == "13");
  BOOST_TEST(documents[1].total.to_text() == "40");
}

BOOST_AUTO_TEST_CASE(a_gift_and_a_free_order_cost_nothing) {
  auto gift = a_line("2", "B", "1", "7.99");
  gift.discount = decimal("7.99");
  const auto documents = transactions(an_order({a_line("1", "A", "1", "0"), gift}), {shipped("s1", "09:00", {pieces("1", "1"), pieces("2", "1")})});
  BOOST_TEST(line_text(documents[0], 0) == "1 x 0 -0 = 0");
  BOOST_TEST(line_text(documents[0], 1) == "1 x 7.99 -7.99 = 0");
  BOOST_TEST(documents[0].total.to_text() == "0");
  BOOST_TEST(documents[0].payments.size() == 1u);
}

BOOST_AUTO_TEST_CASE(broken_quantities_keep_their_price_and_add_up) {
  auto cloth = a_line("1", "A", "2.5", "12.3457");
  cloth.discount = decimal("1.23");
  cloth.tax = decimal("6.22");
  auto order = an_order({cloth});
  order.web.total = order.web.total.rounded(2);
  const auto documents = transactions(order, {shipped("s1", "09:00", {pieces("1", "0.5")}), shipped("s2", "10:00", {pieces("1", "2")})});
  BOOST_TEST(line_text(documents[0]) == "0.5 x 12.3457 -0.246 = 5.9269");
  BOOST_TEST(documents[0].tax.to_text() == "1.24");
  BOOST_TEST(documents[1].lines[0].unit_price.to_text() == "12.3457");
  BOOST_TEST(total_of(documents).to_text() == order.web.total.to_text());
}

BOOST_AUTO_TEST_CASE(halves_of_a_free_line_cost_nothing_and_need_no_adjustment) {
  auto line = a_line("1", "A", "4", "2.55");
  line.discount = decimal("10.20");
  const auto order = an_order({line});
  std::vector<OrderEvent> parcels;
  for (int i = 1; i <= 8; ++i) parcels.push_back(shipped("s" + std::to_string(i), "09:00", {pieces("1", "0.5")}));
  for (const auto& document : transactions(order, parcels)) {
    BOOST_TEST(fees_text(document) == "");
    BOOST_TEST(document.total.to_text() == "0");
    BOOST_TEST(!document.lines[0].discount.is_negative());
    BOOST_TEST(!document.lines[0].total.is_negative());
  }
}

BOOST_AUTO_TEST_CASE(an_order_of_no_goods_is_told_like_any_other) {
  const auto order = an_order({a_line("1", "", "2", "25"), a_line("2", "TICKET", "1", "9")});
  const auto documents = transactions(order, {shipped("s1", "09:00", {pieces("1", "2"), pieces("2", "1")})});
  BOOST_TEST(documents[0].lines[0].item_id == "");
  BOOST_TEST(documents[0].lines[1].sku == "TICKET");
  BOOST_TEST(documents[0].total.to_text() == "59");
}

BOOST_AUTO_TEST_CASE(prices_kept_with_tax_meet_the_shops_total_by_rounding) {
  // 3 at 10.00 with 21 % in it: net 8.2645, tax 5.21; the shop states 30.00, the parts make 30.0035.
  auto line = a_line("1", "A", "3", "8.2645");
  line.tax = decimal("5.21");
  auto order = an_order({line});
  order.web.total = decimal("30");
  const auto whole = derive(order, {});
  BOOST_TEST(whole[0].rounding.to_text() == "-0.0035");
  const auto documents = transactions(order, {shipped("s1", "09:00", {pieces("1", "1")}), shipped("s2", "10:00", {pieces("1", "2")})});
  BOOST_TEST(line_text(documents[0]) == "1 x 8.2645 -0 = 8.2645");
  BOOST_TEST(documents[0].tax.to_text() == "1.73");
  BOOST_TEST(documents[0].total.to_text() == "9.99");
  BOOST_TEST(documents[0].rounding.to_text() == "-0.0045");
  BOOST_TEST(documents[1].total.to_text() == "20.01");
}

BOOST_AUTO_TEST_CASE(yen_have_no_decimals_and_dinars_three) {
  auto line = a_line("1", "A", "3", "100");
  line.discount = decimal("100");
  line.tax = decimal("20");
  auto yen = an_order({line});
  yen.web.currency = "JPY";
  auto documents = transactions(yen, {shipped("s1", "09:00", {pieces("1", "1")}), shipped("s2", "10:00", {pieces("1", "2")})});
  BOOST_TEST(line_text(documents[0]) == "1 x 100 -33 = 67");
  BOOST_TEST(documents[0].tax.to_text() == "6");
  BOOST_TEST(line_text(documents[1]) == "2 x 100 -67 = 133");

  auto dinars = an_order({line});
  dinars.web.currency = "KWD";
  documents = transactions(dinars, {shipped("s1", "09:00", {pieces("1", "1")}), shipped("s2", "10:00", {pieces("1", "2")})});
  BOOST_TEST(line_text(documents[0]) == "1 x 100 -33.333 = 66.667");
  BOOST_TEST(documents[0].tax.to_text() == "6.666");
  BOOST_TEST(total_of(documents).to_text() == "220");
}

BOOST_AUTO_TEST_CASE(a_total_finer_than_the_coin_is_met_by_the_last_parcel) {
  auto order = four_and_one();
  order.web.total = decimal("65.0049");
  const auto documents = transactions(order, {shipped("s1", "09:00", {pieces("1", "4")}), shipped("s2", "10:00", {pieces("2", "1")})});
  BOOST_TEST(documents[0].total.to_text() == "45");
  BOOST_TEST(documents[1].total.to_text() == "20.0049");
}

BOOST_AUTO_TEST_CASE(payments_are_used_up_one_after_the_other) {
  auto order = four_and_one();  // 65
  order.web.payments = {{"gift card", "g-1", decimal("50")}, {"card", "p-1", decimal("15")}};
  const auto documents = transactions(order, {shipped("s1", "09:00", {pieces("1", "4")}), shipped("s2", "10:00", {pieces("2", "1")})});
  BOOST_REQUIRE(documents[0].payments.size() == 1u);
  BOOST_TEST(documents[0].payments[0].method == "gift card");
  BOOST_TEST(documents[0].payments[0].amount.to_text() == "45");
  BOOST_REQUIRE(documents[1].payments.size() == 2u);
  BOOST_TEST(documents[1].payments[0].amount.to_text() == "5");
  BOOST_TEST(documents[1].payments[1].method == "card");
  BOOST_TEST(documents[1].payments[1].amount.to_text() == "15");
}

BOOST_AUTO_TEST_CASE(an_order_that_is_paid_late_or_not_yet_names_its_method) {
  auto order = four_and_one();
  order.web.payments = {{"invoice", "i-1", {}}};
  const auto documents = transactions(order, {shipped("s1", "09:00", {pieces("1", "4"), pieces("2", "1")})});
  BOOST_TEST(documents[0].payments[0].method == "invoice");
  BOOST_TEST(documents[0].payments[0].amount.to_text() == "65");
}

BOOST_AUTO_TEST_CASE(a_stripped_parcel_still_counts_with_its_fees) {
  const auto order = edited(four_and_one(), [](WebOrder& web) { web.fees = {{"wrapping", decimal("3")}}; });
  auto known = stored(transactions(order, {shipped("s1", "09:00", {pieces("1", "4")})}), DocumentState::kConfirmed);
  known[0].document = stripped(known[0].document);
  known[0].stripped = true;
  const auto next = transactions(order, {shipped("s1", "09:00", {pieces("1", "4")}), shipped("s2", "10:00", {pieces("2", "1")})}, known);
  BOOST_REQUIRE(next.size() == 1u);
  BOOST_TEST(fees_text(next[0]) == "");
  BOOST_TEST(next[0].total.to_text() == "20");
}

BOOST_AUTO_TEST_CASE(an_exchange_is_a_return_and_a_parcel_of_the_new_line) {
  const auto order = four_and_one();
  const auto all = shipped("s1", "09:00", {pieces("1", "4"), pieces("2", "1")});
  const auto first = transactions(order, {all});
  const auto now = edited(order, [](WebOrder& web) { web.lines.push_back(a_line("3", "C", "1", "23")); });
  const std::vector<OrderEvent> events = {all, refunded("r1", "10:00", "20", {pieces("2", "1")}), shipped("s2", "11:00", {pieces("3", "1")})};
  const auto next = transactions(now, events, stored(first));
  BOOST_REQUIRE(next.size() == 2u);
  BOOST_CHECK(next[0].type == TransactionType::kReturn);
  BOOST_TEST(next[0].lines[0].restock);
  BOOST_TEST(line_text(next[1]) == "1 x 23 -0 = 23");
  BOOST_TEST((total_of(first) + next[1].total).to_text() == now.web.total.to_text());
  BOOST_TEST(total_of(transactions(now, events)).to_text() == (total_of(first) + total_of(next)).to_text());
}

BOOST_AUTO_TEST_SUITE_END()
