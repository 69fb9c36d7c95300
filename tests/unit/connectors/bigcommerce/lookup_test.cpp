#include "connectors/bigcommerce/lookup.hpp"

#include "tests/unit/connectors/bigcommerce/pretended_store.hpp"

// SKUs are asked for by the hundred and compared byte by byte.
using namespace tillbridge;
using namespace tillbridge::tests;
using namespace tillbridge::connectors;
using bigcommerce::Depth;
using bigcommerce::look_up_skus;

BOOST_AUTO_TEST_SUITE(bigcommerce_lookup)

BOOST_AUTO_TEST_CASE(finds_products_parents_and_counted_variants_by_the_hundred) {
  PretendedStore s;
  const int cup = s.add({{"name", "Cup"}, {"sku", "CUP"}, {"price", 4}});
  const int shirt = s.add_shirt("SHIRT", {"S", "M"});
  const auto found = look_up_skus(s.api, std::vector<std::string>{"CUP", "SHIRT", "SHIRT-M", "NONE"}, Depth::kByTheHundred);
  BOOST_REQUIRE(found.outcome.ok());
  BOOST_REQUIRE(found.found("CUP").size() == 1u);
  BOOST_TEST((found.found("CUP")[0].ref == domain::RemoteRef{std::to_string(cup), ""}));
  BOOST_TEST(!found.found("CUP")[0].is_parent);
  BOOST_REQUIRE(found.found("SHIRT").size() == 1u);
  BOOST_TEST(found.found("SHIRT")[0].is_parent);
  BOOST_REQUIRE(found.found("SHIRT-M").size() == 1u);
  BOOST_TEST(found.found("SHIRT-M")[0].ref.product_id == std::to_string(shirt));
  BOOST_TEST(!found.found("SHIRT-M")[0].ref.variant_id.empty());
  BOOST_TEST(found.found("NONE").empty());
  BOOST_TEST(s.fake.count("GET") == 2);
}

BOOST_AUTO_TEST_CASE(a_variant_that_is_not_counted_takes_a_call_of_its_own) {
  PretendedStore s;
  s.add_shirt("SHIRT", {"S", "M"}, "none");
  const std::vector<std::string> asked{"SHIRT-M"};
  BOOST_TEST(look_up_skus(s.api, asked, Depth::kByTheHundred).found("SHIRT-M").empty());
  const auto found = look_up_skus(s.api, asked, Depth::kEveryVariant);
  BOOST_REQUIRE(found.found("SHIRT-M").size() == 1u);
  BOOST_TEST(!found.found("SHIRT-M")[0].ref.variant_id.empty());
}

BOOST_AUTO_TEST_CASE(what_differs_in_case_is_a_collision_and_no_hit) {
  PretendedStore s;
  s.add({{"name", "Cup"}, {"sku", "Cup-1"}, {"price", 4}});
  const auto found = look_up_skus(s.api, std::vector<std::string>{"CUP-1", "cup-1", "Cup-1"}, Depth::kEveryVariant);
  BOOST_TEST(found.found("CUP-1").empty());
  BOOST_TEST(found.found("Cup-1").size() == 1u);
  BOOST_REQUIRE(found.collisions("cup-1").size() == 1u);
  BOOST_TEST(found.collisions("cup-1")[0].sku == "Cup-1");
}

BOOST_AUTO_TEST_CASE(two_with_one_sku_are_both_told) {
  PretendedStore s;
  const int cup = s.add({{"name", "Cup"}, {"sku", "CUP"}, {"price", 4}});
  s.with([&](BigStore& store) {
    Json twin = *store.catalogue.product(cup);
    twin["id"] = 9'000;
    store.catalogue.products()[9'000] = twin;
    return 0;
  });
  BOOST_TEST(look_up_skus(s.api, std::vector<std::string>{"CUP"}, Depth::kByTheHundred).found("CUP").size() == 2u);
}

BOOST_AUTO_TEST_CASE(a_sku_with_a_comma_is_asked_for_alone) {
  PretendedStore s;
  s.add({{"name", "One"}, {"sku", "A,1"}, {"price", 4}});
  s.add({{"name", "Two"}, {"sku", "A"}, {"price", 4}});
  const auto found = look_up_skus(s.api, std::vector<std::string>{"A,1", "A", "1"}, Depth::kByTheHundred);
  BOOST_TEST(found.found("A,1").size() == 1u);
  BOOST_TEST(found.found("A").size() == 1u);
  BOOST_TEST(found.found("1").empty());
}

BOOST_AUTO_TEST_CASE(many_skus_go_a_hundred_at_a_time_and_long_ones_fewer) {
  PretendedStore s;
  std::vector<std::string> asked;
  for (int i = 0; i < 250; ++i) {
    asked.push_back("SKU-" + std::to_string(i));
    s.add({{"name", asked.back()}, {"sku", asked.back()}, {"price", 1}});
  }
  const auto found = look_up_skus(s.api, asked, Depth::kByTheHundred);
  for (const auto& sku : asked) BOOST_TEST(found.found(sku).size() == 1u, sku);
  BOOST_TEST(s.fake.count("/products") == 3);
  BOOST_TEST(s.fake.count("/inventory") == 0);
  s.fake.forget_calls();
  std::vector<std::string> long_ones;
  for (int i = 0; i < 40; ++i) long_ones.push_back(std::string(250, 'X') + std::to_string(1'000 + i));
  BOOST_TEST(look_up_skus(s.api, long_ones, Depth::kByTheHundred).outcome.ok());
  BOOST_TEST(s.fake.count("/products") == 2);
}

BOOST_AUTO_TEST_CASE(skus_that_the_store_cannot_keep_are_not_asked_for) {
  PretendedStore s;
  for (const auto& sku : {std::string(), std::string(256, 'A'), std::string(" A"), std::string("A "), std::string("A\nB")}) {
    BOOST_TEST(!bigcommerce::why_not_portable(sku).empty());
    BOOST_TEST(look_up_skus(s.api, std::vector<std::string>{sku}, Depth::kEveryVariant).outcome.ok());
  }
  BOOST_TEST(bigcommerce::why_not_portable(std::string(255, 'A')).empty());
  BOOST_TEST(s.fake.count("") == 0);
}

BOOST_AUTO_TEST_CASE(a_store_that_cannot_be_asked_says_so_and_for_how_long) {
  PretendedStore s;
  s.fake.fail(ShopFault::kThrottle);
  const auto held = look_up_skus(s.api, std::vector<std::string>{"A"}, Depth::kByTheHundred);
  BOOST_TEST((held.outcome.kind == OutcomeKind::kThrottled));
  BOOST_TEST(held.outcome.retry_after.count() == 7);
  BOOST_TEST(s.fake.count("") == 1);
}

BOOST_AUTO_TEST_SUITE_END()
