#include <boost/test/unit_test.hpp>

#include "domain/stripped_content.hpp"
#include "jobs/retention/purge.hpp"
#include "persistence/database_url.hpp"
#include "persistence/soci/session.hpp"
#include "tests/orders/both_stores.hpp"
#include "tests/orders/order_world.hpp"

using namespace tillbridge;
using namespace tillbridge::tests;
using domain::DocumentKind;
using domain::OrderEventKind;
using persistence::UnitOfWork;

namespace {

constexpr std::chrono::days kKept{400};

/// An order of two pieces with everything personal in it, shipped, paid and closed, all documents confirmed 401 days ago.
template <class Store>
struct Sold {
  Store store;
  OrderWorld world{*store};
  domain::Order order;
  std::vector<domain::OrderEvent> events;

  Sold() {
    auto line = a_line("1", "A", "2", "10");
    line.options = {{"engraving", "for Ann"}};
    order = an_order({line});
    order.web.note = "ring twice, Ann";
    order.web.fees = {{"gift card for Ann", decimal("3")}};
    order.web.shipping_charge = decimal("4.99");
    order.web.billing.line1 = "Ann's street 1";
    sum_up(order.web);
    order.web.closed = true;
    auto shipped = an_event(OrderEventKind::kShipped, "1001/s", "2026-11-25T09:00:00Z", {pieces("1", "2")});
    shipped.tracking_number = "TRACK-ANN";
    auto captured = an_event(OrderEventKind::kCaptured, "1001/c", "2026-11-25T08:30:00Z");
    captured.amount = order.web.total;
    captured.reference = "pi_ann";
    events = {captured, shipped};
    world.collect(order, events);
  }
  void confirm_all() {
    for (const auto kind : {DocumentKind::kOrder, DocumentKind::kCapture, DocumentKind::kTransaction}) world.accept(kind, ids_of(world.pull(kind)));
  }
  jobs::PurgeReport purge() { return jobs::purge(*store, world.clock(), kKept); }
  std::vector<persistence::StoredDocument> documents() {
    std::vector<persistence::StoredDocument> out;
    world.database().read([&](UnitOfWork& work) { out = work.documents().list_by_order(world.account().id, order.id); });
    return out;
  }
  domain::Order stored_order() {
    domain::Order out;
    world.database().read([&](UnitOfWork& work) { out = *work.orders().find(world.account().id, order.id); });
    return out;
  }
  /// Rows of these columns that hold anything of Ann.
  std::int64_t rows_about_ann() {
    const auto dialect = persistence::dialect::make_dialect(persistence::parse_database_url(store.options().url), store.options().password);
    persistence::soci::Session session(*dialect);
    session.begin_read();
    std::int64_t rows = 0;
    for (const char* table : {"document", "web_order", "order_event"})
      rows += session.query_integer("SELECT COUNT(*) FROM " + std::string(table) + " WHERE payload LIKE '%Ann%' OR payload LIKE '%ANN%' OR payload LIKE '%pi_ann%'");
    session.roll_back();
    return rows;
  }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(purge)

BOOST_AUTO_TEST_CASE_TEMPLATE(takes_names_and_texts_after_their_time_and_leaves_the_rest, Store, AllStores) {
  Sold<Store> sold;
  sold.confirm_all();
  const auto before = sold.documents();
  sold.world.clock().advance(kKept - std::chrono::minutes(1));
  BOOST_TEST(sold.purge().documents == 0);
  BOOST_TEST(sold.rows_about_ann() == 6);
  sold.world.clock().advance(std::chrono::hours(1));
  const auto done = sold.purge();
  BOOST_TEST(done.documents == 3);
  BOOST_TEST(done.orders == 1);
  BOOST_TEST(done.complete);
  BOOST_TEST(sold.rows_about_ann() == 0);
  BOOST_TEST(sold.purge().documents + sold.purge().orders == 0);
  const auto after = sold.documents();
  BOOST_REQUIRE(after.size() == before.size());
  for (std::size_t i = 0; i < after.size(); ++i) {
    BOOST_TEST((after[i].document == domain::stripped(before[i].document)));
    BOOST_TEST((after[i].document.total == before[i].document.total));
    BOOST_TEST((after[i].status.state == domain::DocumentState::kConfirmed));
    BOOST_TEST(after[i].status.purged_at.has_value());
  }
}

BOOST_AUTO_TEST_CASE_TEMPLATE(what_the_pos_has_not_confirmed_stays_whole, Store, AllStores) {
  Sold<Store> sold;
  sold.world.accept(DocumentKind::kOrder, ids_of(sold.world.pull(DocumentKind::kOrder)));
  sold.world.refuse(DocumentKind::kTransaction, ids_of(sold.world.pull(DocumentKind::kTransaction)));
  sold.world.clock().advance(kKept * 2);
  const auto done = sold.purge();
  BOOST_TEST(done.documents == 1);
  BOOST_TEST(done.orders == 0);  // its refused transaction and its waiting capture still need it
  BOOST_TEST(sold.world.pull(DocumentKind::kCapture).documents.at(0).document.customer.first_name == "Ann");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_shop_that_tells_old_news_again_makes_nothing_new, Store, AllStores) {
  Sold<Store> sold;
  sold.confirm_all();
  sold.world.clock().advance(kKept * 2);
  sold.purge();
  BOOST_TEST(!sold.world.collect(sold.order, sold.events).changed());
  BOOST_TEST(sold.stored_order().web.customer.email == "");
  BOOST_TEST(sold.rows_about_ann() == 0);
  for (const auto kind : {DocumentKind::kOrder, DocumentKind::kCapture, DocumentKind::kTransaction}) {
    BOOST_TEST(sold.world.pull(kind).documents.empty());
    BOOST_TEST(sold.world.pull(kind).waiting_count == 0);
  }
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_refund_after_the_purge_derives_the_same_figures, Store, AllStores) {
  const auto refund_of = [](bool purged) {
    Sold<Store> sold;
    sold.confirm_all();
    sold.world.clock().advance(kKept * 2);
    if (purged) BOOST_TEST(sold.purge().documents == 3);
    auto first = an_event(OrderEventKind::kRefunded, "1001/r1", "2028-11-25T09:00:00Z", {pieces("1", "1")});
    first.amount = decimal("10");
    sold.order.web.modified_at += std::chrono::hours(24 * 800);
    sold.order.web.status = "refunded";
    auto events = sold.events;
    events.push_back(first);
    const auto recorded = sold.world.collect(sold.order, events);
    BOOST_TEST(recorded.documents.size() == 1u);
    const auto offered = sold.world.pull(DocumentKind::kTransaction);
    BOOST_REQUIRE(offered.documents.size() == 1u);
    BOOST_TEST(sold.world.pull(DocumentKind::kOrder).documents.empty());
    return offered.documents[0].document;
  };
  const auto plain = refund_of(false), purged = refund_of(true);
  BOOST_TEST((plain == purged));
  BOOST_TEST(purged.total.to_text() == "10");
  BOOST_TEST(purged.lines.at(0).shipped);
  BOOST_TEST(purged.customer.first_name == "Ann");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(goes_through_more_documents_than_one_chunk_holds, Store, AllStores) {
  Store store;
  OrderWorld world(*store);
  const int count = jobs::kPurgeChunk + 20;
  world.database().write([&](UnitOfWork& work) {
    const auto step = work.accounts().step_clock(world.account().id);
    persistence::Handout handout{.kind = DocumentKind::kTransaction, .step = step, .at = world.clock().now()};
    for (int i = 0; i < count; ++i) {
      domain::Document document;
      document.id = "txn_" + std::to_string(i);
      document.event_id = std::to_string(i);
      document.site_id = world.site().id;
      document.order_id = "ord_1";
      document.customer.email = "ann@example.com";
      work.documents().append(world.account().id, document, world.clock().now());
      handout.documents.emplace_back(document.id, 1);
    }
    work.documents().append_handout(world.account().id, handout);
    for (const auto& [id, generation] : handout.documents) {
      persistence::Confirmation confirmation{.document_id = id, .step = step + 1, .at = world.clock().now(), .entry = {.id = id}};
      work.documents().append_confirmation(world.account().id, confirmation);
    }
  });
  world.clock().advance(kKept * 2);
  std::stop_source stop;
  stop.request_stop();
  const auto stopped = jobs::purge(*store, world.clock(), kKept, stop.get_token());
  BOOST_TEST(stopped.documents == 0);
  BOOST_TEST(!stopped.complete);
  BOOST_TEST(jobs::purge(*store, world.clock(), kKept).documents == count);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(one_order_is_stripped_on_demand_but_for_what_the_pos_still_needs, Store, AllStores) {
  Sold<Store> sold;
  const auto transactions = ids_of(sold.world.pull(DocumentKind::kTransaction));
  sold.world.accept(DocumentKind::kOrder, ids_of(sold.world.pull(DocumentKind::kOrder)));
  sold.world.accept(DocumentKind::kCapture, ids_of(sold.world.pull(DocumentKind::kCapture)));
  jobs::StripReport report;
  sold.world.database().write([&](UnitOfWork& work) {
    work.accounts().step_clock(sold.world.account().id);
    report = jobs::strip_order(work, sold.world.account().id, *work.orders().find(sold.world.account().id, sold.order.id), sold.world.clock().now());
  });
  BOOST_TEST(report.documents == 2);
  BOOST_TEST((report.kept == transactions));
  BOOST_TEST(sold.rows_about_ann() == 1);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(answers_under_old_references_go_too, Store, AllStores) {
  Store store;
  OrderWorld world(*store);
  world.database().write([&](UnitOfWork& work) {
    work.caller_references().insert(world.account().id, {.reference = "r", .operation = "x", .content_hash = "y", .finished = true, .started_at = world.clock().now(), .owner = "", .answer = ""});
  });
  world.clock().advance(std::chrono::days(6));
  BOOST_TEST(jobs::purge(*store, world.clock(), kKept).caller_references == 0);
  world.clock().advance(std::chrono::days(2));
  BOOST_TEST(jobs::purge(*store, world.clock(), kKept).caller_references == 1);
}

BOOST_AUTO_TEST_SUITE_END()
