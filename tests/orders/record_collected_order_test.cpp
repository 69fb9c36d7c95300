#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <atomic>
#include <random>
#include <thread>

#include "tests/orders/both_stores.hpp"
#include "tests/orders/order_world.hpp"
#include "tests/support/order_histories.hpp"

using namespace tillbridge;
using namespace tillbridge::tests;
using domain::DocumentKind;
using domain::OrderEventKind;
using persistence::UnitOfWork;

namespace {

domain::Order simple_order() { return an_order({a_line("1", "A", "3", "10"), a_line("2", "TICKET", "1", "5")}); }
domain::OrderEvent parcel(const std::string& id, const std::string& quantity) { return an_event(OrderEventKind::kShipped, id, "2026-11-25T09:00:00Z", {pieces("1", quantity)}); }

struct Stored {
  std::size_t orders = 0, events = 0, documents = 0, entries = 0;
  bool operator==(const Stored&) const = default;
};

Stored stored(OrderWorld& world, const domain::OrderId& order) {
  Stored counts;
  world.database().read([&](UnitOfWork& work) {
    counts.orders = static_cast<std::size_t>(work.orders().count(world.account().id, std::nullopt));
    counts.events = work.orders().list_events(world.account().id, order).size();
    counts.documents = work.documents().list_by_order(world.account().id, order).size();
    counts.entries = work.allocations().list_by_order(world.account().id, order).size();
  });
  return counts;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(record_collected_order)

BOOST_AUTO_TEST_CASE_TEMPLATE(stores_snapshot_events_reservations_and_documents, Store, AllStores) {
  Store store;
  OrderWorld world(*store);
  const auto recorded = world.collect(simple_order(), {parcel("s1", "1")});
  BOOST_TEST(recorded.is_new);
  BOOST_TEST(recorded.new_events == 2);  // its own "placed" too
  BOOST_TEST(recorded.documents.size() == 2u);
  BOOST_TEST((recorded.items == std::vector<domain::ItemId>{"A"}));
  BOOST_TEST((stored(world, recorded.order_id) == Stored{1, 2, 2, 1}));
  BOOST_TEST(world.allocated("A") == "3");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(fifty_repeats_change_nothing, Store, AllStores) {
  Store store;
  OrderWorld world(*store);
  const auto first = world.collect(simple_order(), {parcel("s1", "1")});
  const auto before = stored(world, first.order_id);
  for (int i = 0; i < 50; ++i) BOOST_TEST(!world.collect(simple_order(), {parcel("s1", "1"), parcel("s1", "1")}).changed());
  BOOST_TEST((stored(world, first.order_id) == before));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(one_order_told_fifty_times_at_once_is_one_document_handed_out_once, Store, AllStores) {
  constexpr int kTellers = 10, kTimes = 5;
  Store store;
  OrderWorld world(*store);
  const auto order = simple_order();
  const auto now = world.clock().now();
  std::atomic<int> new_orders = 0, documents = 0;
  {
    std::vector<std::jthread> tellers;
    for (int i = 0; i < kTellers; ++i)
      tellers.emplace_back([&] {
        for (int j = 0; j < kTimes; ++j) {
          jobs::RecordedOrder recorded;
          store->write([&](UnitOfWork& work) {
            const auto step = work.accounts().step_clock(world.account().id);
            recorded = jobs::record_collected_order(work, world.account(), world.site(), {order.web, {parcel("s1", "1")}}, step, now);
          });
          new_orders += recorded.is_new ? 1 : 0;
          documents += static_cast<int>(recorded.documents.size());
        }
      });
  }
  BOOST_TEST(new_orders == 1);
  BOOST_TEST(documents == 2);  // the order and its shipment
  const auto pulled = world.pull(DocumentKind::kTransaction);
  BOOST_REQUIRE(pulled.documents.size() == 1u);
  BOOST_TEST((world.accept(DocumentKind::kTransaction, ids_of(pulled)) == std::vector<std::string>{"confirmed"}));
  BOOST_TEST(world.pull(DocumentKind::kTransaction).documents.empty());
  BOOST_TEST(world.allocated("A") == "3");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(an_older_page_does_not_put_the_snapshot_back, Store, AllStores) {
  Store store;
  OrderWorld world(*store);
  auto newer = simple_order();
  newer.web.modified_at += std::chrono::hours(1);
  newer.web.status = "shipped";
  const auto id = world.collect(newer).order_id;
  world.collect(simple_order(), {parcel("s1", "1")});
  world.database().read([&](UnitOfWork& work) { BOOST_TEST(work.orders().find(world.account().id, id)->web.status == "shipped"); });
  BOOST_TEST(stored(world, id).events == 2u);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(marks_the_items_changed_and_the_shops_number_unknown, Store, AllStores) {
  Store store;
  OrderWorld world(*store);
  world.post("A", "10");
  domain::Step before = 0;
  world.database().write([&](UnitOfWork& work) {
    domain::Listing listing;
    listing.site_id = world.site().id;
    listing.item_id = "A";
    listing.created_at = world.clock().now();
    work.listings().upsert(world.account().id, {listing});
    work.listings().store_sent_quantities(world.account().id, world.site().id, {{"A", decimal("10")}}, world.clock().now());
    before = work.accounts().clock(world.account().id);
  });
  world.collect(simple_order());
  world.database().read([&](UnitOfWork& work) {
    const auto now = work.accounts().clock(world.account().id);
    const auto changed = work.stock().list_changed(world.account().id, before, now, "", 10);
    BOOST_REQUIRE(changed.size() == 1u);
    BOOST_TEST(changed[0].second == "A");
    BOOST_TEST(!work.listings().find_many(world.account().id, world.site().id, {"A"})[0].sent_quantity.has_value());
  });
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_closed_order_from_before_the_connection_gives_no_documents_and_reserves_nothing, Store, AllStores) {
  Store store;
  OrderWorld world(*store);
  world.site().orders_since = at("2026-11-25T08:30:00Z");
  auto closed = simple_order();
  closed.web.closed = true;
  auto left_before = parcel("s1", "3");
  left_before.occurred_at = at("2026-11-25T08:20:00Z");
  const auto recorded = world.collect(closed, {left_before});
  BOOST_TEST(recorded.before_connection);
  BOOST_TEST((stored(world, recorded.order_id) == Stored{1, 2, 0, 0}));
  auto open = simple_order();
  open.web.web_order_id = "1002";
  BOOST_TEST(!world.collect(open).before_connection);
  BOOST_TEST(world.allocated("A") == "3");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(an_edit_before_the_first_offer_replaces_and_after_it_revises, Store, AllStores) {
  Store store;
  OrderWorld world(*store);
  auto order = simple_order();
  world.collect(order);
  order.web.lines[0].quantity = decimal("2");
  sum_up(order.web);
  world.collect(order);
  const auto offered = world.pull(DocumentKind::kOrder);
  BOOST_REQUIRE(offered.documents.size() == 1u);
  BOOST_TEST(offered.documents[0].document.revision == 1);
  order.web.lines[0].quantity = decimal("1");
  sum_up(order.web);
  world.collect(order);
  const auto again = world.pull(DocumentKind::kOrder);
  BOOST_REQUIRE(again.documents.size() == 2u);
  BOOST_TEST(again.documents[1].document.revision == 2);
  BOOST_TEST(again.documents[1].document.order_id == again.documents[0].document.order_id);
  BOOST_TEST(world.allocated("A") == "1");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(documents_of_one_order_are_offered_in_the_order_in_which_they_happened, Store, AllStores) {
  Store store;
  OrderWorld world(*store);
  auto refund = an_event(OrderEventKind::kRefunded, "r1", "2026-11-25T12:00:00Z", {pieces("1", "1")});
  refund.amount = decimal("10");
  auto second = parcel("s2", "2");
  second.occurred_at += std::chrono::hours(1);
  world.collect(simple_order(), {refund, second, parcel("s1", "1")});
  std::vector<std::string> events;
  for (const auto& offered : world.pull(DocumentKind::kTransaction).documents) events.push_back(offered.document.event_id);
  BOOST_TEST((events == std::vector<std::string>{"s1", "s2", "r1"}));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(random_histories_arriving_piece_by_piece_store_what_arriving_at_once_stores, Store, AllStores) {
  const auto seed = test_seed();
  BOOST_TEST_MESSAGE("seed " << seed);
  std::mt19937_64 random(seed);
  Store one, other;
  OrderWorld at_once(*one), piecemeal(*other);
  for (auto* world : {&at_once, &piecemeal}) world->account().pulls = {DocumentKind::kCapture, DocumentKind::kTransaction};
  for (int i = 0; i < 120; ++i) {
    BOOST_TEST_CONTEXT("seed " << seed << ", history " << i) {
      auto history = random_history(random);
      history.order.web.web_order_id = std::to_string(i);
      for (auto& line : history.order.web.lines) line.sku = line.sku < "I3" ? "A" : "B";
      for (auto& event : history.events) event.event_id = std::to_string(i) + "/" + event.event_id;
      const auto id = at_once.collect(history.order, history.events).order_id;
      std::vector<domain::OrderEvent> arrived;
      for (const auto& event : shuffled_with_repeats(history.events, random)) {
        arrived.push_back(event);
        if (random() % 2 == 0) piecemeal.collect(history.order, arrived);
      }
      piecemeal.collect(history.order, history.events);
      std::vector<std::vector<std::string>> ids(2);
      std::vector<base::Decimal> totals(2);
      int which = 0;
      for (auto* world : {&at_once, &piecemeal}) {
        world->database().read([&](UnitOfWork& work) {
          for (const auto& stored_document : work.documents().list_by_order(world->account().id, id)) {
            ids[static_cast<std::size_t>(which)].push_back(stored_document.document.id);
            totals[static_cast<std::size_t>(which)] += stored_document.document.total;
          }
        });
        std::sort(ids[static_cast<std::size_t>(which)].begin(), ids[static_cast<std::size_t>(which)].end());
        ++which;
      }
      BOOST_REQUIRE((ids[0] == ids[1]));
      BOOST_REQUIRE((totals[0] == totals[1]));
      BOOST_REQUIRE(at_once.allocated("A") == piecemeal.allocated("A"));
      BOOST_REQUIRE(at_once.allocated("B") == piecemeal.allocated("B"));
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
