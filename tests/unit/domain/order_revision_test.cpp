#include <boost/test/unit_test.hpp>

#include "domain/event_sums.hpp"
#include "domain/stripped_content.hpp"
#include "tests/support/derivation.hpp"
#include "tests/support/fixed_clock.hpp"

using namespace tillbridge;
using namespace tillbridge::domain;
using namespace tillbridge::tests;

namespace {

Order two_lines() { return an_order({a_line("1", "A", "3", "10"), a_line("2", "B", "1", "20")}); }

std::vector<Document> orders(const Order& order, const std::vector<OrderEvent>& events, const std::vector<KnownDocument>& known = {}) {
  return of_kind(derive(order, events, known), DocumentKind::kOrder);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(order_revisions)

BOOST_AUTO_TEST_CASE(an_order_cancelled_after_one_parcel_keeps_what_shipped_and_says_shipped) {
  auto order = two_lines();
  order.web.status = "cancelled";
  order.web.closed = true;
  const auto documents = orders(order, {shipped("s1", "09:00", {pieces("1", "2")}), cancelled("x", "10:00")});
  BOOST_TEST(documents[0].status == "shipped");
  BOOST_REQUIRE(documents[0].lines.size() == 1u);
  BOOST_TEST(line_text(documents[0]) == "2 x 10 -0 = 20");
  BOOST_TEST(documents[0].total.to_text() == "20");
}

BOOST_AUTO_TEST_CASE(a_shop_that_only_says_cancelled_is_believed) {
  auto order = two_lines();
  const auto first = orders(order, {});
  order.web.status = "cancelled";
  order.web.closed = true;
  const auto next = orders(order, {}, stored(first));
  BOOST_REQUIRE(next.size() == 1u);
  BOOST_TEST(next[0].status == "cancelled");
  BOOST_TEST(next[0].lines.size() == 2u);
}

BOOST_AUTO_TEST_CASE(a_cancelled_order_that_is_opened_again_is_told_and_reserved_again) {
  auto order = two_lines();
  const auto rest = cancelled("x", "10:00");
  order.web.status = "cancelled";
  order.web.closed = true;
  order.web.modified_at = at("2026-11-25T10:00:00Z");
  auto known = stored(orders(order, {rest}));
  BOOST_TEST(known[0].document.status == "cancelled");

  order.web.status = "open";
  order.web.closed = false;
  order.web.modified_at = at("2026-11-25T11:00:00Z");
  const auto next = orders(order, {rest}, known);
  BOOST_REQUIRE(next.size() == 1u);
  BOOST_TEST(next[0].revision == 1);
  BOOST_TEST(next[0].status == "open");
  BOOST_TEST(left_to_ship(order.web, order.web.lines[0], sum_events({rest})).to_text() == "3");

  order.web.status = "cancelled";  // and off again: the event is the old one
  order.web.closed = true;
  order.web.modified_at = at("2026-11-25T12:00:00Z");
  known.push_back({next[0], DocumentState::kConfirmed});
  const auto last = orders(order, {rest}, known);
  BOOST_REQUIRE(last.size() == 1u);
  BOOST_TEST(last[0].status == "cancelled");
  BOOST_TEST(left_to_ship(order.web, order.web.lines[0], sum_events({rest})).to_text() == "0");
}

BOOST_AUTO_TEST_CASE(a_shop_that_cancels_the_rest_and_touches_nothing_else_is_believed) {
  const auto order = two_lines();
  BOOST_TEST(left_to_ship(order.web, order.web.lines[0], sum_events({cancelled("x", "10:00")})).to_text() == "0");
}

BOOST_AUTO_TEST_CASE(parcels_refunds_payments_and_a_new_item_of_ours_make_no_revision) {
  auto order = two_lines();
  const auto first = derive_documents(an_account(), a_site(), order, {}, {}, {"A"}).append;  // B is not ours yet
  BOOST_TEST(first[0].lines[1].item_id == "");
  order.web.status = "refunded";
  order.web.closed = true;
  order.web.payments = {{"card", "p", decimal("50")}};
  BOOST_TEST(orders(order, {shipped("s1", "09:00", {pieces("1", "3")}), refunded("r1", "10:00", "50", {pieces("1", "3")}), captured("c", "08:30", "50")}, stored(first)).empty());
}

BOOST_AUTO_TEST_CASE(an_order_that_waits_to_be_offered_takes_the_item_that_has_become_ours) {
  const auto order = two_lines();
  const auto first = derive_documents(an_account(), a_site(), order, {}, {}, {"A"}).append;
  const auto next = derive_documents(an_account(), a_site(), order, {}, stored(first, DocumentState::kNew), derivation_items());
  BOOST_REQUIRE(next.append.size() == 1u);
  BOOST_TEST(next.append[0].lines[1].item_id == "B");
  BOOST_TEST(next.replaced[0] == first[0].id);
}

BOOST_AUTO_TEST_CASE(an_edit_that_is_undone_is_told_too) {
  auto order = two_lines();
  auto known = stored(orders(order, {}));
  order.web.lines[0].quantity = decimal("2");
  sum_up(order.web);
  known.push_back({orders(order, {}, known)[0], DocumentState::kConfirmed});
  order.web.lines[0].quantity = decimal("3");
  sum_up(order.web);
  const auto last = orders(order, {}, known);
  BOOST_REQUIRE(last.size() == 1u);
  BOOST_TEST(last[0].revision == 2);
}

BOOST_AUTO_TEST_CASE(an_address_that_changes_is_an_edit) {
  auto order = two_lines();
  const auto first = orders(order, {});
  order.web.shipping.city = "Bruges";
  BOOST_TEST(orders(order, {}, stored(first)).size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_refused_order_that_is_edited_is_offered_in_its_new_form) {
  auto order = two_lines();
  const auto first = orders(order, {});
  order.web.lines[1].sku = "C";
  const auto result = derive_documents(an_account(), a_site(), order, {}, stored(first, DocumentState::kParked), derivation_items());
  BOOST_REQUIRE(result.append.size() == 1u);
  BOOST_TEST(result.append[0].lines[1].item_id == "C");
  BOOST_TEST(result.replaced.empty());
}

BOOST_AUTO_TEST_CASE(a_free_order_does_not_wait_for_a_capture_that_never_comes) {
  auto site = a_site();
  site.order_moment = OrderMoment::kFirstCapture;
  const auto order = an_order({a_line("1", "A", "1", "0")});
  BOOST_TEST(derive(order, {}, {}, site).size() == 1u);
  BOOST_TEST(derive(two_lines(), {}, {}, site).empty());
}

BOOST_AUTO_TEST_CASE(an_order_that_has_gone_down_stays_down_when_the_sites_rule_changes) {
  const auto order = two_lines();
  const auto first = derive(order, {});
  auto site = a_site();
  site.order_moment = OrderMoment::kFirstShipment;
  BOOST_TEST(derive(order, {captured("c1", "09:00", "50")}, stored(first), site).size() == 1u);
}

BOOST_AUTO_TEST_SUITE_END()
