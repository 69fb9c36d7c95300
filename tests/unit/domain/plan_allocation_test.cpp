#include "domain/plan_allocation.hpp"

#include <boost/test/unit_test.hpp>

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

  std::vector<AllocationEntry> replan() {
    auto entries = plan_allocation(a_site(), order, events, kOurs, ledger, pending, kNow);
    ledger.insert(ledger.end(), entries.begin(), entries.end());
    return entries;
  }
  void confirm(const Document& document, const Account& account) {
    for (auto& release : plan_releases(account, document, ledger, pending, kNow, {})) pending.push_back(release);
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

Book three_of_a() { return {an_order({a_line("1", "A", "3", "10"), a_line("2", "TICKET", "1", "5")}), {}, {}, {}}; }
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

BOOST_AUTO_TEST_CASE(allocation_switched_off_writes_nothing) {
  auto site = a_site();
  site.allocation = false;
  const auto book = three_of_a();
  BOOST_TEST(plan_allocation(site, book.order, {}, kOurs, {}, {}, kNow).empty());
}

BOOST_AUTO_TEST_CASE(on_hand_a_confirmed_parcel_ends_its_own_pieces_and_no_more) {
  const auto account = an_account();
  auto book = three_of_a();
  book.events = {event(OrderEventKind::kShipped, "s", "2")};
  book.replan();
  const auto documents = derive_documents(account, a_site(), book.order, book.events, {}, kOurs).append;
  book.confirm(documents[0], account);  // the order says nothing about what is on hand
  BOOST_TEST(book.pending.empty());
  book.confirm(documents[1], account);
  book.confirm(documents[1], account);
  BOOST_REQUIRE(book.pending.size() == 1u);
  BOOST_TEST(book.pending[0].quantity.to_text() == "2");
  BOOST_TEST(book.sum() == "3");  // a confirm changes no number
  book.post();
  BOOST_TEST(book.sum() == "1");
  book.confirm(documents[1], account);
  BOOST_TEST(book.pending.empty());
  BOOST_TEST(book.replan().empty());
}

BOOST_AUTO_TEST_CASE(available_a_cancellation_after_the_pos_knows_is_given_back_by_the_pos_alone) {
  auto account = an_account();
  account.stock_meaning = PosStockMeaning::kAvailable;
  auto book = three_of_a();
  book.replan();
  const auto documents = derive_documents(account, a_site(), book.order, {}, {}, kOurs).append;
  book.confirm(documents[0], account);
  book.events = {event(OrderEventKind::kCancelled, "x", "1")};
  BOOST_TEST(book.replan().empty());  // confirmed: the POS's next number leaves three out
  book.post();
  BOOST_TEST(book.sum() == "0");
  BOOST_TEST(book.replan().empty());
  BOOST_TEST(book.sum() == "0");
}

BOOST_AUTO_TEST_CASE(available_an_edit_upwards_reserves_the_difference_until_the_revision_is_booked) {
  auto account = an_account();
  account.stock_meaning = PosStockMeaning::kAvailable;
  auto book = three_of_a();
  book.replan();
  const auto first = derive_documents(account, a_site(), book.order, {}, {}, kOurs).append;
  book.confirm(first[0], account);
  book.post();
  book.order.web.lines[0].quantity = decimal("5");
  book.replan();
  BOOST_TEST(book.sum() == "2");
  const auto second = derive_documents(account, a_site(), book.order, {}, {{first[0], DocumentState::kConfirmed}}, kOurs).append;
  book.confirm(second[0], account);
  book.post();
  BOOST_TEST(book.sum() == "0");
}

BOOST_AUTO_TEST_SUITE_END()
