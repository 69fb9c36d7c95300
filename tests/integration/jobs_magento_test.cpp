#include <boost/test/unit_test.hpp>

#include "connectors/magento/make.hpp"
#include "tests/integration/jobs_platform_day.hpp"
#include "tests/support/fake_magento.hpp"

// The jobs on a real store against Magento's REST API over sockets.
using namespace tillbridge;
using namespace tillbridge::tests;
using namespace std::chrono_literals;
using domain::JobKind;

namespace {

struct MagentoDay : PlatformDay {
  MagentoDay() {
    connect_to(connectors::magento::make, magento.base_url(),
               {{"consumer_key", FakeMagento::kConsumerKey}, {"consumer_secret", FakeMagento::kConsumerSecret},
                {"access_token", FakeMagento::kToken}, {"access_token_secret", FakeMagento::kTokenSecret}});
  }
  FakeMagentoProduct product(const std::string& sku) {
    return magento.with([&](FakeMagento& fake) {
      const auto* found = fake.catalogue().find(sku);
      if (found == nullptr) throw std::runtime_error("the shop has no " + sku);
      return *found;
    });
  }
  std::string quantity(const std::string& sku) {
    return magento.with([&](FakeMagento& fake) { return fake.catalogue().on_hand(sku).value_or(base::Decimal{}).to_text(); });
  }
  std::string salable(const std::string& sku) {
    return magento.with([&](FakeMagento& fake) { return fake.catalogue().salable(sku).to_text(); });
  }
  std::string sell(const std::string& sku, int pieces) {
    return std::to_string(magento.with([&](FakeMagento& fake) { return fake.orders().place({{.sku = sku, .quantity = pieces}}); }));
  }
  void post_many(int count) {
    for (int i = 0; i < count; ++i) post_item(an_item("A" + std::to_string(i)), "5", "10");
  }
  bool on_sale(const std::string& sku) { return product(sku).custom.contains("special_price"); }

  FakeMagento magento{clock};
};

}  // namespace

BOOST_AUTO_TEST_SUITE(jobs_magento)

BOOST_FIXTURE_TEST_CASE(drafts_appear_and_only_price_and_stock_follow, MagentoDay) {
  post_item(an_item("A"), "10", "12.5");
  for (const auto* size : {"S", "M"}) {
    auto shirt = an_item(std::string("T-") + size);
    shirt.product_id = "T";
    shirt.options = {{"Size", size}};
    post_item(shirt, "4", "20");
  }
  settle_all();
  BOOST_TEST(product("A").status == 2);
  BOOST_TEST(product("T").children.size() == 2u);
  BOOST_TEST(quantity("T-M") == "4");
  magento.with([](FakeMagento& fake) {
    auto& theirs = *fake.catalogue().find("A");
    theirs.name = "The merchant's name";
    theirs.status = 1;
  });
  auto renamed = an_item("A");
  renamed.name = "The till's new name";
  post_item(renamed, "9", "11");
  post_quantity("T-S", "0");
  settle_all();
  BOOST_TEST(product("A").name == "The merchant's name");
  BOOST_TEST(product("A").status == 1);
  BOOST_TEST(product("A").price == "11");
  BOOST_TEST(quantity("A") == "9");
  BOOST_TEST(quantity("T-S") == "0");
  magento.forget_calls();
  settle_all();
  BOOST_TEST(magento.count("POST") == 0);
}

BOOST_FIXTURE_TEST_CASE(the_queue_is_followed_by_later_runs_and_after_a_dead_runner, MagentoDay) {
  options["bulk_threshold"] = "10";
  magento.with([](FakeMagento& fake) {
    fake.bulk().set_consumer(MagentoConsumer::kByHand);
    fake.bulk().fail_operation("A7", 3, "The module Shopkeeper does not allow it.");
  });
  post_many(20);
  const auto begun = run(JobKind::kProducts, {.force = true});
  BOOST_TEST(begun.waiting == 20);
  BOOST_TEST(magento.count("async/bulk") == 1);
  BOOST_REQUIRE(rows(JobKind::kProducts).size() == 20u);
  for (const auto& row : rows(JobKind::kProducts)) BOOST_TEST(row.tries == 0);
  magento.with([](FakeMagento& fake) { fake.bulk().run(15); });
  // A runner that claims and dies: the next one waits for its lease and goes on.
  clock.advance(35s);
  claim(JobKind::kProducts, "dead");
  clock.advance(10min);
  run(JobKind::kProducts, {.force = true});
  BOOST_REQUIRE(rows(JobKind::kProducts).size() == 6u);
  BOOST_TEST((row(JobKind::kProducts, "A7")->state == domain::DeliveryState::kParked));
  BOOST_TEST(row(JobKind::kProducts, "A7")->last_message == "The module Shopkeeper does not allow it.");
  BOOST_TEST(listing("A3").has_value());
  BOOST_TEST(!listing("A3")->adopted);
  BOOST_TEST(!listing("A19").has_value());
  magento.with([](FakeMagento& fake) { fake.bulk().run(100); });
  clock.advance(35s);
  run(JobKind::kProducts, {.force = true});
  BOOST_TEST(rows(JobKind::kProducts).size() == 1u);
  BOOST_TEST(listing("A19").has_value());
  BOOST_TEST(quantity("A19") == "5");
  BOOST_TEST(magento.count("async/bulk") == 1);
  BOOST_TEST(magento.count([](const PlatformCall& call) { return call.body.find("type_id") != std::string::npos && call.path.find("async") == std::string::npos; }) == 0);
  BOOST_TEST(memory()->list_keys("bulk.open.").empty());
}

BOOST_FIXTURE_TEST_CASE(web_orders_are_subtracted_once_before_and_after_they_ship, MagentoDay) {
  post_item(an_item("A"), "7", "10");
  settle_all();
  const auto order = sell("A", 2);
  BOOST_TEST(salable("A") == "5");
  clock.advance(1min);
  run(JobKind::kOrders);
  run(JobKind::kInventory);
  BOOST_TEST(salable("A") == "5");
  // The till counts again and does not know of the web order yet.
  post_quantity("A", "6");
  run(JobKind::kInventory);
  BOOST_TEST(salable("A") == "4");
  BOOST_TEST(quantity("A") == "6");
  clock.advance(1min);
  magento.with([&](FakeMagento& fake) { fake.orders().ship(std::stoi(order)); });
  run(JobKind::kOrders);
  run(JobKind::kInventory);
  BOOST_TEST(salable("A") == "4");
  BOOST_TEST(quantity("A") == "4");
}

BOOST_FIXTURE_TEST_CASE(a_sale_starts_and_ends_by_our_clock, MagentoDay) {
  post_item(an_item("A"), "5", "10");
  settle_all();
  domain::ItemPrice sale;
  sale.item_id = "A";
  sale.price = whole(10);
  sale.sale_price = whole(8);
  sale.sale_start = at("2026-11-25T12:00:00Z");
  sale.sale_end = at("2026-11-25T18:00:00Z");
  post_price(sale);
  const std::pair<const char*, bool> moments[] = {{"2026-11-25T11:59:00Z", false}, {"2026-11-25T12:00:30Z", true}, {"2026-11-25T17:59:00Z", true}, {"2026-11-25T18:00:30Z", false}};
  for (const auto& [moment, expected] : moments) {
    clock.set(at(moment));
    run(JobKind::kPricing);
    BOOST_TEST(on_sale("A") == expected, moment);
  }
}

BOOST_FIXTURE_TEST_CASE(a_throttled_list_counts_no_try_and_goes_on_by_itself, MagentoDay) {
  options = {{"batch_size", "10"}, {"bulk_threshold", "0"}};
  post_many(30);
  settle_all();
  for (int i = 0; i < 30; ++i) post_quantity("A" + std::to_string(i), "9");
  magento.fail(ShopFault::kThrottle, 1, "/inventory/source-items");
  run(JobKind::kInventory, {.force = true});
  for (const auto& row : rows(JobKind::kInventory)) BOOST_TEST(row.tries == 0);
  for (int i = 0; i < 4; ++i, clock.advance(9s)) run(JobKind::kInventory, {.force = true});
  for (int i = 0; i < 30; ++i) BOOST_TEST(quantity("A" + std::to_string(i)) == "9");
}

BOOST_FIXTURE_TEST_CASE(the_size_that_the_shop_can_bear_is_remembered_in_the_store, MagentoDay) {
  options = {{"batch_size", "20"}, {"bulk_threshold", "0"}};
  post_many(20);
  settle_all();
  for (int i = 0; i < 20; ++i) post_quantity("A" + std::to_string(i), "9");
  magento.fail(ShopFault::kError502, 1, "/inventory/source-items");
  run(JobKind::kInventory, {.force = true});
  clock.advance(10min);
  magento.forget_calls();
  run(JobKind::kInventory, {.force = true});
  BOOST_TEST(magento.count("/inventory/source-items") == 2, "two halves");
  BOOST_TEST(quantity("A19") == "9");
}

BOOST_AUTO_TEST_SUITE_END()
