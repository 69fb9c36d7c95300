#include <boost/test/unit_test.hpp>

#include "tests/support/fake_shopify_fixture.hpp"
#include "tests/support/fake_woocommerce_fixture.hpp"

using namespace tillbridge;
using namespace tillbridge::connectors;
using tests::calls_of;
using tests::dec;
using tests::FakeShopify;
using tests::ShopFault;
using tests::ShopifyFixture;

namespace {

/// Ten products are many here. Each call of set() is a run of its own: a new connector, with what the last one left in the memory.
struct Many : ShopifyFixture {
  std::vector<PriceWrite> writes;

  Many() {
    site.options["bulk_threshold"] = "10";
    for (int i = 0; i < 12; ++i) writes.push_back({.item_id = sku(i), .remote = add_simple(sku(i), "1.00"), .price = {.price = dec("5")}});
  }
  static std::string sku(int i) { return "A-" + std::to_string(i); }
  std::vector<Outcome> set() { return connector()->set_prices(writes); }
  std::vector<Outcome> set(const std::vector<PriceWrite>& some) { return connector()->set_prices(some); }
  int count_kind(const std::vector<Outcome>& outcomes, OutcomeKind kind) {
    return static_cast<int>(std::count_if(outcomes.begin(), outcomes.end(), [&](const Outcome& outcome) { return outcome.kind == kind; }));
  }
  bool nothing_open() { return memory->list_keys("shopify.bulk/").empty(); }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(shopify_price_bulk)

BOOST_AUTO_TEST_CASE(many_prices_go_by_a_bulk_operation_that_later_runs_follow_to_each_result) {
  Many f;
  f.shop.with([](FakeShopify& shop) { shop.catalogue().refuse_sku("A-3"); });
  auto outcomes = f.set();
  BOOST_TEST(f.count_kind(outcomes, OutcomeKind::kPending) == 12);
  BOOST_TEST(outcomes[0].retry_after.count() > 0);
  outcomes = f.set();  // the shop works on it
  BOOST_TEST(f.count_kind(outcomes, OutcomeKind::kPending) == 12);
  outcomes = f.set();
  BOOST_TEST(f.count_kind(outcomes, OutcomeKind::kOk) == 11);
  BOOST_TEST((outcomes[3].kind == OutcomeKind::kRejected));
  BOOST_TEST(outcomes[3].message == "An app of this shop does not allow this price");
  BOOST_TEST(f.variant("A-11").price == "5.00");
  BOOST_TEST(f.count("SetPrices") == 0);
  BOOST_TEST(f.count("StartBulk") == 1);
  BOOST_TEST(f.nothing_open());
}

BOOST_AUTO_TEST_CASE(few_prices_never_go_by_bulk) {
  Many f;
  f.writes.resize(9);
  BOOST_TEST(f.count_kind(f.set(), OutcomeKind::kOk) == 9);
  BOOST_TEST(f.count("StageUpload") == 0);
  f.site.options["bulk_threshold"] = "0";
  f.writes.resize(9);
  BOOST_TEST(f.count_kind(f.set(), OutcomeKind::kOk) == 9);
}

BOOST_AUTO_TEST_CASE(runs_may_ask_in_other_portions_than_they_sent) {
  Many f;
  f.shop.with([](FakeShopify& shop) { shop.bulk().answer_after(0); });
  f.set();
  const std::vector<PriceWrite> first(f.writes.begin(), f.writes.begin() + 5), rest(f.writes.begin() + 5, f.writes.end());
  BOOST_TEST(f.count_kind(f.set(first), OutcomeKind::kOk) == 5);
  BOOST_TEST(!f.nothing_open());
  BOOST_TEST(f.count_kind(f.set(rest), OutcomeKind::kOk) == 7);
  BOOST_TEST(f.nothing_open());
  BOOST_TEST(f.count("SetPrices") == 0);
}

BOOST_AUTO_TEST_CASE(a_newer_price_waits_for_the_end_and_is_sent_then) {
  Many f;
  f.set();
  f.writes[2].price.price = dec("6");
  BOOST_TEST((f.set()[2].kind == OutcomeKind::kPending));
  BOOST_TEST(f.count("SetPrices") == 0);
  BOOST_TEST(f.count_kind(f.set(), OutcomeKind::kOk) == 12);
  BOOST_TEST(f.count("SetPrices") == 1);
  BOOST_TEST(f.variant("A-2").price == "6.00");
}

BOOST_AUTO_TEST_CASE(an_old_result_is_never_taken_for_a_later_change_back) {
  Many f;
  f.shop.with([](FakeShopify& shop) { shop.bulk().answer_after(0); });
  f.set();
  auto one = std::vector<PriceWrite>(f.writes.begin(), f.writes.begin() + 1);
  one[0].price.price = dec("6");
  BOOST_TEST(f.set(one)[0].ok());
  one[0].price.price = dec("5");
  BOOST_TEST(f.set(one)[0].ok());
  BOOST_TEST(f.variant("A-0").price == "5.00");
}

BOOST_AUTO_TEST_CASE(what_an_operation_left_undone_is_sent_by_itself) {
  for (const char* ending : {"FAILED", "CANCELED", "EXPIRED"}) {
    Many f;
    f.shop.with([&](FakeShopify& shop) {
      shop.bulk().answer_after(0);
      shop.bulk().end_next(ending, 4);
    });
    f.set();
    BOOST_TEST(f.count_kind(f.set(), OutcomeKind::kOk) == 12);
    BOOST_TEST(f.count("SetPrices") == 1);
    for (const auto& write : f.writes) BOOST_TEST(f.variant(write.item_id).price == "5.00");
    BOOST_TEST(f.nothing_open());
  }
}

BOOST_AUTO_TEST_CASE(an_operation_whose_start_was_not_answered_is_found_and_not_started_twice) {
  Many f;
  f.shop.with([](FakeShopify& shop) { shop.bulk().answer_after(0); });
  f.shop.fail(ShopFault::kLoseAnswer, 1, calls_of("StartBulk"));
  BOOST_TEST(f.count_kind(f.set(), OutcomeKind::kPending) == 12);
  BOOST_TEST(f.count_kind(f.set(), OutcomeKind::kPending) == 12);
  BOOST_TEST(f.count_kind(f.set(), OutcomeKind::kOk) == 12);
  BOOST_TEST(f.count("StartBulk") == 1);
  BOOST_TEST(f.count("SetPrices") == 0);
}

BOOST_AUTO_TEST_CASE(an_operation_that_was_never_started_after_all_is_made_good_by_single_calls) {
  Many f;
  f.shop.fail(ShopFault::kError500, 1, calls_of("StartBulk"));
  BOOST_TEST(f.count_kind(f.set(), OutcomeKind::kPending) == 12);
  BOOST_TEST(f.count_kind(f.set(), OutcomeKind::kOk) == 12);
  BOOST_TEST(f.count("StartBulk") == 1);
  BOOST_TEST(f.nothing_open());
}

BOOST_AUTO_TEST_CASE(an_operation_that_never_ends_is_cancelled_and_single_calls_take_over) {
  Many f;
  f.shop.with([](FakeShopify& shop) { shop.bulk().answer_after(-1); });
  f.set();
  f.clock.advance(std::chrono::minutes(59));
  BOOST_TEST(f.count_kind(f.set(), OutcomeKind::kPending) == 12);
  f.clock.advance(std::chrono::minutes(2));
  BOOST_TEST(f.count_kind(f.set(), OutcomeKind::kPending) == 12);
  BOOST_TEST(f.count("CancelBulk") == 1);
  f.clock.advance(std::chrono::minutes(10));
  BOOST_TEST(f.count_kind(f.set(), OutcomeKind::kOk) == 12);
  BOOST_TEST(f.count("CancelBulk") == 1);
  BOOST_TEST(f.nothing_open());
}

BOOST_AUTO_TEST_CASE(a_shop_that_takes_no_more_operations_gets_single_calls) {
  Many f;
  f.shop.with([](FakeShopify& shop) { shop.bulk().occupy(5); });
  BOOST_TEST(f.count_kind(f.set(), OutcomeKind::kOk) == 12);
  BOOST_TEST(f.count("SetPrices") == 1);
  BOOST_TEST(f.nothing_open());
}

BOOST_AUTO_TEST_CASE(a_store_that_refuses_the_file_does_not_stop_the_prices) {
  Many f;
  f.shop.with([](FakeShopify& shop) { shop.bulk().refuse_uploads(); });
  BOOST_TEST(f.count_kind(f.set(), OutcomeKind::kOk) == 12);
  BOOST_TEST(f.count("StartBulk") == 0);
}

BOOST_AUTO_TEST_CASE(results_that_are_gone_are_made_good_by_single_calls) {
  Many f;
  f.shop.with([](FakeShopify& shop) { shop.bulk().answer_after(0); });
  f.set();
  f.shop.fail(ShopFault::kUnauthorized, 1, "GET /bulk-results");
  BOOST_TEST(f.count_kind(f.set(), OutcomeKind::kOk) == 12);
  BOOST_TEST(f.count("SetPrices") == 1);
}

BOOST_AUTO_TEST_CASE(a_result_that_does_not_come_through_is_asked_for_again) {
  Many f;
  f.shop.with([](FakeShopify& shop) { shop.bulk().answer_after(0); });
  f.set();
  f.shop.fail(ShopFault::kError502, 1, "GET /bulk-results");
  BOOST_TEST(f.count_kind(f.set(), OutcomeKind::kPending) == 12);
  BOOST_TEST(f.count_kind(f.set(), OutcomeKind::kOk) == 12);
  BOOST_TEST(f.count("SetPrices") == 0);
}

BOOST_AUTO_TEST_CASE(a_result_that_never_comes_through_is_given_up_and_single_calls_take_over) {
  Many f;
  f.shop.with([](FakeShopify& shop) { shop.bulk().answer_after(0); });
  f.set();
  f.shop.fail(ShopFault::kError502, 100, "GET /bulk-results");
  BOOST_TEST(f.count_kind(f.set(), OutcomeKind::kPending) == 12);
  f.clock.advance(std::chrono::hours(2) + std::chrono::minutes(1));
  BOOST_TEST(f.count_kind(f.set(), OutcomeKind::kOk) == 12);
  BOOST_TEST(f.count("SetPrices") == 1);
  BOOST_TEST(f.nothing_open());
}

BOOST_AUTO_TEST_CASE(values_in_the_memory_stay_small) {
  ShopifyFixture f;
  f.site.options["bulk_threshold"] = "100";
  std::vector<PriceWrite> writes;
  for (int i = 0; i < 2'000; ++i) writes.push_back({.item_id = "x", .remote = f.add_simple("A-" + std::to_string(i)), .price = {.price = dec("5")}});
  f.connector()->set_prices(writes);
  const auto keys = f.memory->list_keys("shopify.bulk/");
  BOOST_TEST(keys.size() == 4u);
  for (const auto& key : keys) {
    BOOST_TEST(key.size() < 190u);
    BOOST_TEST(f.memory->find(key)->size() < 64u * 1024u);
  }
}

BOOST_AUTO_TEST_SUITE_END()
