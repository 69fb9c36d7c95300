#include <boost/test/unit_test.hpp>

#include "tests/support/fake_shopify_fixture.hpp"
#include "tests/support/fake_woocommerce_fixture.hpp"

using namespace tillbridge;
using namespace tillbridge::connectors;
using tests::a_matrix;
using tests::a_simple_product;
using tests::calls_of;
using tests::dec;
using tests::FakeShopify;
using tests::ShopFault;
using tests::ShopifyFixture;

namespace {

std::vector<PublishedItem> publish(ShopifyFixture& f, const std::vector<PublishProduct>& products) {
  std::vector<PublishedItem> out;
  for (const auto& product : f.connector()->publish_products(products)) out.insert(out.end(), product.begin(), product.end());
  return out;
}

std::size_t product_count(ShopifyFixture& f) {
  return f.shop.with([](FakeShopify& shop) { return shop.catalogue().products().size(); });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(shopify_products)

BOOST_AUTO_TEST_CASE(a_new_product_is_a_draft_with_everything_that_the_till_knows) {
  ShopifyFixture f;
  auto product = a_simple_product("M-1", "Mug");
  auto& item = product.items[0];
  item.item.barcode = "4006381333931";
  item.item.brand = "Acme";
  item.item.department = "Kitchen/Mugs";
  item.item.long_description = "A mug";
  item.item.weight = dec("0.35");
  item.item.weight_unit = "kg";
  item.price->sale_price = dec("9.9");
  const auto made = publish(f, {product})[0];
  BOOST_REQUIRE_MESSAGE(made.outcome.ok(), made.outcome.message);
  const auto stored = f.product("M-1");
  const auto variant = f.variant("M-1");
  BOOST_TEST(stored.status == "DRAFT");
  BOOST_TEST(stored.vendor == "Acme");
  BOOST_TEST(stored.product_type == "Mugs");
  BOOST_TEST(stored.description == "A mug");
  BOOST_TEST(stored.has_only_default_variant);
  BOOST_TEST(variant.barcode == "4006381333931");
  BOOST_TEST(variant.price == "9.90");
  BOOST_TEST(variant.compare_at.value() == "12.50");
  BOOST_TEST(variant.tracked);
  BOOST_TEST(variant.available.at("7001") == 7);
  BOOST_TEST(made.remote.product_id == stored.id + ":" + variant.id + ":" + variant.inventory_item_id);
}

BOOST_AUTO_TEST_CASE(a_repeat_is_safe_while_the_search_does_not_find_the_product_yet) {
  for (const bool matrix : {false, true}) {
    ShopifyFixture f;
    f.shop.with([](FakeShopify& shop) { shop.catalogue().lag_search(std::chrono::minutes(5)); });
    const auto product = matrix ? a_matrix("SHIRT", {"S", "M"}) : a_simple_product("M-1");
    f.shop.fail(ShopFault::kLoseAnswer, 1, calls_of("MakeProduct"));
    BOOST_TEST((publish(f, {product})[0].outcome.kind == OutcomeKind::kUnknown));
    // The merchant works on the draft meanwhile.
    f.shop.with([](FakeShopify& shop) {
      auto& made = shop.catalogue().product(shop.catalogue().products().begin()->first);
      made.title = "The merchant's title";
      made.handle = "their-own-handle";
    });
    for (const auto& answer : publish(f, {product})) {
      BOOST_TEST(answer.outcome.ok(), answer.outcome.message);
      BOOST_TEST(answer.adopted);
    }
    BOOST_TEST(product_count(f) == 1u);
    BOOST_TEST(f.product(matrix ? "SHIRT-S" : "M-1").title == "The merchant's title");
    BOOST_TEST(f.count("MakeProduct") == 1);
  }
}

BOOST_AUTO_TEST_CASE(two_variants_with_one_sku_are_an_error_for_the_operator) {
  ShopifyFixture f;
  f.add_simple("A-1");
  f.add_simple("A-1");
  const auto answer = publish(f, {a_simple_product("A-1")})[0];
  BOOST_TEST((answer.outcome.kind == OutcomeKind::kRejected));
  BOOST_TEST(answer.outcome.code == "sku_ambiguous");
  BOOST_TEST(f.connector()->resolve(std::vector<std::string>{"A-1"}).value()[0].found.size() == 2u);
}

BOOST_AUTO_TEST_CASE(case_makes_another_sku) {
  ShopifyFixture f;
  f.add_simple("a-1");
  const auto answer = publish(f, {a_simple_product("A-1")})[0];
  BOOST_TEST(answer.outcome.ok(), answer.outcome.message);
  BOOST_TEST(!answer.adopted);
  BOOST_TEST(product_count(f) == 2u);
}

BOOST_AUTO_TEST_CASE(a_product_of_ours_that_lost_its_sku_is_not_made_again_nor_overwritten) {
  ShopifyFixture f;
  BOOST_REQUIRE(publish(f, {a_simple_product("A-1")})[0].outcome.ok());
  f.shop.with([](FakeShopify& shop) { shop.catalogue().change_sku(shop.catalogue().with_sku("A-1").front()->id, "B-1"); });
  const auto answer = publish(f, {a_simple_product("A-1")})[0];
  BOOST_TEST(answer.outcome.code == "sku_changed");
  BOOST_TEST(f.product("B-1").title == "Mug");
  BOOST_TEST(product_count(f) == 1u);
}

BOOST_AUTO_TEST_CASE(a_merchants_product_whose_variants_are_known_gets_the_missing_one) {
  ShopifyFixture f;
  f.shop.with([](FakeShopify& shop) {
    auto& product = shop.catalogue().add_product("Their shirt", "ACTIVE");
    shop.catalogue().add_variant(product, "SHIRT-S", "30.00", {{"Size", "S"}});
  });
  const auto answers = publish(f, {a_matrix("SHIRT", {"S", "M"})});
  BOOST_TEST(answers[0].adopted);
  BOOST_TEST(answers[1].outcome.ok(), answers[1].outcome.message);
  BOOST_TEST(!answers[1].adopted);
  BOOST_TEST(answers[1].remote.product_id == answers[0].remote.product_id);
  BOOST_TEST(f.variant("SHIRT-S").price == "30.00");
  BOOST_TEST(f.product("SHIRT-M").status == "ACTIVE");
  BOOST_TEST(product_count(f) == 1u);
}

BOOST_AUTO_TEST_CASE(a_variant_under_a_published_parent_starts_hidden) {
  ShopifyFixture f;
  const auto first = publish(f, {a_matrix("SHIRT", {"S"})})[0];
  auto more = a_matrix("SHIRT", {"M"});
  more.existing_parent = domain::RemoteRef{.product_id = first.remote.product_id};
  more.start_hidden = true;
  BOOST_TEST(publish(f, {more})[0].outcome.ok());
  BOOST_TEST(f.variant("SHIRT-S").published);
  BOOST_TEST(!f.variant("SHIRT-M").published);
}

BOOST_AUTO_TEST_CASE(options_that_the_shop_has_under_another_sku_are_refused_in_its_words) {
  ShopifyFixture f;
  const auto first = publish(f, {a_matrix("SHIRT", {"S"})})[0];
  f.shop.with([](FakeShopify& shop) { shop.catalogue().change_sku(shop.catalogue().with_sku("SHIRT-S").front()->id, "OTHER"); });
  auto more = a_matrix("SHIRT", {"S", "M"});
  more.existing_parent = domain::RemoteRef{.product_id = first.remote.product_id};
  const auto answers = publish(f, {more});
  BOOST_TEST(answers[0].outcome.code == "VARIANT_ALREADY_EXISTS");
  BOOST_TEST(answers[1].outcome.ok(), answers[1].outcome.message);
}

BOOST_AUTO_TEST_CASE(a_matrix_refused_without_a_culprit_is_halved_and_stays_one_product) {
  ShopifyFixture f;
  f.shop.with([](FakeShopify& shop) { shop.catalogue().refuse_whole_with("SHIRT-S"); });
  const auto answers = publish(f, {a_matrix("SHIRT", {"S", "M", "L", "XL"})});
  BOOST_TEST((answers[0].outcome.kind == OutcomeKind::kRejected));
  for (std::size_t i = 1; i < answers.size(); ++i) BOOST_TEST(answers[i].outcome.ok(), answers[i].outcome.message);
  BOOST_TEST(product_count(f) == 1u);
}

BOOST_AUTO_TEST_CASE(a_half_whose_answer_was_lost_is_not_replaced_by_the_other_half) {
  ShopifyFixture f;
  f.shop.with([](FakeShopify& shop) { shop.catalogue().refuse_whole_with("SHIRT-XL"); });
  auto makes = std::make_shared<int>(0);
  f.shop.fail(ShopFault::kLoseAnswer, 1, [makes](const tests::PlatformCall& call) { return call.body.find("mutation MakeProduct") != std::string::npos && ++*makes == 2; });
  const auto lost = publish(f, {a_matrix("SHIRT", {"S", "M", "L", "XL"})});
  BOOST_TEST((lost[0].outcome.kind == OutcomeKind::kUnknown));
  BOOST_TEST((lost[2].outcome.kind == OutcomeKind::kRetry), lost[2].outcome.code);
  BOOST_TEST(f.count("MakeProduct") == 2);
  const auto again = publish(f, {a_matrix("SHIRT", {"S", "M", "L", "XL"})});
  for (std::size_t i = 0; i < 3; ++i) BOOST_TEST(again[i].outcome.ok(), again[i].outcome.message);
  BOOST_TEST(again[0].adopted);
  BOOST_TEST((again[3].outcome.kind == OutcomeKind::kRejected));
  BOOST_TEST(product_count(f) == 1u);
}

BOOST_AUTO_TEST_CASE(more_variants_than_a_call_takes_are_added_in_further_calls) {
  ShopifyFixture f;
  std::vector<std::string> sizes;
  for (int i = 0; i < 600; ++i) sizes.push_back(std::to_string(i));
  for (const auto& answer : publish(f, {a_matrix("SHIRT", sizes)})) BOOST_TEST(answer.outcome.ok(), answer.outcome.message);
  BOOST_TEST(f.count("MakeProduct") == 1);
  BOOST_TEST(f.count("AddVariants") == 2);
  BOOST_TEST(product_count(f) == 1u);
}

BOOST_AUTO_TEST_CASE(known_skus_cost_one_look_up_for_fifty) {
  ShopifyFixture f;
  std::vector<PublishProduct> products;
  for (int i = 0; i < 50; ++i) {
    f.add_simple("A-" + std::to_string(i));
    products.push_back(a_simple_product("A-" + std::to_string(i)));
  }
  for (const auto& answer : publish(f, products)) BOOST_TEST(answer.adopted);
  BOOST_TEST(f.shop.count("POST") == 1);
}

BOOST_AUTO_TEST_CASE(a_parent_that_is_gone_is_told_as_gone) {
  ShopifyFixture f;
  auto more = a_matrix("SHIRT", {"M"});
  more.existing_parent = domain::RemoteRef{.product_id = "4711"};
  BOOST_TEST((publish(f, {more})[0].outcome.kind == OutcomeKind::kGone));
  more.existing_parent = domain::RemoteRef{.product_id = "not ours"};
  BOOST_TEST((publish(f, {more})[0].outcome.kind == OutcomeKind::kGone));
}

BOOST_AUTO_TEST_CASE(what_shopify_would_not_keep_is_refused_before_a_call) {
  ShopifyFixture f;
  auto nameless = a_simple_product("A-1", "");
  auto four = a_matrix("SHIRT", {"S"});
  four.all_option_names = {"a", "b", "c", "d"};
  const auto answers = publish(f, {a_simple_product(" A"), a_simple_product(std::string(256, 'x')), nameless, four});
  BOOST_TEST(answers[0].outcome.code == "bad_sku");
  BOOST_TEST(answers[1].outcome.code == "bad_sku");
  BOOST_TEST(answers[2].outcome.code == "missing_value");
  BOOST_TEST(answers[3].outcome.code == "too_many_options");
  BOOST_TEST(f.shop.count("POST") == 0);
}

BOOST_AUTO_TEST_CASE(products_get_their_name_whatever_way_the_shop_takes_it) {
  for (const bool in_input : {true, false})
    for (const bool of_identifier : {true, false}) {
      ShopifyFixture f;
      f.shop.with([&](FakeShopify& shop) {
        shop.catalogue().takes_custom_id_in_input = in_input;
        shop.catalogue().keeps_custom_id_of_identifier = of_identifier;
      });
      for (const auto& answer : publish(f, {a_simple_product("A-1"), a_simple_product("A-2")})) BOOST_TEST(answer.outcome.ok(), answer.outcome.message);
      BOOST_TEST(f.product("A-2").custom_ids.at("app.tillbridge_product") == "item:A-2");
      BOOST_TEST(f.count("MakeProduct") == (in_input ? 2 : 3));
      BOOST_TEST(f.count("NameProduct") == (in_input || of_identifier ? 0 : 2));
    }
}

BOOST_AUTO_TEST_CASE(an_app_that_was_installed_anew_defines_its_names_again) {
  ShopifyFixture f;
  BOOST_TEST(publish(f, {a_simple_product("A-1")})[0].outcome.ok());
  f.shop.with([](FakeShopify& shop) { shop.catalogue().forget_definitions(); });
  BOOST_TEST((publish(f, {a_simple_product("A-2")})[0].outcome.kind == OutcomeKind::kRetry));
  BOOST_TEST(publish(f, {a_simple_product("A-2")})[0].outcome.ok());
  BOOST_TEST(publish(f, {a_simple_product("A-1")})[0].adopted);
}

BOOST_AUTO_TEST_CASE(a_location_that_is_gone_is_looked_up_again_by_the_next_run) {
  ShopifyFixture f;
  BOOST_TEST(publish(f, {a_simple_product("A-1")})[0].outcome.ok());
  f.shop.with([](FakeShopify& shop) { shop.catalogue().locations() = {{"7003", "New shop"}}; });
  const auto first = publish(f, {a_simple_product("A-2"), a_simple_product("A-3")});
  BOOST_TEST((first[0].outcome.kind == OutcomeKind::kRetry), first[0].outcome.code);
  BOOST_TEST((first[1].outcome.kind == OutcomeKind::kRetry));
  BOOST_TEST(publish(f, {a_simple_product("A-2")})[0].outcome.ok());
  BOOST_TEST(f.variant("A-2").available.at("7003") == 7);
}

BOOST_AUTO_TEST_CASE(look_ups_that_the_shop_finds_too_dear_are_made_smaller) {
  ShopifyFixture f;
  f.shop.with([](FakeShopify& shop) { shop.dearest_document = 103; });
  std::vector<std::string> sizes;
  for (int i = 0; i < 120; ++i) sizes.push_back(std::to_string(i));
  std::vector<PublishProduct> products{a_matrix("SHIRT", sizes)};
  for (int i = 0; i < 20; ++i) products.push_back(a_simple_product("A-" + std::to_string(i)));
  for (int again = 0; again < 2; ++again)
    for (const auto& answer : publish(f, products)) BOOST_TEST(answer.outcome.ok(), answer.outcome.message);
  f.shop.with([](FakeShopify& shop) { shop.catalogue().lag_search(std::chrono::minutes(5)); });
  for (const auto& answer : publish(f, {a_matrix("SHIRT", sizes)})) BOOST_TEST(answer.adopted);
  BOOST_TEST(product_count(f) == 21u);
}

BOOST_AUTO_TEST_CASE(one_product_that_breaks_the_shop_does_not_hold_up_the_next) {
  ShopifyFixture f;
  f.shop.fail(ShopFault::kError500, 1, calls_of("MakeProduct"));
  const auto answers = publish(f, {a_simple_product("A-1"), a_simple_product("A-2")});
  BOOST_TEST((answers[0].outcome.kind == OutcomeKind::kUnknown));
  BOOST_TEST(answers[1].outcome.ok());
}

BOOST_AUTO_TEST_CASE(a_shop_that_answers_nobody_is_left_alone) {
  ShopifyFixture f;
  f.shop.fail(ShopFault::kError500, 9, calls_of("MakeProduct"));
  const auto answers = publish(f, {a_simple_product("A-1"), a_simple_product("A-2"), a_simple_product("A-3"), a_simple_product("A-4")});
  BOOST_TEST((answers[1].outcome.kind == OutcomeKind::kUnknown));
  BOOST_TEST((answers[2].outcome.kind == OutcomeKind::kRetry));
  BOOST_TEST((answers[3].outcome.kind == OutcomeKind::kRetry));
  BOOST_TEST(f.count("MakeProduct") == 2);
}

BOOST_AUTO_TEST_SUITE_END()
