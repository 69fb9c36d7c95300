#include <boost/test/unit_test.hpp>

#include "jobs/explain.hpp"
#include "tests/integration/jobs_bench.hpp"

using namespace tillbridge;
using namespace tillbridge::tests;
using namespace std::chrono_literals;
using connectors::OutcomeKind;
using domain::DeliveryState;
using domain::JobKind;

namespace {

struct OneItem : JobsBench {
  OneItem() {
    post_item(an_item("A"), "10", "5");
    settle_all();
  }
  void sell_one(const std::string& order_id, const std::string& pieces = "1") { shop.sell(order_id, "A", pieces, clock.now()); }
  std::optional<persistence::ShipmentDelivery> parcel(const std::string& id) {
    std::optional<persistence::ShipmentDelivery> found;
    database.read([&](persistence::UnitOfWork& work) { found = work.shipments().find(account, id); });
    return found;
  }
  std::int64_t orders() {
    std::int64_t count = 0;
    database.read([&](persistence::UnitOfWork& work) { count = work.orders().count(account, site.id); });
    return count;
  }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(jobs_orders)

BOOST_FIXTURE_TEST_CASE(ten_in_the_till_three_sold_there_three_on_the_web_and_one_given_back, OneItem) {
  for (const auto* left : {"9", "8", "7"}) {
    post_quantity("A", left);
    run(JobKind::kInventory);
    BOOST_TEST(shop.quantity("A") == decimal(left));
  }
  for (const auto* order : {"W1", "W2", "W3"}) sell_one(order);
  BOOST_TEST(shop.quantity("A") == whole(4));
  run(JobKind::kInventory);
  BOOST_TEST(shop.quantity("A") == whole(4));
  // The till posts its number again and does not know the web orders yet.
  post_quantity("A", "7");
  run(JobKind::kInventory);
  BOOST_TEST(shop.quantity("A") == whole(4));
  shop.cancel("W2", clock.now());
  run(JobKind::kInventory);
  BOOST_TEST(shop.quantity("A") == whole(5));

  const auto why = jobs::explain_item(database, account, "shop", "A", clock.now());
  BOOST_REQUIRE(why.has_value());
  BOOST_TEST(why->pos_quantity == whole(7));
  BOOST_TEST(why->allocated == whole(2));
  BOOST_TEST(why->web_quantity == whole(5));
  BOOST_REQUIRE(why->allocated_orders.size() == 2u);
  BOOST_TEST(why->allocated_orders.front().web_order_number == "W1");
  BOOST_TEST((why->listing->sent_quantity == whole(5)));
  BOOST_TEST(why->reasons.empty());
}

BOOST_FIXTURE_TEST_CASE(reads_the_orders_before_it_sends_a_quantity, OneItem) {
  sell_one("W1", "2");
  post_quantity("A", "10");
  run(JobKind::kInventory);
  BOOST_TEST(shop.quantity("A") == whole(8));
}

BOOST_FIXTURE_TEST_CASE(an_oversold_item_shows_zero_and_keeps_its_sign_inside, OneItem) {
  sell_one("W1", "12");
  run(JobKind::kInventory);
  BOOST_TEST(shop.quantity("A") == whole(0));
  const auto why = jobs::explain_item(database, account, "shop", "A", clock.now());
  BOOST_TEST(why->available == whole(-2));
  BOOST_TEST(why->web_quantity == whole(0));
}

BOOST_FIXTURE_TEST_CASE(sends_no_stock_when_the_orders_cannot_be_read, OneItem) {
  post_quantity("A", "4");
  shop.fail_all(OutcomeKind::kRetry, "connection refused");
  const auto report = run(JobKind::kInventory);
  BOOST_TEST(report.result == "unavailable");
  BOOST_TEST(report.note.find("connection refused") != std::string::npos);
  BOOST_TEST(shop.calls("set_stock") == 0);
  BOOST_TEST((*status(JobKind::kInventory).next_due_at <= clock.now() + 10s));
  shop.recover();
  BOOST_TEST(run(JobKind::kInventory).sent == 1);
}

BOOST_FIXTURE_TEST_CASE(collects_page_by_page_and_repeats_nothing, OneItem) {
  for (int i = 0; i < 23; ++i) sell_one("W" + std::to_string(100 + i));
  BOOST_TEST(run(JobKind::kOrders).orders == 23);
  BOOST_TEST(orders() == 23);
  BOOST_TEST(run(JobKind::kOrders).orders == 0);
}

BOOST_FIXTURE_TEST_CASE(an_order_that_cannot_be_read_is_parked_and_read_once_it_is_mended, OneItem) {
  for (const auto* order : {"W1", "W2", "W3"}) sell_one(order);
  shop.garble_order("W2", "total is no number");
  const auto report = run(JobKind::kOrders);
  BOOST_TEST(report.result == "partial");
  BOOST_TEST(report.orders == 2);
  BOOST_TEST(report.parked == 1);
  BOOST_TEST(report.note.find("W2") != std::string::npos);
  BOOST_TEST(orders() == 2);
  const auto parked = row(JobKind::kOrders, "order:W2");
  BOOST_REQUIRE(parked.has_value());
  BOOST_TEST((parked->state == DeliveryState::kParked));
  BOOST_TEST(parked->last_code == "unreadable_order");
  BOOST_TEST(parked->last_message == "number N-W2: total is no number");
  BOOST_TEST(parked->tries == 1);

  // Parked means left alone; the others go on.
  sell_one("W4");
  const auto calm = run(JobKind::kOrders);
  BOOST_TEST(calm.result == "ok");
  BOOST_TEST(calm.orders == 1);
  BOOST_TEST(shop.calls("fetch_order") == 0);

  // Sent on too early, it parks again with the words of the day.
  shop.garble_order("W2", "currency is missing");
  BOOST_TEST(jobs::retry_parked(services, account, "shop", JobKind::kOrders, {"order:W2"}).value() == 1);
  BOOST_TEST((*status(JobKind::kOrders).next_due_at <= clock.now()));
  BOOST_TEST(run(JobKind::kOrders).result == "partial");
  BOOST_TEST(row(JobKind::kOrders, "order:W2")->last_message == "number N-W2: currency is missing");
  BOOST_TEST(shop.calls("fetch_order") == 1);

  shop.mend_order("W2");
  BOOST_TEST(jobs::retry_parked(services, account, "shop", JobKind::kOrders, {"W2"}).value() == 1);
  const auto mended = run(JobKind::kOrders);
  BOOST_TEST(mended.result == "ok");
  BOOST_TEST(mended.orders == 1);
  BOOST_TEST(orders() == 4);
  BOOST_TEST(rows(JobKind::kOrders).empty());
}

BOOST_FIXTURE_TEST_CASE(an_order_that_could_not_be_read_comes_with_its_next_change_or_by_hand, OneItem) {
  for (const auto* order : {"W1", "W2"}) {
    sell_one(order);
    shop.garble_order(order, "total is no number");
  }
  run(JobKind::kInventory);
  BOOST_TEST(rows(JobKind::kOrders).size() == 2u);
  const auto refused = jobs::pull_order(services, account, "shop", "W1", "cli:root");
  BOOST_REQUIRE(!refused.has_value());
  BOOST_TEST(refused.error().message.find("total is no number") != std::string::npos);
  shop.mend_order("W1");
  shop.mend_order("W2");
  shop.cancel("W1", clock.now());
  run(JobKind::kInventory);
  BOOST_REQUIRE(rows(JobKind::kOrders).size() == 1u);
  BOOST_REQUIRE(jobs::pull_order(services, account, "shop", "W2", "cli:root").has_value());
  BOOST_TEST(rows(JobKind::kOrders).empty());
  BOOST_TEST(orders() == 2);
}

BOOST_FIXTURE_TEST_CASE(an_order_sent_on_while_the_shop_is_away_waits_and_one_that_is_gone_is_let_go, OneItem) {
  sell_one("W1");
  shop.garble_order("W1", "total is no number");
  run(JobKind::kOrders);
  BOOST_TEST(jobs::retry_parked(services, account, "shop", JobKind::kOrders, {}).value() == 1);
  shop.fail_item("W1", OutcomeKind::kRetry, "connection refused");
  run(JobKind::kOrders);
  const auto waiting = row(JobKind::kOrders, "order:W1");
  BOOST_REQUIRE(waiting.has_value());
  BOOST_TEST((waiting->state == DeliveryState::kWaiting));
  BOOST_TEST((waiting->due_at > clock.now()));
  BOOST_TEST(waiting->last_message == "connection refused");
  BOOST_TEST((*status(JobKind::kOrders).next_due_at <= waiting->due_at));
  shop.fail_item("W1", OutcomeKind::kGone, "the shop has no order W1");
  clock.advance(1h);
  run(JobKind::kOrders);
  BOOST_TEST(rows(JobKind::kOrders).empty());
  std::vector<persistence::AuditEntry> audit;
  database.read([&](persistence::UnitOfWork& work) { audit = work.audit().list(account, 1); });
  BOOST_REQUIRE(audit.size() == 1u);
  BOOST_TEST(audit.front().act == "unreadable_order_gone");
}

BOOST_FIXTURE_TEST_CASE(a_collection_cut_off_goes_on_where_it_stopped, OneItem) {
  for (int i = 0; i < 12; ++i) sell_one("W" + std::to_string(100 + i));
  services.settings.longest_run = 0s;
  BOOST_TEST(run(JobKind::kOrders).result == "continues");
  services.settings.longest_run = 900s;
  run(JobKind::kOrders);
  BOOST_TEST(orders() == 12);
}

BOOST_FIXTURE_TEST_CASE(an_order_makes_the_other_shop_of_the_same_stock_due_and_right, OneItem) {
  FakeShop second;
  add_site("second", second);
  database.write([&](persistence::UnitOfWork& work) {
    const auto id = work.sites().find_by_name(account, "second")->id;
    work.jobs().store_interval(account, id, JobKind::kInventory, 900s, "");
  });
  run(JobKind::kProducts, {}, "second");
  run(JobKind::kInventory, {}, "second");
  BOOST_TEST(second.quantity("A") == whole(10));
  const auto later = *status(JobKind::kInventory, "second").next_due_at;
  BOOST_TEST((later > clock.now()));
  sell_one("W1", "3");
  run(JobKind::kOrders);
  BOOST_TEST((*status(JobKind::kInventory, "second").next_due_at <= clock.now()));
  run(JobKind::kInventory, {}, "second");
  BOOST_TEST(second.quantity("A") == whole(7));
}

BOOST_FIXTURE_TEST_CASE(an_order_during_our_own_call_leaves_the_shops_number_in_doubt_and_it_is_sent_again, OneItem) {
  // Without allocation the number that we want does not change: only the doubt makes it go out again.
  update_site([](domain::Site& changed) { changed.allocation = false; });
  post_quantity("A", "6");
  shop.during_calls([&](const std::string& method) {
    if (method != "set_stock" || shop.calls("set_stock") > 1) return;
    sell_one("W1");
    run(JobKind::kOrders);
  });
  run(JobKind::kInventory);
  BOOST_TEST(shop.calls("set_stock") == 2);
  BOOST_TEST(shop.quantity("A") == whole(6));
  BOOST_TEST((listing("A")->sent_quantity == whole(6)));
}

BOOST_FIXTURE_TEST_CASE(pulls_one_order_by_hand_and_leaves_a_trace, OneItem) {
  sell_one("W1");
  const auto order = jobs::pull_order(services, account, "shop", "W1", "cli:root");
  BOOST_REQUIRE(order.has_value());
  BOOST_TEST(order->web.number == "W1");
  std::vector<persistence::AuditEntry> audit;
  database.read([&](persistence::UnitOfWork& work) { audit = work.audit().list(account, 1); });
  BOOST_REQUIRE(audit.size() == 1u);
  BOOST_TEST(audit.front().act == "order_pulled");
  const auto missing = jobs::pull_order(services, account, "shop", "W9", "cli:root");
  BOOST_TEST((missing.error().code == base::ErrorCode::kNotFound));
}

BOOST_FIXTURE_TEST_CASE(writes_a_parcel_once_and_reads_it_back_in_the_same_run, OneItem) {
  sell_one("W1", "2");
  run(JobKind::kOrders);
  save_shipment("S1", "W1", "1");
  const auto report = run(JobKind::kOrders);
  BOOST_TEST(report.sent == 1);
  BOOST_TEST(parcel("S1")->done);
  BOOST_TEST(shop.shipments() == std::vector<std::string>{"S1"}, boost::test_tools::per_element());
  std::vector<persistence::StoredDocument> documents;
  database.read([&](persistence::UnitOfWork& work) { documents = work.documents().list_by_order(account, parcel("S1")->shipment.order_id); });
  BOOST_TEST(std::ranges::any_of(documents, [](const auto& entry) { return entry.document.shipment_id == "S1"; }));
  run(JobKind::kOrders);
  BOOST_TEST(shop.calls("record_shipment") == 1);
}

BOOST_FIXTURE_TEST_CASE(closes_the_order_with_its_last_parcel, OneItem) {
  sell_one("W1", "2");
  run(JobKind::kOrders);
  save_shipment("S1", "W1", "1");
  save_shipment("S2", "W1", "1");
  run(JobKind::kOrders);
  std::optional<domain::Order> order;
  database.read([&](persistence::UnitOfWork& work) { order = work.orders().find_by_web_id(account, site.id, "W1"); });
  BOOST_TEST(shop.shipments().size() == 2u);
  BOOST_TEST(order->web.closed);
}

BOOST_FIXTURE_TEST_CASE(a_failed_parcel_holds_back_the_later_ones_of_its_order_only, OneItem) {
  sell_one("W1", "3");
  sell_one("W2", "1");
  run(JobKind::kOrders);
  save_shipment("S1", "W1", "1");
  save_shipment("S2", "W1", "1");
  save_shipment("S3", "W2", "1");
  shop.fail_item("S1", OutcomeKind::kRejected, "the order is on hold");
  const auto report = run(JobKind::kOrders);
  BOOST_TEST(report.parked == 1);
  BOOST_TEST(report.sent == 1);
  BOOST_TEST((parcel("S1")->state == DeliveryState::kParked));
  BOOST_TEST(parcel("S1")->last_message == "the order is on hold");
  BOOST_TEST((*status(JobKind::kOrders).next_due_at > clock.now() + 1min));
  BOOST_TEST(shop.shipments() == std::vector<std::string>{"S3"}, boost::test_tools::per_element());
  shop.recover();
  BOOST_TEST(*jobs::retry_parked(services, account, "shop", JobKind::kOrders, {}) == 1);
  run(JobKind::kOrders);
  const std::vector<std::string> in_order{"S3", "S1", "S2"};
  BOOST_TEST(shop.shipments() == in_order, boost::test_tools::per_element());
}

BOOST_FIXTURE_TEST_CASE(a_parcel_whose_answer_was_lost_is_there_once, OneItem) {
  sell_one("W1");
  run(JobKind::kOrders);
  save_shipment("S1", "W1", "1");
  shop.do_before_losing_answers();
  shop.fail_item("S1", OutcomeKind::kUnknown, "timeout");
  run(JobKind::kOrders);
  BOOST_TEST((parcel("S1")->state == DeliveryState::kUnknown));
  shop.recover();
  clock.advance(3h);
  run(JobKind::kOrders);
  BOOST_TEST(parcel("S1")->done);
  BOOST_TEST(shop.shipments().size() == 1u);
}

BOOST_FIXTURE_TEST_CASE(a_parcel_left_by_a_dead_runner_is_written_by_the_next, OneItem) {
  sell_one("W1");
  run(JobKind::kOrders);
  save_shipment("S1", "W1", "1");
  const auto dead = claim(JobKind::kOrders, "dead");
  database.write([&](persistence::UnitOfWork& work) { work.shipments().claim_due(dead, clock.now(), 10); });
  clock.advance(services.settings.lease + 1s);
  BOOST_TEST(run(JobKind::kOrders).sent == 1);
}

BOOST_AUTO_TEST_SUITE_END()
