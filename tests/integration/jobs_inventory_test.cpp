#include <boost/test/unit_test.hpp>

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
};

}  // namespace

BOOST_AUTO_TEST_SUITE(jobs_inventory)

BOOST_FIXTURE_TEST_CASE(calls_nothing_that_writes_when_nothing_changed, OneItem) {
  const auto before = shop.writing_calls();
  for (const auto job : {JobKind::kProducts, JobKind::kInventory, JobKind::kPricing, JobKind::kOrders}) {
    const auto report = run(job);
    BOOST_TEST(report.result == "ok");
    BOOST_TEST(report.calls == 0);
  }
  post_quantity("A", "10");
  BOOST_TEST(run(JobKind::kInventory).unchanged == 1);
  BOOST_TEST(shop.writing_calls() == before);
  BOOST_TEST(rows(JobKind::kInventory).empty());
}

BOOST_FIXTURE_TEST_CASE(sends_a_hundred_updates_of_one_item_in_one_call, OneItem) {
  const auto before = shop.calls("set_stock");
  for (int i = 1; i <= 100; ++i) post_quantity("A", std::to_string(i));
  const auto report = run(JobKind::kInventory);
  BOOST_TEST(report.sent == 1);
  BOOST_TEST(shop.calls("set_stock") == before + 1);
  BOOST_TEST(shop.quantity("A") == whole(100));
}

BOOST_FIXTURE_TEST_CASE(fills_calls_to_the_shops_batch, JobsBench) {
  shop.capabilities.stock_batch = 100;
  shop.capabilities.publish_batch = 50;
  post_items(250, "7");
  settle_all();
  BOOST_TEST(shop.calls("publish_products") == 5);
  BOOST_TEST(shop.calls("set_stock") == 0);
  post_items(250, "8");
  const auto report = run(JobKind::kInventory);
  BOOST_TEST(report.sent == 250);
  BOOST_TEST(report.calls == 3);
  BOOST_TEST(shop.quantity("I0250") == whole(8));
  BOOST_TEST(rows(JobKind::kInventory).empty());
}

BOOST_FIXTURE_TEST_CASE(leaves_an_item_alone_that_the_till_never_counted, JobsBench) {
  post_item(an_item("A"), "", "5");
  run(JobKind::kProducts);
  shop.set_quantity("A", "3");
  BOOST_TEST(run(JobKind::kInventory).calls == 0);
  BOOST_TEST(shop.quantity("A") == whole(3));
}

BOOST_FIXTURE_TEST_CASE(one_bad_item_does_not_stop_its_batch_and_parks_with_the_shops_words, JobsBench) {
  post_items(5, "1");
  settle_all();
  shop.fail_item("I0003", OutcomeKind::kRejected, "quantity not allowed here");
  post_items(5, "2");
  const auto report = run(JobKind::kInventory);
  BOOST_TEST(report.result == "partial");
  BOOST_TEST(report.sent == 4);
  BOOST_TEST(report.parked == 1);
  const auto parked = row(JobKind::kInventory, "I0003");
  BOOST_REQUIRE(parked.has_value());
  BOOST_TEST((parked->state == DeliveryState::kParked));
  BOOST_TEST(parked->last_message == "quantity not allowed here");
  BOOST_TEST(shop.quantity("I0003") == whole(1));
  // It is not tried again until its data changes.
  clock.advance(48h);
  BOOST_TEST(run(JobKind::kInventory).calls == 0);
  shop.recover();
  post_quantity("I0003", "9");
  BOOST_TEST(run(JobKind::kInventory).sent == 1);
  BOOST_TEST(shop.quantity("I0003") == whole(9));
  BOOST_TEST(rows(JobKind::kInventory).empty());
}

BOOST_FIXTURE_TEST_CASE(a_person_releases_a_parked_row, OneItem) {
  shop.fail_item("A", OutcomeKind::kRejected);
  post_quantity("A", "4");
  run(JobKind::kInventory);
  shop.recover();
  BOOST_TEST(*jobs::retry_parked(services, account, "shop", JobKind::kInventory, {}) == 1);
  BOOST_TEST(run(JobKind::kInventory).sent == 1);
  BOOST_TEST(shop.quantity("A") == whole(4));
}

BOOST_FIXTURE_TEST_CASE(a_product_deleted_in_the_shop_parks_as_gone_until_somebody_says_what_to_do, OneItem) {
  shop.remove_product("A");
  post_quantity("A", "4");
  run(JobKind::kInventory);
  BOOST_TEST(row(JobKind::kInventory, "A")->last_code == "gone");
  BOOST_TEST((listing("A")->state == domain::ListingState::kGone));
  const auto before = shop.writing_calls();
  post_quantity("A", "5");
  run(JobKind::kInventory);
  BOOST_TEST(shop.writing_calls() == before);
  BOOST_TEST((row(JobKind::kInventory, "A")->state == DeliveryState::kParked));
  BOOST_TEST(jobs::recreate_listing(services, account, "shop", "A").has_value());
  settle_all();
  BOOST_TEST(shop.quantity("A") == whole(5));
  BOOST_TEST((listing("A")->state == domain::ListingState::kLive));
  BOOST_TEST(rows(JobKind::kInventory).empty());
}

BOOST_FIXTURE_TEST_CASE(a_gone_product_that_came_back_is_found_by_a_retry, OneItem) {
  shop.remove_product("A");
  post_quantity("A", "4");
  run(JobKind::kInventory);
  shop.add_product("A", "1");
  BOOST_TEST(*jobs::retry_parked(services, account, "shop", JobKind::kInventory, {"A"}) == 1);
  BOOST_TEST(run(JobKind::kInventory).sent == 1);
  BOOST_TEST(shop.quantity("A") == whole(4));
  BOOST_TEST((listing("A")->state == domain::ListingState::kLive));
}

BOOST_FIXTURE_TEST_CASE(waits_when_the_shop_asks_and_does_not_count_it_as_a_try, OneItem) {
  post_quantity("A", "4");
  shop.fail_item("A", OutcomeKind::kThrottled, "slow down");
  const auto report = run(JobKind::kInventory);
  BOOST_TEST(report.result == "throttled");
  BOOST_TEST(row(JobKind::kInventory, "A")->tries == 0);
  BOOST_TEST((row(JobKind::kInventory, "A")->state == DeliveryState::kWaiting));
  shop.recover();
  clock.advance(2min);
  BOOST_TEST(run(JobKind::kInventory).sent == 1);
  BOOST_TEST(shop.calls("probe") == 0);
  BOOST_TEST(shop.quantity("A") == whole(4));
}

BOOST_FIXTURE_TEST_CASE(repeats_what_failed_after_a_pause_and_not_before, OneItem) {
  post_quantity("A", "4");
  shop.fail_item("A", OutcomeKind::kRetry, "503");
  BOOST_TEST(run(JobKind::kInventory).result == "partial");
  const auto due = row(JobKind::kInventory, "A")->due_at;
  BOOST_TEST((due > clock.now()));
  BOOST_TEST((*status(JobKind::kInventory).next_due_at <= due + 1s));
  shop.recover();
  BOOST_TEST(run(JobKind::kInventory).calls == 0);
  clock.set(due);
  BOOST_TEST(run(JobKind::kInventory).sent == 1);
  BOOST_TEST(shop.quantity("A") == whole(4));
}

BOOST_FIXTURE_TEST_CASE(repeats_a_write_whose_answer_was_lost, OneItem) {
  post_quantity("A", "4");
  shop.do_before_losing_answers();
  shop.fail_item("A", OutcomeKind::kUnknown, "timeout");
  run(JobKind::kInventory);
  BOOST_TEST((row(JobKind::kInventory, "A")->state == DeliveryState::kUnknown));
  // The till takes it back meanwhile: what the shop shows is in doubt, so the old value is sent although it was "sent" before.
  post_quantity("A", "10");
  shop.recover();
  clock.advance(1h);
  BOOST_TEST(run(JobKind::kInventory).sent == 1);
  BOOST_TEST(shop.quantity("A") == whole(10));
  BOOST_TEST(rows(JobKind::kInventory).empty());
}

BOOST_FIXTURE_TEST_CASE(holds_a_run_that_would_empty_the_shop, JobsBench) {
  post_items(100, "5");
  settle_all();
  post_items(31, "0");
  const auto report = run(JobKind::kInventory);
  BOOST_TEST(report.result == "held");
  BOOST_TEST(report.note.find("31 of 100 live items (31 %) to 0") != std::string::npos);
  BOOST_TEST(shop.calls("set_stock") == 0);
  BOOST_TEST(status(JobKind::kInventory).held_reason == report.note);
  // A held job is not claimed and refuses a run by hand.
  const auto refused = jobs::run_job_once(services, account, "shop", JobKind::kInventory);
  BOOST_REQUIRE(!refused.has_value());
  BOOST_TEST((refused.error().code == base::ErrorCode::kForbidden));
  // Lifted without a new stock it holds again; with a good one it goes on.
  BOOST_TEST(jobs::lift_hold(services, account, "shop", JobKind::kInventory).has_value());
  BOOST_TEST(run(JobKind::kInventory).result == "held");
  BOOST_TEST(run(JobKind::kInventory, {.force = true}).sent == 31);
  BOOST_TEST(status(JobKind::kInventory).held_reason == "");
  BOOST_TEST(shop.quantity("I0001") == whole(0));
}

BOOST_FIXTURE_TEST_CASE(lets_a_lifted_hold_pass_once_the_till_posted_again, JobsBench) {
  post_items(100, "5");
  settle_all();
  post_items(100, "0");
  BOOST_TEST(run(JobKind::kInventory).result == "held");
  post_items(100, "6");
  BOOST_TEST(jobs::lift_hold(services, account, "shop", JobKind::kInventory).has_value());
  BOOST_TEST(run(JobKind::kInventory).sent == 100);
}

BOOST_FIXTURE_TEST_CASE(thirty_percent_or_a_handful_are_everyday, JobsBench) {
  post_items(100, "5");
  settle_all();
  post_items(30, "0");
  BOOST_TEST(run(JobKind::kInventory).sent == 30);
}

BOOST_FIXTURE_TEST_CASE(a_dry_run_says_what_would_be_sent_and_does_nothing, OneItem) {
  post_quantity("A", "4");
  const auto calls = shop.writing_calls();
  const auto before = status(JobKind::kInventory);
  const auto report = run(JobKind::kInventory, {.dry_run = true});
  BOOST_REQUIRE(report.planned.size() == 1u);
  BOOST_TEST(report.planned.front().what == "quantity 4 (shop has 10)");
  BOOST_TEST(shop.writing_calls() == calls);
  BOOST_TEST(status(JobKind::kInventory).seen_step == before.seen_step);
  BOOST_TEST(rows(JobKind::kInventory).empty());
  BOOST_TEST(shop.quantity("A") == whole(10));
}

BOOST_AUTO_TEST_SUITE_END()
