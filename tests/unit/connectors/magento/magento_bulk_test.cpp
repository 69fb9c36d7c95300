#include <algorithm>
#include <boost/test/unit_test.hpp>

#include "tests/support/fake_magento_fixture.hpp"

// Many new products by the shop's queue: taken is not done, and a later run follows each to its own end.
using namespace tillbridge;
using namespace tillbridge::tests;
using namespace tillbridge::connectors;

namespace {

constexpr const char* kQueue = "/async/bulk/V1/products";
constexpr const char* kSingle = "POST /rest/all/V1/products";

/// A shop whose consumer works by hand, and a site that queues from three new products on.
struct QueueFixture : MagentoFixture {
  QueueFixture() {
    site.options["bulk_threshold"] = "3";
    with([](FakeMagento& magento) { magento.bulk().set_consumer(MagentoConsumer::kByHand); });
  }
  /// In a run of its own.
  std::vector<PublishedItem> publish(const std::vector<PublishProduct>& products) {
    std::vector<PublishedItem> out;
    for (auto& product : connector()->publish_products(products))
      for (auto& item : product) out.push_back(std::move(item));
    return out;
  }
  std::vector<PublishedItem> publish_three() { return publish({a_magento_product("A"), a_magento_product("B"), a_magento_product("C")}); }
  void run_queue(int operations = 1'000) {
    with([&](FakeMagento& magento) { magento.bulk().run(operations); });
  }
  int count_single() const {
    return shop.count([](const PlatformCall& call) { return call.line() == kSingle; });
  }
  std::size_t open_bulks() { return memory->list_keys("bulk.open.").size(); }
};

bool all_pending(const std::vector<PublishedItem>& items) {
  return std::ranges::all_of(items, [](const PublishedItem& item) { return item.outcome.kind == OutcomeKind::kPending && item.outcome.retry_after.count() > 0; });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(magento_queue)

BOOST_AUTO_TEST_CASE(few_products_never_go_by_the_queue) {
  QueueFixture f;
  for (const auto& item : f.publish({a_magento_product("A"), a_magento_product("B")})) BOOST_TEST(item.outcome.ok());
  BOOST_TEST(f.shop.count(kQueue) == 0);
  f.site.options["bulk_threshold"] = "0";
  for (const auto& item : f.publish({a_magento_product("C"), a_magento_product("D"), a_magento_product("E")})) BOOST_TEST(item.outcome.ok());
  BOOST_TEST(f.shop.count(kQueue) == 0);
}

BOOST_AUTO_TEST_CASE(taken_is_not_done_and_each_product_gets_its_own_end_in_later_runs) {
  QueueFixture f;
  BOOST_TEST(all_pending(f.publish_three()));
  BOOST_TEST(f.shop.count(kQueue) == 1);
  f.run_queue(1);
  const auto second = f.publish_three();
  BOOST_TEST(second[0].outcome.ok());
  BOOST_TEST(!second[0].adopted, "it is this site's own");
  BOOST_TEST(f.on_hand("A") == "5");
  BOOST_TEST((second[1].outcome.kind == OutcomeKind::kPending));
  f.with([](FakeMagento& magento) { magento.bulk().fail_operation("B", 3, "The module Shopkeeper does not allow it."); });
  f.run_queue();
  const auto third = f.publish({a_magento_product("B"), a_magento_product("C")});
  BOOST_TEST((third[0].outcome.kind == OutcomeKind::kRejected));
  BOOST_TEST(third[0].outcome.message == "The module Shopkeeper does not allow it.");
  BOOST_TEST(third[1].outcome.ok());
  BOOST_TEST(f.shop.count(kQueue) == 1, "nothing was queued twice");
  BOOST_TEST(f.count_single() == 0);
  BOOST_TEST(f.open_bulks() == 0u);
}

BOOST_AUTO_TEST_CASE(a_restarted_runner_asks_after_the_bulk_once_for_all_its_products) {
  QueueFixture f;
  f.publish_three();
  f.shop.forget_calls();
  BOOST_TEST(all_pending(f.publish_three()));
  BOOST_TEST(f.shop.count("/bulk/") == 1);
  BOOST_TEST(f.shop.calls().size() == 2u);
}

BOOST_AUTO_TEST_CASE(a_failure_that_may_be_tried_again_is_made_singly) {
  QueueFixture f;
  f.publish_three();
  f.with([](FakeMagento& magento) { magento.bulk().fail_operation("B", 2, "Deadlock found when trying to get lock"); });
  f.run_queue();
  for (const auto& item : f.publish_three()) BOOST_TEST(item.outcome.ok(), item.outcome.message);
  BOOST_TEST(f.count_single() == 1);
}

BOOST_AUTO_TEST_CASE(a_taken_address_in_the_queue_is_made_singly_under_another) {
  QueueFixture f;
  f.publish_three();
  f.with([](FakeMagento& magento) { magento.catalogue().add_product({.sku = "OTHER", .name = "Mug", .custom = {{"url_key", "mug-b"}}}); });
  f.run_queue();
  for (const auto& item : f.publish_three()) BOOST_TEST(item.outcome.ok(), item.outcome.message);
  BOOST_TEST(f.custom("B", "url_key").starts_with("mug-b-"));
}

BOOST_AUTO_TEST_CASE(an_entry_that_is_refused_at_once_says_so_and_the_others_are_taken) {
  QueueFixture f;
  f.with([](FakeMagento& magento) { magento.bulk().reject_entry("B"); });
  const auto first = f.publish_three();
  BOOST_TEST((first[1].outcome.kind == OutcomeKind::kRejected));
  BOOST_TEST(!first[1].outcome.message.empty());
  f.run_queue();
  const auto second = f.publish({a_magento_product("A"), a_magento_product("C")});
  for (const auto& item : second) BOOST_TEST(item.outcome.ok());
}

BOOST_AUTO_TEST_CASE(a_consumer_that_never_works_is_given_up_and_the_queue_rests_for_a_day) {
  QueueFixture f;
  f.publish_three();
  f.clock.advance(std::chrono::minutes(59));
  BOOST_TEST(all_pending(f.publish_three()));
  f.clock.advance(std::chrono::minutes(2));
  for (const auto& item : f.publish_three()) BOOST_TEST(item.outcome.ok(), item.outcome.message);
  BOOST_TEST(f.count_single() == 3);
  BOOST_TEST(f.open_bulks() == 0u);
  for (const auto& item : f.publish({a_magento_product("D"), a_magento_product("E"), a_magento_product("F")})) BOOST_TEST(item.outcome.ok());
  BOOST_TEST(f.shop.count(kQueue) == 1);
  f.clock.advance(std::chrono::hours(25));
  BOOST_TEST(all_pending(f.publish({a_magento_product("G"), a_magento_product("H"), a_magento_product("I")})));
}

BOOST_AUTO_TEST_CASE(a_submission_whose_answer_is_lost_is_not_sent_twice) {
  QueueFixture f;
  f.shop.fail(ShopFault::kLoseAnswer, 1, kQueue);
  for (const auto& item : f.publish_three()) BOOST_TEST((item.outcome.kind == OutcomeKind::kUnknown));
  BOOST_TEST(all_pending(f.publish_three()));
  BOOST_TEST(f.shop.count(kQueue) == 1);
  f.run_queue();
  for (const auto& item : f.publish_three()) BOOST_TEST(item.outcome.ok());
  BOOST_TEST(f.open_bulks() == 0u);
}

BOOST_AUTO_TEST_CASE(what_is_submitted_is_remembered_before_it_leaves) {
  QueueFixture f;
  std::size_t remembered = 0;
  f.shop.before([](const PlatformCall& call) { return call.path.ends_with(kQueue); }, [&] { remembered = f.open_bulks(); });
  f.publish_three();
  BOOST_TEST(remembered == 1u, "a run that dies in the call leaves a trace");
}

BOOST_AUTO_TEST_CASE(a_submission_that_never_arrived_is_made_singly_after_a_while) {
  QueueFixture f;
  f.shop.fail(ShopFault::kError502, 1, kQueue);
  for (const auto& item : f.publish_three()) BOOST_TEST((item.outcome.kind == OutcomeKind::kUnknown));
  f.clock.advance(std::chrono::minutes(11));
  f.site.options["bulk_threshold"] = "0";
  for (const auto& item : f.publish_three()) BOOST_TEST(item.outcome.ok());
  BOOST_TEST(f.count_single() == 3);
}

BOOST_AUTO_TEST_CASE(a_shop_without_a_queue_gets_single_calls_in_the_same_run) {
  QueueFixture f;
  f.with([](FakeMagento& magento) { magento.bulk().set_available(false); });
  for (const auto& item : f.publish_three()) BOOST_TEST(item.outcome.ok());
  BOOST_TEST(f.shop.count(kQueue) == 1);
  for (const auto& item : f.publish({a_magento_product("D"), a_magento_product("E"), a_magento_product("F")})) BOOST_TEST(item.outcome.ok());
  BOOST_TEST(f.shop.count(kQueue) == 1, "and is not asked again for a day");
}

BOOST_AUTO_TEST_CASE(a_throttled_submission_keeps_nothing_open) {
  QueueFixture f;
  f.shop.fail(ShopFault::kThrottle, 1, kQueue);
  for (const auto& item : f.publish_three()) BOOST_TEST((item.outcome.kind == OutcomeKind::kThrottled));
  BOOST_TEST(f.open_bulks() == 0u);
}

BOOST_AUTO_TEST_CASE(a_bulk_that_the_shop_has_tidied_away_is_made_singly) {
  QueueFixture f;
  f.publish_three();
  f.with([](FakeMagento& magento) { magento.bulk().forget_all(); });
  f.site.options["bulk_threshold"] = "0";
  for (const auto& item : f.publish_three()) BOOST_TEST(item.outcome.ok());
}

BOOST_AUTO_TEST_CASE(a_matrix_by_the_queue_is_put_together_when_its_parts_are_made) {
  QueueFixture f;
  const std::vector<PublishProduct> shirts{a_magento_matrix("SHIRT", {"S", "M"})};
  BOOST_TEST(all_pending(f.publish(shirts)));
  f.run_queue(1);  // the parent alone
  BOOST_TEST(all_pending(f.publish(shirts)));
  f.run_queue();
  for (const auto& item : f.publish(shirts)) {
    BOOST_TEST(item.outcome.ok(), item.outcome.message);
    BOOST_TEST(!item.adopted);
    BOOST_TEST(item.remote.product_id == std::to_string(f.product("SHIRT").id));
  }
  BOOST_TEST(f.product("SHIRT").children.size() == 2u);
  BOOST_TEST(f.on_hand("SHIRT-S") == "3");
  BOOST_TEST(f.open_bulks() == 0u);
}

BOOST_AUTO_TEST_CASE(a_large_catalogue_goes_in_bulks_that_the_memory_holds) {
  QueueFixture f;
  std::vector<PublishProduct> products;
  for (int i = 0; i < 1'500; ++i) products.push_back(a_magento_product(std::string(58, 'L') + "-" + std::to_string(10'000 + i)));
  BOOST_TEST(all_pending(f.publish(products)));
  BOOST_TEST(f.shop.count(kQueue) == 3);
  for (const auto& key : f.memory->list_keys("bulk.open.")) BOOST_TEST(f.memory->find(key)->size() < 64u * 1024u);
  f.run_queue(100'000);
  for (const auto& item : f.publish(products)) BOOST_REQUIRE(item.outcome.ok());
  BOOST_TEST(f.open_bulks() == 0u);
}

BOOST_AUTO_TEST_CASE(a_second_bulk_that_is_throttled_leaves_the_first_open) {
  QueueFixture f;
  auto first = a_magento_product("A"), second = a_magento_product("B"), third = a_magento_product("C");
  for (auto* product : {&first, &second, &third}) product->items[0].item.long_description = std::string(3'000'000, 'x');
  int seen = 0;
  f.shop.fail(ShopFault::kThrottle, 1, [&seen](const PlatformCall& call) { return call.path.ends_with(kQueue) && ++seen == 2; });
  const auto answers = f.publish({first, second, third});
  BOOST_TEST((answers[0].outcome.kind == OutcomeKind::kPending));
  BOOST_TEST((answers[1].outcome.kind == OutcomeKind::kThrottled));
  BOOST_TEST((answers[2].outcome.kind == OutcomeKind::kThrottled));
  BOOST_TEST(f.shop.count(kQueue) == 2);
  BOOST_TEST(f.open_bulks() == 1u);
}

BOOST_AUTO_TEST_CASE(rubbish_and_old_bulks_in_the_memory_stop_nothing) {
  QueueFixture f;
  f.memory->store("bulk.open.0", R"({"uuid":"old","sent":1700000000,"open":{"A":0}})", SiteMemory::Kind::kPlain);
  f.memory->store("bulk.open.1", "half a {", SiteMemory::Kind::kPlain);
  f.memory->store("bulk.open.2", R"({"uuid":7,"sent":"x","open":["A"]})", SiteMemory::Kind::kPlain);
  for (const auto& item : f.publish({a_magento_product("A")})) BOOST_TEST(item.outcome.ok(), item.outcome.message);
  BOOST_TEST(f.open_bulks() == 0u);
  BOOST_TEST(f.shop.count("/bulk/") == 0, "nobody asks after a bulk of years ago");
}

BOOST_AUTO_TEST_SUITE_END()
