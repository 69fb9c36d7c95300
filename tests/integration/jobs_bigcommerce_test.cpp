#include <boost/test/unit_test.hpp>

#include "connectors/bigcommerce/make.hpp"
#include "tests/integration/jobs_platform_day.hpp"
#include "tests/support/fake_bigcommerce.hpp"

// The jobs on a real store against a pretended BigCommerce over sockets.
using namespace tillbridge;
using namespace tillbridge::tests;
using namespace std::chrono_literals;
using domain::JobKind;

namespace {

struct BigCommerceDay : PlatformDay {
  BigCommerceDay() { connect_to(connectors::bigcommerce::make, big.store_url(), {{"access_token", FakeBigCommerce::kToken}}); }
  Json product(const std::string& sku) {
    return big.with_store([&](BigStore& theirs) {
      const Json* variant = theirs.catalogue.variant_with_sku(sku);
      return variant == nullptr ? Json() : *theirs.catalogue.product((*variant)["product_id"].get<int>());
    });
  }
  int quantity(const std::string& sku) {
    return big.with_store([&](BigStore& theirs) { return theirs.stock.on_hand(sku); });
  }
  void post_many(int count, const std::string& price) {
    for (int i = 0; i < count; ++i) {
      auto item = an_item("A" + std::to_string(i));
      item.name = "Cup " + std::to_string(i);
      post_item(item, "5", price);
    }
  }

  FakeBigCommerce big{clock};
};

}  // namespace

BOOST_AUTO_TEST_SUITE(jobs_bigcommerce)

BOOST_FIXTURE_TEST_CASE(hidden_products_appear_and_only_price_and_stock_follow, BigCommerceDay) {
  post_item(an_item("A"), "10", "12.5");
  for (const auto* size : {"S", "M"}) {
    auto shirt = an_item(std::string("T-") + size);
    shirt.product_id = "T";
    shirt.options = {{"Size", size}};
    post_item(shirt, "4", "20");
  }
  settle_all();
  BOOST_TEST(product("A")["is_visible"] == false);
  BOOST_TEST(product("T-S")["id"] == product("T-M")["id"]);
  BOOST_TEST(quantity("T-M") == 4);
  big.with_store([](BigStore& theirs) {
    for (auto& [id, mine] : theirs.catalogue.products())
      if (mine["sku"] == "A") mine.update({{"name", "The merchant's name"}, {"is_visible", true}});
  });
  auto renamed = an_item("A");
  renamed.name = "The till's new name";
  post_item(renamed, "9", "11");
  post_quantity("T-S", "0");
  settle_all();
  BOOST_TEST(product("A")["name"] == "The merchant's name");
  BOOST_TEST(product("A")["is_visible"] == true);
  BOOST_TEST(product("A")["price"] == 11);
  BOOST_TEST(quantity("A") == 9);
  BOOST_TEST(quantity("T-S") == 0);
  big.forget_calls();
  settle_all();
  BOOST_TEST(big.count("PUT") + big.count("POST") == 0);
}

BOOST_FIXTURE_TEST_CASE(a_window_that_closes_pauses_the_run_and_no_item_counts_a_try, BigCommerceDay) {
  post_many(200, "10");
  settle_all();
  post_many(200, "11");
  big.set_quota(10);
  int runs = 0;
  const auto dear = [&] {
    int count = 0;
    for (int i = 0; i < 200; ++i) count += product("A" + std::to_string(i))["price"] == 11 ? 1 : 0;
    return count;
  };
  big.forget_calls();
  for (; runs < 10 && dear() < 200; ++runs) {
    run(JobKind::kPricing, {.force = true});
    for (const auto& row : rows(JobKind::kPricing)) BOOST_TEST(row.tries == 0);
    clock.advance(31s);
  }
  BOOST_TEST(dear() == 200);
  BOOST_TEST(runs >= 2);
  BOOST_TEST(big.count("PUT") == 20);
  BOOST_TEST(rows(JobKind::kPricing).empty());
}

BOOST_FIXTURE_TEST_CASE(a_create_whose_answer_was_lost_is_one_product, BigCommerceDay) {
  big.fail(ShopFault::kLoseAnswer, 1, "POST");
  post_many(3, "10");
  for (int i = 0; i < 3; ++i, clock.advance(10min)) run(JobKind::kProducts, {.force = true});
  settle_all();
  BOOST_TEST(big.with_store([](BigStore& theirs) { return theirs.catalogue.products().size(); }) == 3u);
  for (const auto* sku : {"A0", "A1", "A2"}) BOOST_TEST(quantity(sku) == 5);
}

BOOST_FIXTURE_TEST_CASE(a_deleted_product_is_parked_and_its_batch_goes_on, BigCommerceDay) {
  post_many(20, "10");
  settle_all();
  big.with_store([](BigStore& theirs) { theirs.catalogue.delete_product((*theirs.catalogue.variant_with_sku("A7"))["product_id"].get<int>()); });
  for (int i = 0; i < 20; ++i) post_quantity("A" + std::to_string(i), "3");
  run(JobKind::kInventory, {.force = true});
  BOOST_TEST(quantity("A6") == 3);
  BOOST_TEST(quantity("A8") == 3);
  for (const auto& row : rows(JobKind::kInventory)) BOOST_TEST(row.item_id == "A7");
}

BOOST_AUTO_TEST_SUITE_END()
