#include <boost/test/unit_test.hpp>

#include "connectors/shopify/make.hpp"
#include "tests/integration/jobs_platform_day.hpp"
#include "tests/support/fake_shopify_fixture.hpp"

// The jobs on a real store against Shopify's Admin API over sockets.
using namespace tillbridge;
using namespace tillbridge::tests;
using namespace std::chrono_literals;
using domain::JobKind;

namespace {

struct ShopifyDay : PlatformDay {
  ShopifyDay() { connect_to(connectors::shopify::make, shopify.base_url(), {{"token", FakeShopify::kToken}}); }
  ShopifyVariant variant(const std::string& sku) {
    return shopify.with([&](FakeShopify& fake) { return *fake.catalogue().with_sku(sku).at(0); });
  }
  ShopifyProduct product(const std::string& sku) {
    const auto id = variant(sku).product_id;
    return shopify.with([&](FakeShopify& fake) { return fake.catalogue().product(id); });
  }
  int quantity(const std::string& sku) { return variant(sku).available.at("7001"); }
  void post_many(int count, const std::string& price) {
    for (int i = 0; i < count; ++i) post_item(an_item("A" + std::to_string(i)), "5", price);
  }
  int count(const std::string& operation) { return shopify.count(calls_of(operation)); }

  FakeShopify shopify{clock};
};

}  // namespace

BOOST_AUTO_TEST_SUITE(jobs_shopify)

BOOST_FIXTURE_TEST_CASE(drafts_appear_and_only_price_and_stock_follow, ShopifyDay) {
  post_item(an_item("A"), "10", "12.5");
  for (const auto* size : {"S", "M"}) {
    auto shirt = an_item(std::string("T-") + size);
    shirt.product_id = "T";
    shirt.options = {{"Size", size}};
    post_item(shirt, "4", "20");
  }
  settle_all();
  BOOST_TEST(product("A").status == "DRAFT");
  BOOST_TEST(product("T-S").id == product("T-M").id);
  BOOST_TEST(quantity("T-M") == 4);
  shopify.with([](FakeShopify& fake) {
    auto& theirs = fake.catalogue().product(fake.catalogue().with_sku("A").front()->product_id);
    theirs.title = "The merchant's name";
    theirs.status = "ACTIVE";
  });
  auto renamed = an_item("A");
  renamed.name = "The till's new name";
  post_item(renamed, "9", "11");
  post_quantity("T-S", "0");
  settle_all();
  BOOST_TEST(product("A").title == "The merchant's name");
  BOOST_TEST(product("A").status == "ACTIVE");
  BOOST_TEST(variant("A").price == "11.00");
  BOOST_TEST(quantity("A") == 9);
  BOOST_TEST(quantity("T-S") == 0);
  shopify.forget_calls();
  settle_all();
  BOOST_TEST(shopify.count("POST") == count("Orders"));
}

BOOST_FIXTURE_TEST_CASE(a_bulk_operation_is_followed_by_later_runs_and_after_a_dead_runner, ShopifyDay) {
  options["bulk_threshold"] = "10";
  post_many(20, "10");
  settle_all();
  post_many(20, "11");
  shopify.with([](FakeShopify& fake) { fake.catalogue().refuse_sku("A7"); });
  const auto begun = run(JobKind::kPricing, {.force = true});
  BOOST_TEST(begun.waiting == 20);
  BOOST_TEST(count("StartBulk") == 1);
  BOOST_TEST(rows(JobKind::kPricing).size() == 20u);
  for (const auto& row : rows(JobKind::kPricing)) BOOST_TEST(row.tries == 0);
  // A runner that claims and dies: the next one waits for its lease and goes on.
  clock.advance(20s);
  claim(JobKind::kPricing, "dead");
  clock.advance(10min);
  run(JobKind::kPricing, {.force = true});
  clock.advance(20s);
  run(JobKind::kPricing, {.force = true});
  clock.advance(20s);
  run(JobKind::kPricing, {.force = true});
  BOOST_TEST(variant("A19").price == "11.00");
  BOOST_TEST(count("StartBulk") == 1);
  BOOST_TEST(count("SetPrices") == 0);
  BOOST_REQUIRE(rows(JobKind::kPricing).size() == 1u);
  BOOST_TEST((row(JobKind::kPricing, "A7")->state == domain::DeliveryState::kParked));
  BOOST_TEST(row(JobKind::kPricing, "A7")->last_message == "An app of this shop does not allow this price");
  BOOST_TEST(memory()->list_keys("shopify.bulk/").empty());
}

BOOST_FIXTURE_TEST_CASE(a_low_bucket_pauses_the_run_and_no_item_counts_a_try, ShopifyDay) {
  options["bulk_threshold"] = "0";
  post_many(200, "10");
  settle_all();
  post_many(200, "11");
  shopify.with([](FakeShopify& fake) { fake.bucket() = {.maximum = 1'000, .available = 1'000, .per_second = 50}; });
  int runs = 0;
  for (; runs < 20 && variant("A99").price != "11.00"; ++runs) {
    run(JobKind::kPricing, {.force = true});
    for (const auto& row : rows(JobKind::kPricing)) BOOST_TEST(row.tries == 0);
    clock.advance(12s);
  }
  for (int i = 0; i < 5; ++i, clock.advance(12s)) run(JobKind::kPricing, {.force = true});
  for (int i = 0; i < 200; ++i) BOOST_TEST(variant("A" + std::to_string(i)).price == "11.00");
  BOOST_TEST(count("SetPrices") >= 10);
  BOOST_TEST(count("SetPrices") <= 14);
}

BOOST_FIXTURE_TEST_CASE(tokens_outlive_the_run_that_bought_them, ShopifyDay) {
  options["client_id"] = FakeShopify::kClientId;
  secrets = {{"client_secret", FakeShopify::kClientSecret}, {"refresh_token", FakeShopify::kRefreshToken}};
  shopify.with([](FakeShopify& fake) { fake.token_life = 1h; });
  for (int hour = 0; hour < 3; ++hour) {
    post_item(an_item("A"), std::to_string(hour + 1), "10");
    settle_all();
    settle_all();
    BOOST_TEST(quantity("A") == hour + 1);
    clock.advance(1h);
  }
  BOOST_TEST(shopify.count("access_token") == 3);
}

BOOST_AUTO_TEST_SUITE_END()
