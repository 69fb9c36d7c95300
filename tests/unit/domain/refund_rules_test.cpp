#include <boost/test/unit_test.hpp>

#include <algorithm>

#include "tests/support/derivation.hpp"

using namespace tillbridge;
using namespace tillbridge::domain;
using namespace tillbridge::tests;

namespace {

/// Three of A at 10 with 6.00 tax: 36.00.
Order three_of_a() {
  auto line = a_line("1", "A", "3", "10");
  line.tax = decimal("6");
  return an_order({line});
}

/// "2 shipped, 1 not" of a return's lines.
std::string shipped_text(const Document& document) {
  Decimal left, stayed;
  for (const auto& line : document.lines) (line.shipped ? left : stayed) += line.quantity;
  return left.to_text() + " shipped, " + stayed.to_text() + " not";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(refund_rules)

BOOST_AUTO_TEST_CASE(pieces_refunded_before_they_ship_never_left_even_if_they_ship_later) {
  const std::vector<OrderEvent> events = {refunded("r1", "09:00", "12", {pieces("1", "1")}), shipped("s1", "10:00", {pieces("1", "3")})};
  const auto documents = transactions(three_of_a(), events);
  BOOST_TEST(shipped_text(documents[0]) == "0 shipped, 1 not");
  BOOST_TEST(!documents[0].lines[0].restock);
  BOOST_TEST(shipped_text(transactions(three_of_a(), {events[0]})[0]) == "0 shipped, 1 not");
}

BOOST_AUTO_TEST_CASE(cancelled_pieces_that_are_refunded_never_left) {
  const auto documents = transactions(three_of_a(), {cancelled("x1", "09:00", {pieces("1", "3")}), refunded("r1", "09:05", "36", {pieces("1", "3")})});
  BOOST_TEST(shipped_text(documents[0]) == "0 shipped, 3 not");
}

BOOST_AUTO_TEST_CASE(a_refund_after_pieces_were_cancelled_unpaid_means_the_shipped_ones) {
  const auto documents = transactions(three_of_a(), {shipped("s1", "09:00", {pieces("1", "1")}), cancelled("x1", "10:00", {pieces("1", "2")}),
                                                     refunded("r1", "11:00", "12", {pieces("1", "1")})});
  BOOST_TEST(shipped_text(documents[1]) == "1 shipped, 0 not");
  BOOST_TEST(documents[1].lines[0].restock);
}

BOOST_AUTO_TEST_CASE(a_return_at_the_moment_of_its_parcel_comes_after_it) {
  const auto documents = transactions(three_of_a(), {refunded("a-refund", "09:00", "36", {pieces("1", "3")}), shipped("b-parcel", "09:00", {pieces("1", "3")})});
  BOOST_CHECK(documents[0].type == TransactionType::kShipment);
  BOOST_TEST(shipped_text(documents[1]) == "3 shipped, 0 not");
}

BOOST_AUTO_TEST_CASE(more_pieces_than_are_left_give_no_more_shipped_ones_back) {
  const auto documents = transactions(three_of_a(), {shipped("s1", "09:00", {pieces("1", "3")}), refunded("r1", "10:00", "24", {pieces("1", "2")}),
                                                     refunded("r2", "11:00", "24", {pieces("1", "2")})});
  BOOST_TEST(shipped_text(documents[1]) == "2 shipped, 0 not");
  BOOST_TEST(shipped_text(documents[2]) == "1 shipped, 1 not");
  BOOST_TEST(documents[2].total.to_text() == "24");
  BOOST_TEST(fees_text(documents[2]) == "adjustment 12");  // the line had one piece's money left
}

BOOST_AUTO_TEST_CASE(tax_of_pieces_is_shared_alike_whichever_refund_names_its_own) {
  auto named = pieces("1", "1");
  named.amount = decimal("10");
  named.tax = decimal("1");
  const auto one = refunded("r1", "10:00", "11", {named}), two = refunded("r2", "11:00", "24", {pieces("1", "2")});
  const auto order = three_of_a();
  auto tax = [&](const std::vector<Document>& documents) {
    Decimal sum;
    for (const auto& document : documents) sum += document.tax;
    return sum.to_text();
  };
  BOOST_TEST(tax(transactions(order, {one, two})) == "5");
  const auto late = transactions(order, {two});
  auto both = transactions(order, {one, two}, stored(late));
  both.insert(both.end(), late.begin(), late.end());
  BOOST_TEST(tax(both) == "5");
}

BOOST_AUTO_TEST_CASE(a_refund_of_pieces_without_money_leaves_the_money_to_the_next) {
  const auto documents = transactions(three_of_a(), {shipped("s1", "09:00", {pieces("1", "3")}), refunded("r1", "10:00", "0", {pieces("1", "2")}),
                                                     refunded("r2", "11:00", "12", {pieces("1", "1")})});
  BOOST_TEST(line_text(documents[1]) == "2 x 10 -20 = 0");
  BOOST_TEST(line_text(documents[2]) == "1 x 10 -0 = 10");
  BOOST_TEST(documents[2].tax.to_text() == "2");
  BOOST_TEST(documents[2].rounding.to_text() == "0");
}

BOOST_AUTO_TEST_CASE(a_shop_that_gives_back_more_than_the_price_gives_it_a_price_of_its_own) {
  const auto documents = transactions(three_of_a(), {shipped("s1", "09:00", {pieces("1", "3")}), refunded("r1", "10:00", "35", {refunded_pieces("1", "3", "35", "0")})});
  BOOST_TEST(line_text(documents[1]) == "3 x 11.67 -0.01 = 35");
  BOOST_TEST(documents[1].rounding.to_text() == "0");
}

BOOST_AUTO_TEST_CASE(pieces_that_half_shipped_are_told_in_two_lines_of_the_shops_price) {
  auto line = a_line("1", "A", "3", "3.3333");
  auto order = an_order({line});
  order.web.total = decimal("10");
  const auto documents = transactions(order, {shipped("s1", "09:00", {pieces("1", "1")}), refunded("r1", "10:00", "10", {pieces("1", "3")})});
  BOOST_REQUIRE(documents[1].lines.size() == 2u);
  BOOST_TEST(line_text(documents[1], 0) == "2 x 3.3333 -0 = 6.6666");
  BOOST_TEST(line_text(documents[1], 1) == "1 x 3.3333 -0 = 3.3333");
  BOOST_TEST(documents[1].rounding.to_text() == "0.0001");
}

BOOST_AUTO_TEST_CASE(a_line_that_is_gone_from_the_order_comes_back_with_its_item) {
  auto order = an_order({a_line("1", "A", "1", "10"), a_line("2", "B", "1", "20")});
  const auto first = transactions(order, {shipped("s1", "09:00", {pieces("1", "1"), pieces("2", "1")})});
  order.web.lines.pop_back();
  sum_up(order.web);
  const auto next = transactions(order, {shipped("s1", "09:00", {pieces("1", "1"), pieces("2", "1")}), refunded("r1", "10:00", "20", {refunded_pieces("2", "1", "20", "0")})},
                                 stored(first));
  BOOST_REQUIRE(next.size() == 1u);
  BOOST_TEST(next[0].lines[0].item_id == "B");
  BOOST_TEST(next[0].lines[0].restock);
  BOOST_TEST(line_text(next[0]) == "1 x 20 -0 = 20");
}

BOOST_AUTO_TEST_CASE(a_refund_names_its_shipping_charge_and_money_of_lines_without_pieces) {
  auto event = refunded("r1", "10:00", "13.20", {refunded_pieces("1", "0", "5", "1")});
  event.shipping_amount = decimal("6");
  event.shipping_tax = decimal("1.20");
  const auto documents = transactions(three_of_a(), {event});
  BOOST_TEST(documents[0].lines.empty());
  BOOST_TEST(documents[0].shipping.to_text() == "6");
  BOOST_TEST(documents[0].tax.to_text() == "2.2");
  BOOST_TEST(fees_text(documents[0]) == "adjustment 5");
  BOOST_TEST(documents[0].rounding.to_text() == "0");
}

BOOST_AUTO_TEST_CASE(a_restocking_fee_is_an_adjustment_below_zero) {
  const auto documents = transactions(three_of_a(), {shipped("s1", "09:00", {pieces("1", "3")}), refunded("r1", "10:00", "31", {pieces("1", "3")})});
  BOOST_TEST(fees_text(documents[1]) == "adjustment -5");
  BOOST_TEST(documents[1].total.to_text() == "31");
  BOOST_TEST(documents[1].rounding.to_text() == "0");
}

BOOST_AUTO_TEST_CASE(a_broken_piece_that_stays_with_the_customer_is_not_restocked) {
  auto kept = pieces("1", "1");
  kept.restock = false;
  const auto documents = transactions(three_of_a(), {shipped("s1", "09:00", {pieces("1", "3")}), refunded("r1", "10:00", "24", {kept, pieces("1", "1")})});
  BOOST_REQUIRE(documents[1].lines.size() == 2u);
  BOOST_TEST(!documents[1].lines[0].restock);
  BOOST_TEST(documents[1].lines[1].restock);
  BOOST_TEST(shipped_text(documents[1]) == "2 shipped, 0 not");
}

BOOST_AUTO_TEST_CASE(captures_are_documents_of_their_own_however_much_they_take) {
  const auto documents = of_kind(derive(three_of_a(), {captured("c1", "08:10", "20"), captured("c2", "08:20", "30"), captured("c1", "08:10", "20")}), DocumentKind::kCapture);
  BOOST_REQUIRE(documents.size() == 2u);
  BOOST_TEST(documents[0].amount.to_text() == "20");
  BOOST_TEST(documents[1].amount.to_text() == "30");  // more than the order: the shop took it
}

BOOST_AUTO_TEST_SUITE_END()
