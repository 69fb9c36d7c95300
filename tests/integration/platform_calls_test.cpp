// How many calls a change costs at each platform, through the real jobs: what the batch sizes allow, and none where nothing changed.
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "tests/fake_shops/shop_account.hpp"
#include "tests/support/temp_database.hpp"

using namespace tillbridge;
using namespace tillbridge::tests;
using domain::JobKind;

namespace {

const auto kShops = boost::unit_test::data::make(shops_under_test());

constexpr int kMany = 600, kFew = 10, kStyles = 3, kVariants = 20;

/// Calls for kMany simple products and for kFew of them, and for kStyles products of kVariants variants each. Look-ups and readings that the writing
/// needs are in the figures; polls for orders are not.
struct Cost {
  int create_many, stock_many, prices_many, stock_few, prices_few;
  int create_styles, stock_styles, prices_styles;
};

// With each platform's default options.
const std::map<std::string, Cost> kCosts = {
    // A call for each product with its variants, and a look-up for each 10; 2,000 levels a call; prices of 10 products or of 50 variants a call.
    {"bigcommerce", {660, 1, 60, 1, 1, 5, 1, 2}},
    // 50 products a call and a look-up for each of them, 100 rows a call.
    {"generic", {24, 6, 6, 1, 1, 2, 1, 1}},
    // One of everything a call, as long as nobody says that the shop takes more.
    {"hipcommerce", {1200, 600, 600, 10, 10, 66, 60, 60}},
    // 100 products by the queue: a look-up and the submission, then a look-up and one list of stock for what is made, which comes due in seven
    // portions; a variant is made and tied to its product. 250 rows a list: before stock a look-up that says which products are gone, beside
    // prices a list that ends sales. The edition is asked once.
    {"magento", {26, 6, 7, 2, 2, 112, 2, 3}},
    // A mutation for each product, two look-ups for each 50; 250 levels are read and set at a time; prices of many go by a bulk operation:
    // four calls and a question every 15 seconds.
    {"shopify", {626, 6, 8, 2, 1, 8, 2, 1}},
    // 50 a batch, variants by their parents; before creating two look-ups, one of them in the bin.
    {"woocommerce", {36, 12, 12, 1, 1, 6, 4, 4}},
};

int calls(const ShopAccount::Work& work, const std::string& verb) {
  const auto found = work.costs.find(verb);
  return found == work.costs.end() ? 0 : found->second.calls;
}

int all_but_orders(const ShopAccount::Work& work) {
  int sum = 0;
  for (const auto& [verb, cost] : work.costs) sum += verb == "orders" ? 0 : cost.calls;
  return sum;
}

/// All were sent, by so many calls and no other.
void expect(const ShopAccount::Work& work, const std::string& verb, int items, int expected) {
  BOOST_TEST(work.sent == items);
  BOOST_TEST(work.parked == 0);
  BOOST_TEST(calls(work, verb) == expected, verb << " of " << items << " cost " << calls(work, verb) << " calls instead of " << expected);
  BOOST_TEST(all_but_orders(work) == calls(work, verb));
}

const Cost& cost_on(const ShopMaker& maker) {
  BOOST_REQUIRE_MESSAGE(kCosts.contains(maker.platform), "say here what a change costs on " << maker.platform);
  return kCosts.at(maker.platform);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(platform_calls)

BOOST_DATA_TEST_CASE(a_change_costs_what_the_batch_sizes_allow, kShops, maker) {
  const Cost& cost = cost_on(maker);
  TempDatabase store;
  ShopAccount account(*store, maker);
  account.post_items(1, kMany);
  expect(account.run(JobKind::kProducts), "publish", kMany, cost.create_many);

  account.post_quantities(1, kMany, "7");
  expect(account.run(JobKind::kInventory), "stock", kMany, cost.stock_many);
  account.post_prices(1, kMany, "12");
  expect(account.run(JobKind::kPricing), "prices", kMany, cost.prices_many);
  account.post_quantities(kMany - kFew, kFew, "8");
  expect(account.run(JobKind::kInventory), "stock", kFew, cost.stock_few);
  account.post_prices(kMany - kFew, kFew, "13");
  expect(account.run(JobKind::kPricing), "prices", kFew, cost.prices_few);
  BOOST_TEST(account.shop().items(ShopAccount::item_id(1)).at(0).quantity.to_text() == "7");
  BOOST_TEST(account.shop().items(ShopAccount::item_id(kMany - 1)).at(0).price.to_text() == "13");
}

BOOST_DATA_TEST_CASE(variants_of_a_product_share_its_calls, kShops, maker) {
  const Cost& cost = cost_on(maker);
  TempDatabase store;
  ShopAccount account(*store, maker);
  const auto ids = account.post_styles(kStyles, kVariants);
  expect(account.run(JobKind::kProducts), "publish", kStyles * kVariants, cost.create_styles);
  account.post_quantity(ids, "7");
  expect(account.run(JobKind::kInventory), "stock", kStyles * kVariants, cost.stock_styles);
  account.post_price(ids, "12");
  expect(account.run(JobKind::kPricing), "prices", kStyles * kVariants, cost.prices_styles);
  BOOST_TEST(account.shop().product_count() == kStyles);
}

BOOST_DATA_TEST_CASE(what_did_not_change_costs_no_call, kShops, maker) {
  TempDatabase store;
  ShopAccount account(*store, maker);
  account.post_items(1, 30);
  account.run(JobKind::kProducts);
  // The till posts the same again, and something that it takes back before a run.
  account.post_items(1, 30);
  account.post_quantities(1, 30, "99");
  account.post_quantities(1, 30, "5");
  account.post_prices(1, 30, "99");
  account.post_prices(1, 30, "10");
  for (const auto job : {JobKind::kProducts, JobKind::kInventory, JobKind::kPricing}) {
    const auto work = account.run(job);
    BOOST_TEST(work.sent == 0);
    BOOST_TEST(all_but_orders(work) == 0, domain::to_word(job));
  }
}

BOOST_AUTO_TEST_SUITE_END()
