#include <algorithm>
#include <boost/test/unit_test.hpp>

#include "tests/support/fake_magento_fixture.hpp"

// Stock of one source, in lists whose size follows what the shop can bear.
using namespace tillbridge;
using namespace tillbridge::tests;
using namespace tillbridge::connectors;

namespace {

const char* const kStock = "/inventory/source-items";

void add_many(MagentoFixture& f, int count) {
  for (int i = 0; i < count; ++i) f.add_simple("A-" + std::to_string(i));
}

int count_kind(const std::vector<Outcome>& outcomes, OutcomeKind kind) {
  return static_cast<int>(std::ranges::count_if(outcomes, [&](const Outcome& outcome) { return outcome.kind == kind; }));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(magento_stock_lists)

BOOST_AUTO_TEST_CASE(writes_the_physical_number_so_that_open_orders_are_not_subtracted_twice) {
  MagentoFixture f;
  f.add_simple("A-0");
  f.with([](FakeMagento& shop) { shop.catalogue().reserve("A-0", base::Decimal::from_integer(2)); });
  auto writes = magento_stock("A-", 1, "5");
  writes[0].held_by_shop = base::Decimal::from_integer(2);
  BOOST_TEST(f.connector()->set_stock(writes)[0].ok());
  BOOST_TEST(f.on_hand("A-0") == "7");
  BOOST_TEST(f.with([](FakeMagento& shop) { return shop.catalogue().salable("A-0").to_text(); }) == "5");
}

BOOST_AUTO_TEST_CASE(makes_no_stock_of_a_product_that_nobody_has) {
  MagentoFixture f;
  f.add_simple("A-0");
  const auto outcomes = f.connector()->set_stock(magento_stock("A-", 2, "3"));
  BOOST_TEST(outcomes[0].ok());
  BOOST_TEST((outcomes[1].kind == OutcomeKind::kGone));
  BOOST_TEST(f.on_hand("A-1") == "", "the shop would have kept it without a word");
}

BOOST_AUTO_TEST_CASE(never_writes_to_the_product_of_another_spelling) {
  MagentoFixture f;
  f.add_simple("a-0", "10.00", "9");
  BOOST_TEST((f.connector()->set_stock(magento_stock("A-", 1, "3"))[0].kind == OutcomeKind::kGone));
  BOOST_TEST(f.on_hand("a-0") == "9");
}

BOOST_AUTO_TEST_CASE(writes_the_sites_own_source) {
  MagentoFixture f;
  f.site.options["source_code"] = "backroom";
  f.add_simple("A-0");
  BOOST_TEST(f.connector()->set_stock(magento_stock("A-", 1, "3"))[0].ok());
  BOOST_TEST(f.on_hand("A-0", "backroom") == "3");
  BOOST_TEST(f.on_hand("A-0") == "5");
}

BOOST_AUTO_TEST_CASE(a_named_culprit_costs_one_more_call_not_a_search) {
  MagentoFixture f;
  add_many(f, 30);
  f.with([](FakeMagento& shop) { shop.catalogue().refuse_sku("A-7"); });
  const auto outcomes = f.connector()->set_stock(magento_stock("A-", 30, "3"));
  BOOST_TEST(count_kind(outcomes, OutcomeKind::kOk) == 29);
  BOOST_TEST((outcomes[7].kind == OutcomeKind::kRejected));
  BOOST_TEST(outcomes[7].message.find("keeps the stock of \"A-7\"") != std::string::npos);
  BOOST_TEST(f.shop.count(kStock) == 2);
}

BOOST_AUTO_TEST_CASE(an_unnamed_culprit_is_found_by_halving) {
  MagentoFixture f;
  add_many(f, 16);
  f.with([](FakeMagento& shop) { shop.catalogue().break_on_sku("A-3"); });
  const auto outcomes = f.connector()->set_stock(magento_stock("A-", 16, "3"));
  BOOST_TEST(count_kind(outcomes, OutcomeKind::kOk) == 15);
  BOOST_TEST((outcomes[3].kind == OutcomeKind::kRejected));
  BOOST_TEST(f.shop.count(kStock) == 9);
}

BOOST_AUTO_TEST_CASE(the_limit_that_the_shop_names_is_kept_for_the_next_runs) {
  MagentoFixture f;
  add_many(f, 50);
  f.with([](FakeMagento& shop) { shop.catalogue().settings().list_limit = 20; });
  BOOST_TEST(count_kind(f.connector()->set_stock(magento_stock("A-", 50, "3")), OutcomeKind::kOk) == 50);
  f.shop.forget_calls();
  BOOST_TEST(count_kind(f.connector()->set_stock(magento_stock("A-", 50, "4")), OutcomeKind::kOk) == 50);
  BOOST_TEST(f.shop.count(kStock) == 3);
}

BOOST_AUTO_TEST_CASE(a_list_that_times_out_is_unknown_and_the_next_run_sends_halves) {
  MagentoFixture f;
  add_many(f, 40);
  f.patience = std::chrono::milliseconds(1'500);
  f.site.options["batch_size"] = "20";
  f.shop.fail(ShopFault::kSilence, 1, kStock);
  const auto first = f.connector()->set_stock(magento_stock("A-", 40, "3"));
  BOOST_TEST(count_kind(first, OutcomeKind::kUnknown) == 20);
  BOOST_TEST(count_kind(first, OutcomeKind::kRetry) == 20, "a shop that does not answer is left in peace");
  BOOST_TEST(f.shop.count(kStock) == 1);
  f.shop.forget_calls();
  BOOST_TEST(count_kind(f.connector()->set_stock(magento_stock("A-", 40, "3")), OutcomeKind::kOk) == 40);
  BOOST_TEST(f.shop.count(kStock) == 4);
  f.shop.forget_calls();
  BOOST_TEST(count_kind(f.connector()->set_stock(magento_stock("A-", 40, "4")), OutcomeKind::kOk) == 40);
  BOOST_TEST(f.shop.count(kStock) < 4, "and grows again");
}

BOOST_AUTO_TEST_CASE(a_throttled_stop_in_the_middle_keeps_what_was_done) {
  MagentoFixture f;
  add_many(f, 30);
  f.site.options["batch_size"] = "10";
  int seen = 0;
  f.shop.fail(ShopFault::kThrottle, 1, [&seen](const PlatformCall& call) { return call.path.ends_with(kStock) && ++seen == 2; });
  const auto outcomes = f.connector()->set_stock(magento_stock("A-", 30, "3"));
  BOOST_TEST(count_kind(outcomes, OutcomeKind::kOk) == 10);
  BOOST_TEST(count_kind(outcomes, OutcomeKind::kThrottled) == 20);
  BOOST_TEST(outcomes[29].retry_after.count() == 7);
  BOOST_TEST(f.shop.count(kStock) == 2);
}

BOOST_AUTO_TEST_CASE(a_throttled_look_up_keeps_the_wait_too) {
  MagentoFixture f;
  f.add_simple("A-0");
  f.shop.fail(ShopFault::kThrottle, 1, "GET /rest/all/V1/products");
  const auto outcome = f.connector()->set_stock(magento_stock("A-", 1, "3"))[0];
  BOOST_TEST((outcome.kind == OutcomeKind::kThrottled));
  BOOST_TEST(outcome.retry_after.count() == 7);
}

BOOST_AUTO_TEST_CASE(half_pieces_go_only_where_the_site_keeps_them) {
  MagentoFixture f;
  f.add_simple("A-0");
  BOOST_TEST(f.connector()->set_stock(magento_stock("A-", 1, "1.5"))[0].code == "fractional_quantity");
  f.site.stock_decimals = 2;
  BOOST_TEST(f.connector()->set_stock(magento_stock("A-", 1, "1.5"))[0].ok());
  BOOST_TEST(f.on_hand("A-0") == "1.5");
}

BOOST_AUTO_TEST_SUITE_END()
