#include "domain/plan_allocation.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>

#include "domain/derive_documents.hpp"
#include "tests/support/fixed_clock.hpp"
#include "tests/support/order_builders.hpp"

using namespace tillbridge;
using namespace tillbridge::domain;
using namespace tillbridge::tests;

namespace {

const std::vector<ItemId> kOurs = {"A", "B"};
const Timestamp kNow = at("2026-11-25T12:00:00Z");

struct Book {
  Order order;
  std::vector<OrderEvent> events;
  std::vector<AllocationEntry> ledger;
  std::vector<PendingRelease> pending;
  Account account = an_account();
  std::vector<KnownDocument> documents{};

  OrderBook book() const { return {order, events, documents, ledger, pending}; }
  /// The documents of what is known now, then the reservations, as a collection makes them.
  std::vector<AllocationEntry> replan(const std::vector<ItemId>& ours = kOurs) {
    auto derived = derive_documents(account, a_site(), order, events, documents, ours);
    for (auto& known : documents)
      if (std::count(derived.replaced.begin(), derived.replaced.end(), known.document.id) > 0) known.state = DocumentState::kReplaced;
    for (auto& document : derived.append) documents.push_back({std::move(document), DocumentState::kOffered});
    return apply(plan_allocation(account.stock_meaning, book(), ours, kNow));
  }
  std::vector<AllocationEntry> apply(AllocationPlan plan) {
    ledger.insert(ledger.end(), plan.append.begin(), plan.append.end());
    for (const auto& changed : plan.changed)
      for (auto& release : pending)
        if (release.document_id == changed.document_id && release.line_id == changed.line_id && release.item_id == changed.item_id) release = changed;
    std::erase_if(pending, [](const auto& release) { return release.quantity.is_zero(); });
    return plan.append;
  }
  void confirm(const Document& document) {
    for (auto& release : plan_releases(account.stock_meaning, document, book(), kNow, {})) pending.push_back(release);
  }
  const Document& newest(DocumentKind kind) const {
    const Document* found = nullptr;
    for (const auto& known : documents)
      if (known.document.kind == kind) found = &known.document;
    return *found;
  }
  std::string sum_of(const ItemId& item) const {
    Decimal total;
    for (const auto& entry : ledger)
      if (entry.item_id == item) total += entry.quantity;
    return total.to_text();
  }
  void post() {
    for (const auto& release : pending) ledger.push_back(posted_entry(release, kNow));
    pending.clear();
  }
  std::string sum() const {
    Decimal total;
    for (const auto& entry : ledger) total += entry.quantity;
    return total.to_text();
  }
};

Book three_of_a() { return {an_order({a_line("1", "A", "3", "10"), a_line("2", "TICKET", "1", "5")}), {}, {}, {}, an_account(), {}}; }
Book available_three() {
  auto book = three_of_a();
  book.account.stock_meaning = PosStockMeaning::kAvailable;
  return book;
}
OrderEvent event(OrderEventKind kind, const std::string& id, const std::string& quantity) {
  return an_event(kind, id, "2026-11-25T09:00:00Z", {pieces("1", quantity)});
}

}  // namespace

BOOST_AUTO_TEST_SUITE(plan_allocation_rules)

BOOST_AUTO_TEST_CASE(a_placed_order_reserves_its_pieces_of_our_items_once) {
  auto book = three_of_a();
  const auto entries = book.replan();
  BOOST_REQUIRE(entries.size() == 1u);
  BOOST_TEST(entries[0].item_id == "A");
  BOOST_TEST(entries[0].quantity.to_text() == "3");
  BOOST_CHECK(entries[0].reason == AllocationReason::kPlaced);
  BOOST_TEST(book.replan().empty());
}

BOOST_AUTO_TEST_CASE(cancelling_gives_back_what_has_not_shipped_once) {
  auto book = three_of_a();
  book.events = {event(OrderEventKind::kShipped, "s", "1")};
  book.replan();
  book.events.push_back(an_event(OrderEventKind::kCancelled, "x", "2026-11-25T10:00:00Z"));
  const auto entries = book.replan();
  BOOST_REQUIRE(entries.size() == 1u);
  BOOST_TEST(entries[0].quantity.to_text() == "-2");
  BOOST_CHECK(entries[0].reason == AllocationReason::kCancelled);
  book.events.push_back(an_event(OrderEventKind::kCancelled, "y", "2026-11-25T11:00:00Z"));
  BOOST_TEST(book.replan().empty());
  BOOST_TEST(book.sum() == "1");
}

BOOST_AUTO_TEST_CASE(a_refund_frees_unshipped_pieces_once_and_shipped_ones_never) {
  auto book = three_of_a();
  book.events = {event(OrderEventKind::kRefunded, "r", "1")};
  book.replan();
  BOOST_TEST(book.sum() == "2");
  book.events.push_back(event(OrderEventKind::kShipped, "s", "2"));
  book.replan();
  BOOST_TEST(book.sum() == "2");
  book.events.push_back(event(OrderEventKind::kRefunded, "r2", "2"));
  BOOST_TEST(book.replan().empty());
  BOOST_TEST(book.sum() == "2");
}

BOOST_AUTO_TEST_CASE(an_edit_moves_the_reservation_both_ways) {
  auto book = three_of_a();
  book.replan();
  book.order.web.lines[0].quantity = decimal("5");
  book.replan();
  BOOST_TEST(book.sum() == "5");
  book.order.web.lines[0].quantity = decimal("2");
  BOOST_CHECK(book.replan()[0].reason == AllocationReason::kEdited);
  BOOST_TEST(book.sum() == "2");
  book.order.web.lines.erase(book.order.web.lines.begin());
  book.replan();
  BOOST_TEST(book.sum() == "0");
}

BOOST_AUTO_TEST_CASE(a_closed_order_holds_only_what_shipped) {
  auto book = three_of_a();
  book.events = {event(OrderEventKind::kShipped, "s", "1")};
  book.order.web.closed = true;
  book.replan();
  BOOST_TEST(book.sum() == "1");
}

BOOST_AUTO_TEST_CASE(on_hand_a_confirmed_parcel_ends_its_own_pieces_and_no_more) {
  auto book = three_of_a();
  book.events = {event(OrderEventKind::kShipped, "s", "2")};
  book.replan();
  book.confirm(book.newest(DocumentKind::kOrder));  // the order says nothing about what is on hand
  BOOST_TEST(book.pending.empty());
  const auto parcel = book.newest(DocumentKind::kTransaction);
  book.confirm(parcel);
  book.confirm(parcel);
  BOOST_REQUIRE(book.pending.size() == 1u);
  BOOST_TEST(book.pending[0].quantity.to_text() == "2");
  BOOST_TEST(book.sum() == "3");  // a confirm changes no number
  book.post();
  BOOST_TEST(book.sum() == "1");
  book.confirm(parcel);
  BOOST_TEST(book.pending.empty());
  BOOST_TEST(book.replan().empty());
}

BOOST_AUTO_TEST_CASE(available_a_cancellation_after_the_pos_knows_is_given_back_by_the_pos_alone) {
  auto book = available_three();
  book.replan();
  book.confirm(book.newest(DocumentKind::kOrder));
  book.post();
  BOOST_TEST(book.sum() == "0");
  book.events = {event(OrderEventKind::kCancelled, "x", "1")};
  BOOST_TEST(book.replan().empty());  // the POS leaves three out until it books the revision
  book.confirm(book.newest(DocumentKind::kOrder));
  BOOST_TEST(book.pending.empty());
  BOOST_TEST(book.sum() == "0");
}

BOOST_AUTO_TEST_CASE(available_a_cancellation_between_confirm_and_post_shrinks_what_the_post_ends) {
  auto book = available_three();
  book.replan();
  book.confirm(book.newest(DocumentKind::kOrder));
  book.events = {event(OrderEventKind::kCancelled, "x", "1")};
  const auto entries = book.replan();
  BOOST_REQUIRE(entries.size() == 1u);
  BOOST_TEST(entries[0].quantity.to_text() == "-1");
  BOOST_REQUIRE(book.pending.size() == 1u);
  BOOST_TEST(book.pending[0].quantity.to_text() == "2");
  book.order.web.lines[0].quantity = decimal("5");  // four are wanted now, the POS may hold back two
  book.replan();
  BOOST_TEST(book.sum() == "4");
  book.post();
  BOOST_TEST(book.sum() == "2");
  book.confirm(book.newest(DocumentKind::kOrder));
  book.post();
  BOOST_TEST(book.sum() == "0");
}

BOOST_AUTO_TEST_CASE(available_an_edit_upwards_reserves_the_difference_until_the_revision_is_booked) {
  auto book = available_three();
  book.replan();
  book.confirm(book.newest(DocumentKind::kOrder));
  book.post();
  book.order.web.lines[0].quantity = decimal("5");
  book.replan();
  BOOST_TEST(book.sum() == "2");
  book.confirm(book.newest(DocumentKind::kOrder));
  book.post();
  BOOST_TEST(book.sum() == "0");
}

BOOST_AUTO_TEST_CASE(available_what_a_revision_gave_back_is_reserved_again_when_the_next_one_takes_it) {
  auto book = available_three();
  book.replan();
  const auto first = book.newest(DocumentKind::kOrder);
  book.confirm(first);
  book.post();
  book.order.web.lines[0].quantity = decimal("1");
  book.replan();  // the POS may have booked this revision: it holds back one
  book.order.web.lines[0].quantity = decimal("3");
  book.replan();
  BOOST_TEST(book.sum() == "2");
  book.confirm(first);
  BOOST_TEST(book.pending.empty());
  book.confirm(book.newest(DocumentKind::kOrder));
  book.post();
  BOOST_TEST(book.sum() == "0");
}

BOOST_AUTO_TEST_CASE(available_an_old_revision_that_is_confirmed_late_ends_no_more_than_the_newer_ones_hold_back) {
  auto book = available_three();
  book.replan();
  const auto first = book.newest(DocumentKind::kOrder);
  book.order.web.lines[0].quantity = decimal("2");
  book.replan();
  book.order.web.lines[0].quantity = decimal("4");
  book.replan();
  BOOST_TEST(book.sum() == "4");
  book.confirm(first);
  BOOST_REQUIRE(book.pending.size() == 1u);
  BOOST_TEST(book.pending[0].quantity.to_text() == "2");
}

BOOST_AUTO_TEST_CASE(another_item_under_the_same_line_gives_the_old_one_back_and_reserves_the_new_one) {
  auto book = three_of_a();
  book.replan();
  book.order.web.lines[0].sku = "B";
  const auto entries = book.replan();
  BOOST_TEST(book.sum_of("A") == "0");
  BOOST_TEST(book.sum_of("B") == "3");
  for (const auto& entry : entries) BOOST_CHECK(entry.reason == AllocationReason::kEdited);
  BOOST_TEST(book.replan().empty());
  book.order.web.lines[0].sku = "A";
  book.replan();
  BOOST_TEST(book.sum_of("A") == "3");
  BOOST_TEST(book.sum_of("B") == "0");
}

BOOST_AUTO_TEST_CASE(a_parcel_keeps_the_item_that_its_document_names_when_the_line_gets_another) {
  auto book = three_of_a();
  book.events = {event(OrderEventKind::kShipped, "s", "1")};
  book.replan();
  const auto parcel = book.newest(DocumentKind::kTransaction);
  book.order.web.lines[0].sku = "B";
  book.replan();
  BOOST_TEST(book.sum_of("A") == "1");
  BOOST_TEST(book.sum_of("B") == "2");
  book.confirm(parcel);
  book.post();
  BOOST_TEST(book.sum_of("A") == "0");
  BOOST_TEST(book.sum_of("B") == "2");
}

BOOST_AUTO_TEST_CASE(an_item_that_becomes_ours_reserves_what_is_still_to_ship_and_not_what_went_down_without_it) {
  auto book = three_of_a();
  book.events = {event(OrderEventKind::kShipped, "s", "1")};
  BOOST_TEST(book.replan({}).empty());
  book.replan();
  BOOST_TEST(book.sum_of("A") == "2");
  book.confirm(book.newest(DocumentKind::kTransaction));  // it names no item of ours
  BOOST_TEST(book.pending.empty());
  book.events.push_back(event(OrderEventKind::kShipped, "s2", "2"));
  book.replan();
  BOOST_TEST(book.sum_of("A") == "2");
  book.confirm(book.newest(DocumentKind::kTransaction));
  book.post();
  BOOST_TEST(book.sum_of("A") == "0");
}

BOOST_AUTO_TEST_CASE(pieces_that_ship_although_they_were_refunded_are_reserved_as_shipped) {
  auto book = three_of_a();
  book.events = {event(OrderEventKind::kRefunded, "r", "1")};
  book.replan();
  auto parcel = event(OrderEventKind::kShipped, "s", "3");
  parcel.occurred_at += std::chrono::hours(1);
  book.events.push_back(parcel);
  const auto entries = book.replan();
  BOOST_REQUIRE(entries.size() == 1u);
  BOOST_TEST(entries[0].quantity.to_text() == "1");
  BOOST_CHECK(entries[0].reason == AllocationReason::kShipped);
}

BOOST_AUTO_TEST_CASE(what_an_operator_lets_go_is_never_reserved_again_and_no_later_confirm_lets_more_go) {
  auto book = three_of_a();
  book.events = {event(OrderEventKind::kShipped, "s", "2")};
  book.replan();
  const auto parcel = book.newest(DocumentKind::kTransaction);
  const auto entries = book.apply(plan_release_by_hand(book.book(), "1", "A", decimal("2"), kNow));
  BOOST_REQUIRE(entries.size() == 1u);
  BOOST_CHECK(entries[0].reason == AllocationReason::kReleasedByHand);
  BOOST_TEST(entries[0].document_id == parcel.id);  // the parcel that nobody confirmed
  BOOST_TEST(book.sum() == "1");
  BOOST_TEST(book.replan().empty());
  book.confirm(parcel);
  BOOST_TEST(book.pending.empty());  // the third piece has not shipped
  book.events.push_back(event(OrderEventKind::kShipped, "s2", "1"));
  book.replan();
  book.confirm(book.newest(DocumentKind::kTransaction));
  book.post();
  BOOST_TEST(book.sum() == "0");
}

BOOST_AUTO_TEST_CASE(letting_go_what_waits_for_a_quantity_takes_it_off_the_waiting_list) {
  auto book = three_of_a();
  book.events = {event(OrderEventKind::kShipped, "s", "3")};
  book.replan();
  book.confirm(book.newest(DocumentKind::kTransaction));
  book.apply(plan_release_by_hand(book.book(), "1", "A", decimal("9"), kNow));
  BOOST_TEST(book.pending.empty());
  BOOST_TEST(book.sum() == "0");
  book.confirm(book.newest(DocumentKind::kTransaction));  // resent and confirmed once more
  BOOST_TEST(book.pending.empty());
  BOOST_TEST(plan_release_by_hand(book.book(), "1", "A", decimal("1"), kNow).empty());
}

BOOST_AUTO_TEST_SUITE_END()
