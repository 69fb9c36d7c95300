#include "domain/derive_documents.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/support/derivation.hpp"

using namespace tillbridge;
using namespace tillbridge::domain;
using namespace tillbridge::tests;

namespace {

/// Three of A at 10 with 10.00 off the line and 3.00 tax; 5.00 shipping with 1.00 tax; the shop states 2 cents more than the parts.
Order three_pieces() {
  auto line = a_line("1", "A", "3", "10");
  line.discount = decimal("10");
  line.tax = decimal("4");
  auto order = an_order({line});
  order.web.shipping_charge = decimal("5");
  order.web.shipping_tax = decimal("1");
  sum_up(order.web);
  order.web.total += decimal("0.02");
  return order;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(derive_documents_rules)

BOOST_AUTO_TEST_CASE(an_order_document_repeats_the_order_and_adds_up_with_its_rounding) {
  const auto documents = derive(three_pieces(), {});
  BOOST_REQUIRE(documents.size() == 1u);
  const Document& document = documents[0];
  BOOST_CHECK(document.kind == DocumentKind::kOrder);
  BOOST_TEST(document.id.substr(0, 4) == "odc_");
  BOOST_TEST(document.id.size() == 30u);
  BOOST_TEST(document.web_order_number == "#1001");
  BOOST_TEST(document.lines[0].item_id == "A");
  BOOST_TEST(document.lines[0].total.to_text() == "20");
  BOOST_TEST(document.tax.to_text() == "5");
  BOOST_TEST(document.rounding.to_text() == "0.02");
  BOOST_TEST(document.total.to_text() == "30.02");
  BOOST_TEST(document.revision == 0);
}

BOOST_AUTO_TEST_CASE(a_line_with_no_item_of_ours_goes_down_with_name_and_sku) {
  const auto documents = derive(an_order({a_line("1", "GIFT", "1", "25")}), {});
  BOOST_TEST(documents[0].lines[0].item_id == "");
  BOOST_TEST(documents[0].lines[0].sku == "GIFT");
  BOOST_TEST(documents[0].lines[0].name == "Item GIFT");
}

BOOST_AUTO_TEST_CASE(two_lines_in_two_parcels_and_two_returns_give_four_transactions) {
  const auto order = an_order({a_line("1", "A", "1", "10"), a_line("2", "B", "1", "20")});
  const auto documents = transactions(order, {shipped("s1", "09:00", {pieces("1", "1")}), shipped("s2", "10:00", {pieces("2", "1")}),
                                              refunded("r1", "15:00", "10", {pieces("1", "1")}),
                                              refunded("r2", "17:00", "20", {pieces("2", "1")})});
  BOOST_REQUIRE(documents.size() == 4u);
  BOOST_CHECK(documents[0].type == TransactionType::kShipment);
  BOOST_CHECK(documents[3].type == TransactionType::kReturn);
  BOOST_TEST(documents[3].lines[0].item_id == "B");
  BOOST_TEST(documents[3].lines[0].shipped);
  BOOST_TEST(documents[3].lines[0].restock);
  BOOST_TEST(documents[3].total.to_text() == "20");
  BOOST_TEST(documents[3].payments[0].amount.to_text() == "20");
}

BOOST_AUTO_TEST_CASE(shipping_goes_with_the_first_parcel_and_the_remainder_with_the_one_that_closes_the_line) {
  const auto documents = transactions(three_pieces(), {shipped("s3", "11:00", {pieces("1", "1")}), shipped("s1", "09:00", {pieces("1", "1")}),
                                                       shipped("s2", "10:00", {pieces("1", "1")})});
  BOOST_REQUIRE(documents.size() == 3u);
  BOOST_TEST(documents[0].event_id == "s1");
  BOOST_TEST(documents[0].shipping.to_text() == "5");
  BOOST_TEST(documents[0].lines[0].discount.to_text() == "3.33");
  BOOST_TEST(documents[0].rounding.to_text() == "0.02");
  BOOST_TEST(documents[1].shipping.to_text() == "0");
  BOOST_TEST(documents[2].lines[0].discount.to_text() == "3.34");
  BOOST_TEST(documents[2].lines[0].tax.to_text() == "1.34");
  BOOST_TEST((documents[0].total + documents[1].total + documents[2].total).to_text() == "30.02");
}

BOOST_AUTO_TEST_CASE(a_late_earlier_parcel_does_not_carry_the_shipping_charge_again) {
  const auto order = three_pieces();
  const auto later = shipped("s2", "10:00", {pieces("1", "2")});
  const auto earlier = shipped("s1", "09:00", {pieces("1", "1")});
  const auto first = transactions(order, {later});
  const auto second = transactions(order, {earlier, later, later}, stored(first));
  BOOST_REQUIRE(second.size() == 1u);
  BOOST_TEST(second[0].event_id == "s1");
  BOOST_TEST(second[0].shipping.to_text() == "0");
  BOOST_TEST((first[0].total + second[0].total).to_text() == "30.02");
}

BOOST_AUTO_TEST_CASE(nothing_goes_down_before_the_orders_moment) {
  auto site = a_site();
  const auto order = three_pieces();
  auto captured = an_event(OrderEventKind::kCaptured, "c1", "2026-11-25T08:30:00Z");
  captured.amount = decimal("30.02");
  const auto parcel = shipped("s1", "09:00", {pieces("1", "3")});
  site.order_moment = OrderMoment::kFirstCapture;
  BOOST_TEST(derive(order, {parcel}, {}, site).empty());
  BOOST_TEST(derive(order, {parcel, captured}, {}, site).size() == 3u);
  site.order_moment = OrderMoment::kFirstShipment;
  BOOST_TEST(derive(order, {captured}, {}, site).empty());
  const auto documents = derive(order, {captured, parcel}, {}, site);
  BOOST_REQUIRE(documents.size() == 3u);
  BOOST_CHECK(documents[1].kind == DocumentKind::kCapture);
  BOOST_TEST(documents[1].amount.to_text() == "30.02");
}

BOOST_AUTO_TEST_CASE(only_kinds_that_the_account_pulls_are_derived) {
  auto account = an_account();
  account.pulls = {DocumentKind::kTransaction};
  const auto documents = derive(three_pieces(), {shipped("s1", "09:00", {pieces("1", "3")}), an_event(OrderEventKind::kCaptured, "c", "2026-11-25T09:00:00Z")},
                                {}, a_site(), account);
  BOOST_REQUIRE(documents.size() == 1u);
  BOOST_CHECK(documents[0].kind == DocumentKind::kTransaction);
}

BOOST_AUTO_TEST_CASE(an_order_from_before_the_connection_gives_nothing) {
  auto order = three_pieces();
  order.before_connection = true;
  BOOST_TEST(derive(order, {shipped("s1", "09:00", {pieces("1", "3")})}).empty());
}

BOOST_AUTO_TEST_CASE(an_edited_order_that_was_offered_is_offered_again_as_the_next_revision) {
  auto order = three_pieces();
  const auto first = derive(order, {});
  BOOST_TEST(derive(order, {}, stored(first)).empty());
  order.web.lines[0].quantity = decimal("2");
  sum_up(order.web);
  const auto result = derive_documents(an_account(), a_site(), order, {}, stored(first), derivation_items());
  BOOST_REQUIRE(result.append.size() == 1u);
  BOOST_TEST(result.append[0].revision == 1);
  BOOST_TEST(result.append[0].order_id == first[0].order_id);
  BOOST_TEST(result.append[0].id != first[0].id);
  BOOST_TEST(result.replaced.empty());
}

BOOST_AUTO_TEST_CASE(an_edited_order_that_was_never_offered_is_replaced) {
  auto order = three_pieces();
  const auto first = derive(order, {});
  order.web.lines[0].quantity = decimal("2");
  sum_up(order.web);
  const auto result = derive_documents(an_account(), a_site(), order, {}, stored(first, DocumentState::kNew), derivation_items());
  BOOST_REQUIRE(result.replaced.size() == 1u);
  BOOST_TEST(result.replaced[0] == first[0].id);
  BOOST_TEST(result.append[0].revision == 1);
}

BOOST_AUTO_TEST_CASE(a_cancelled_order_keeps_its_lines_and_says_cancelled_and_a_partly_cancelled_one_leaves_pieces_out) {
  const auto order = three_pieces();
  const auto first = derive(order, {});
  const auto whole = derive(order, {an_event(OrderEventKind::kCancelled, "x", "2026-11-25T09:00:00Z")}, stored(first));
  BOOST_REQUIRE(whole.size() == 1u);
  BOOST_TEST(whole[0].status == "cancelled");
  BOOST_TEST(whole[0].lines[0].quantity.to_text() == "3");
  const auto part = derive(order, {an_event(OrderEventKind::kCancelled, "x", "2026-11-25T09:00:00Z", {pieces("1", "1")})}, stored(first));
  BOOST_TEST(part[0].status == "open");
  BOOST_TEST(part[0].lines[0].quantity.to_text() == "2");
  BOOST_TEST(part[0].total.to_text() == "22.02");  // 20 − 6.67 + 2.67 tax + 6 shipping + 0.02
}

BOOST_AUTO_TEST_CASE(progress_of_shipping_and_payment_makes_no_revision) {
  auto order = three_pieces();
  const auto first = derive(order, {});
  order.web.status = "shipped";
  order.web.payments[0].amount = decimal("30.02");
  const auto next = derive(order, {shipped("s1", "09:00", {pieces("1", "3")})}, stored(first));
  BOOST_TEST(of_kind(next, DocumentKind::kOrder).empty());
}

BOOST_AUTO_TEST_CASE(an_amount_only_refund_is_a_return_without_lines) {
  const auto documents = transactions(three_pieces(), {refunded("r1", "15:00", "7.50", {})});
  BOOST_REQUIRE(documents.size() == 1u);
  BOOST_TEST(documents[0].lines.empty());
  BOOST_TEST(documents[0].total.to_text() == "7.5");
  BOOST_TEST(documents[0].fees[0].name == "adjustment");
  BOOST_TEST(documents[0].rounding.to_text() == "0");
}

BOOST_AUTO_TEST_CASE(a_refund_of_pieces_that_never_ship_says_so_and_splits_what_did) {
  const auto order = an_order({a_line("1", "A", "3", "10")});
  const auto parcel = shipped("s1", "09:00", {pieces("1", "2")});
  const auto both = transactions(order, {parcel, refunded("r1", "15:00", "20", {pieces("1", "2")})});
  BOOST_REQUIRE(both.size() == 2u);
  BOOST_REQUIRE(both[1].lines.size() == 2u);
  BOOST_TEST(!both[1].lines[0].shipped);
  BOOST_TEST(!both[1].lines[0].restock);
  BOOST_TEST(both[1].lines[0].quantity.to_text() == "1");
  BOOST_TEST(both[1].lines[1].shipped);
  BOOST_TEST(both[1].lines[1].total.to_text() == "10");
}

BOOST_AUTO_TEST_CASE(money_that_the_lines_of_a_refund_do_not_explain_is_named) {
  const auto order = an_order({a_line("1", "A", "3", "10")});
  const auto more = transactions(order, {refunded("r1", "15:00", "15", {pieces("1", "1")})});
  BOOST_TEST(more[0].fees[0].amount.to_text() == "5");
  const auto less = transactions(order, {refunded("r1", "15:00", "8", {pieces("1", "1")})});
  BOOST_TEST(less[0].fees[0].name == "adjustment");
  BOOST_TEST(less[0].fees[0].amount.to_text() == "-2");
  BOOST_TEST(less[0].rounding.to_text() == "0");
  BOOST_TEST(less[0].total.to_text() == "8");
  const auto only_pieces = transactions(order, {refunded("r1", "15:00", "0", {pieces("1", "1")})});
  BOOST_TEST(only_pieces[0].total.to_text() == "0");
  BOOST_TEST(only_pieces[0].rounding.to_text() == "0");
}

BOOST_AUTO_TEST_CASE(our_own_parcel_comes_back_with_its_shipment_id_and_tracking) {
  auto parcel = shipped("s1", "09:00", {pieces("1", "1")});
  parcel.shipment_id = "pos-9";
  parcel.carrier = "DHL";
  parcel.tracking_number = "T1";
  const auto documents = transactions(an_order({a_line("1", "A", "1", "10")}), {parcel});
  BOOST_TEST(documents[0].shipment_id == "pos-9");
  BOOST_TEST(documents[0].carrier == "DHL");
  BOOST_TEST(documents[0].tracking_number == "T1");
}

BOOST_AUTO_TEST_CASE(ids_differ_between_accounts_and_sites) {
  auto account = an_account();
  account.id = AccountId{2};
  const auto one = document_id_of(an_account(), SiteId{1}, DocumentKind::kTransaction, "e", 0);
  BOOST_TEST(one != document_id_of(account, SiteId{1}, DocumentKind::kTransaction, "e", 0));
  BOOST_TEST(one != document_id_of(an_account(), SiteId{2}, DocumentKind::kTransaction, "e", 0));
  BOOST_TEST(one == document_id_of(an_account(), SiteId{1}, DocumentKind::kTransaction, "e", 0));
}

BOOST_AUTO_TEST_SUITE_END()
