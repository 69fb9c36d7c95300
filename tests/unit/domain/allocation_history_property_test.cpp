#include <boost/test/unit_test.hpp>

#include <map>

#include "domain/plan_allocation.hpp"
#include "tests/support/order_builders.hpp"
#include "tests/support/order_histories.hpp"

using namespace tillbridge;
using namespace tillbridge::domain;
using namespace tillbridge::tests;

namespace {

constexpr int kHistories = 4'000;
constexpr auto kOnHand = PosStockMeaning::kOnHand;
const std::vector<ItemId> kOurs = {"I0", "I1", "I2", "I3", "I4"};
using Documents = std::vector<KnownDocument>;

std::map<std::string, Decimal> line_sums(const std::vector<AllocationEntry>& ledger) {
  std::map<std::string, Decimal> sums;
  for (const auto& entry : ledger) sums[entry.line_id] += entry.quantity;
  return sums;
}

/// An order as the store would hold it: the documents of each arrival are made before the reservations follow.
struct Book {
  const Order& order;
  std::vector<OrderEvent> events;
  Documents documents;
  std::vector<AllocationEntry> ledger;
  std::vector<PendingRelease> pending;

  AllocationPlan plan() { return plan_allocation(kOnHand, {order, events, documents, ledger, pending}, kOurs, order.collected_at); }
  void arrive(std::vector<OrderEvent> more) {
    for (auto& event : more) events.push_back(std::move(event));
    for (auto& document : derive_documents(an_account(), a_site(), order, events, documents, kOurs).append) documents.push_back({std::move(document), DocumentState::kNew});
    for (auto& entry : plan().append) {
      for (const auto& written : ledger) BOOST_REQUIRE(written.entry_key != entry.entry_key);
      ledger.push_back(std::move(entry));
    }
  }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(allocation_history_properties)

BOOST_AUTO_TEST_CASE(any_order_of_arrival_ends_in_the_same_reservation_and_never_falls_below_nothing) {
  const auto seed = test_seed();
  BOOST_TEST_MESSAGE("seed " << seed << " (TILLBRIDGE_TEST_SEED repeats a run)");
  std::mt19937_64 random(seed);
  for (int i = 0; i < kHistories; ++i) {
    BOOST_TEST_CONTEXT("seed " << seed << ", history " << i) {
      const auto history = random_history(random);
      Book at_once{history.order, {}, {}, {}, {}};
      at_once.arrive(history.events);
      Book later{history.order, {}, {}, {}, {}};
      for (const auto& event : shuffled_with_repeats(history.events, random)) {
        later.arrive({event});
        for (const auto& [line, sum] : line_sums(later.ledger)) BOOST_REQUIRE(!sum.is_negative());
      }
      if (!later.events.empty()) BOOST_REQUIRE(line_sums(later.ledger) == line_sums(at_once.ledger));
      BOOST_REQUIRE(at_once.plan().empty());
    }
  }
}

BOOST_AUTO_TEST_CASE(when_every_parcel_is_booked_and_posted_only_what_is_still_to_ship_stays_reserved) {
  const auto seed = test_seed();
  BOOST_TEST_MESSAGE("seed " << seed);
  std::mt19937_64 random(seed);
  for (int i = 0; i < kHistories; ++i) {
    BOOST_TEST_CONTEXT("seed " << seed << ", history " << i) {
      const auto history = random_history(random);
      const auto now = history.order.collected_at;
      Book book{history.order, {}, {}, {}, {}};
      book.arrive(history.events);
      for (const auto& known : book.documents) {
        for (int repeat = 0; repeat < 2; ++repeat)
          for (auto& release : plan_releases(kOnHand, known.document, {book.order, book.events, book.documents, book.ledger, book.pending}, now, {}))
            book.pending.push_back(std::move(release));
        if (random() % 2 == 0) continue;
        for (const auto& release : book.pending) book.ledger.push_back(posted_entry(release, now));
        book.pending.clear();
        BOOST_REQUIRE(book.plan().empty());
      }
      for (const auto& release : book.pending) book.ledger.push_back(posted_entry(release, now));
      for (const auto& [line, sum] : line_sums(book.ledger)) {
        BOOST_REQUIRE(!sum.is_negative());
        if (history.fully_shipped) BOOST_REQUIRE(sum.is_zero());
      }
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
