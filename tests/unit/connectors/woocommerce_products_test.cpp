#include <boost/test/unit_test.hpp>

#include "tests/support/fake_woocommerce_fixture.hpp"

using namespace tillbridge;
using namespace tillbridge::connectors;
using tests::a_matrix;
using tests::a_simple_product;
using tests::dec;
using tests::FakeWooShop;
using tests::Json;
using tests::WooFault;
using tests::WooFixture;

namespace {

std::vector<std::vector<PublishedItem>> publish(WooFixture& f, const std::vector<PublishProduct>& products) { return f.connector()->publish_products(products); }

PublishedItem publish_one(WooFixture& f, const PublishProduct& product) { return publish(f, {product})[0][0]; }

std::size_t products_in(WooFixture& f) {
  return f.shop.with_shop([](FakeWooShop& shop) { return shop.product_count(); });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(woocommerce_products)

BOOST_AUTO_TEST_CASE(a_new_product_arrives_as_a_draft_with_price_and_stock) {
  WooFixture f;
  auto product = a_simple_product("M-1", "Mug \xC3\xA4 \xF0\x9F\x8D\xB5");
  product.items[0].item.barcode = "4006381333931";
  product.items[0].price->sale_price = dec("9.9");
  const auto made = publish_one(f, product);
  BOOST_REQUIRE_MESSAGE(made.outcome.ok(), made.outcome.message);
  BOOST_TEST(!made.adopted);
  const Json stored = f.product("M-1");
  BOOST_TEST(stored["status"] == "draft");
  BOOST_TEST(stored["name"] == "Mug \xC3\xA4 \xF0\x9F\x8D\xB5");
  BOOST_TEST(stored["regular_price"] == "12.50");
  BOOST_TEST(stored["sale_price"] == "9.90");
  BOOST_TEST(stored["manage_stock"] == true);
  BOOST_TEST(stored["stock_quantity"] == 7);
  BOOST_TEST(stored["global_unique_id"] == "4006381333931");
  BOOST_TEST(made.remote.product_id == std::to_string(stored["id"].get<int>()));
}

BOOST_AUTO_TEST_CASE(an_existing_sku_is_adopted_and_left_as_it_is) {
  WooFixture f;
  f.add_simple("M-1", {{"name", "Merchant's name"}});
  const auto made = publish_one(f, a_simple_product("M-1"));
  BOOST_TEST(made.outcome.ok());
  BOOST_TEST(made.adopted);
  BOOST_TEST(f.product("M-1")["name"] == "Merchant's name");
  BOOST_TEST(f.product("M-1")["status"] == "publish");
  BOOST_TEST(f.shop.count("POST") == 0);
}

BOOST_AUTO_TEST_CASE(a_repeat_after_a_lost_answer_makes_no_second_product) {
  for (const auto fault : {WooFault::kAnswerLost, WooFault::kAnswerLate, WooFault::kAnswerCut, WooFault::kAnswerShort}) {
    WooFixture f;
    f.shop.fail(fault, 1, "POST /products/batch");
    if (fault == WooFault::kAnswerLate) f.patience = std::chrono::seconds(2);
    const auto first = publish_one(f, a_simple_product("M-1"));
    f.patience = std::chrono::seconds(20);
    BOOST_TEST((first.outcome.kind == OutcomeKind::kUnknown), first.outcome.code);
    const auto second = publish_one(f, a_simple_product("M-1"));
    BOOST_TEST(second.outcome.ok());
    BOOST_TEST(second.adopted);
    BOOST_TEST(products_in(f) == 1U);
  }
}

BOOST_AUTO_TEST_CASE(of_one_batch_the_bad_item_alone_is_refused) {
  WooFixture f;
  f.add_simple("held-1");
  std::vector<PublishProduct> products{a_simple_product("A"), a_simple_product("HELD-1"), a_simple_product("B")};
  const auto made = publish(f, products);
  BOOST_TEST(made[0][0].outcome.ok());
  BOOST_TEST(made[2][0].outcome.ok());
  BOOST_TEST((made[1][0].outcome.kind == OutcomeKind::kRejected));
  BOOST_TEST(made[1][0].outcome.code == "sku_collision");
  BOOST_TEST(made[1][0].outcome.message.find("held-1") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(skus_that_the_shop_cannot_keep_are_never_asked_for) {
  for (const char* sku : {"0", "a  b", "<b>", "A%20B", ",", ",A"}) {
    WooFixture f;
    f.add_simple("other");
    const auto made = publish_one(f, a_simple_product(sku));
    BOOST_TEST((made.outcome.kind == OutcomeKind::kRejected), sku);
    BOOST_TEST(made.outcome.code == "sku_not_supported", sku);
    const std::vector<std::string> skus{sku};
    BOOST_TEST((*f.connector()->resolve(skus))[0].found.empty(), sku);
    BOOST_TEST(f.shop.count("/products") == 0, sku);
  }
}

BOOST_AUTO_TEST_CASE(a_sku_with_a_comma_is_not_mistaken_for_its_parts) {
  WooFixture f;
  f.add_simple("A");
  f.add_simple("B");
  const auto made = publish_one(f, a_simple_product("A,B"));
  BOOST_TEST(made.outcome.ok());
  BOOST_TEST(!made.adopted);
  const std::vector<std::string> skus{"A,B", "B"};
  const auto found = f.connector()->resolve(skus);
  BOOST_TEST((*found)[0].found.size() == 1U);
  BOOST_TEST(((*found)[0].found[0] == f.ref("A,B")));
  BOOST_TEST(((*found)[1].found[0] == f.ref("B")));
}

BOOST_AUTO_TEST_CASE(a_collision_is_reported_and_not_adopted) {
  WooFixture f;
  f.add_simple("caf\xC3\xA9");
  const std::vector<std::string> skus{"CAFE", "x"};
  const auto found = f.connector()->resolve(skus);
  BOOST_TEST((*found)[0].found.empty());
  BOOST_REQUIRE((*found)[0].colliding.size() == 1U);
  BOOST_TEST((*found)[0].colliding[0] == "caf\xC3\xA9");
  BOOST_TEST((*found)[1].colliding.empty());
}

BOOST_AUTO_TEST_CASE(more_than_a_hundred_skus_are_looked_up_in_chunks) {
  WooFixture f;
  std::vector<std::string> skus;
  for (int i = 0; i < 230; ++i) skus.push_back("N-" + std::to_string(i));
  for (const auto& sku : skus) f.add_simple(sku);
  const auto found = f.connector()->resolve(skus);
  BOOST_REQUIRE_MESSAGE(found.has_value(), (found ? "" : found.error().message));
  for (std::size_t i = 0; i < skus.size(); ++i) BOOST_TEST(((*found)[i].found.size() == 1U && (*found)[i].found[0] == f.ref(skus[i])));
}

BOOST_AUTO_TEST_CASE(a_product_in_the_bin_blocks_its_sku_and_says_so) {
  WooFixture f;
  const int id = f.add_simple("M-1");
  f.shop.with_shop([&](FakeWooShop& shop) { shop.trash_product(id); return 0; });
  const auto made = publish_one(f, a_simple_product("M-1"));
  BOOST_TEST((made.outcome.kind == OutcomeKind::kRejected));
  BOOST_TEST(made.outcome.code == "sku_in_trash");
  BOOST_TEST(products_in(f) == 1U);
}

BOOST_AUTO_TEST_CASE(a_create_that_lost_a_race_adopts_the_winner) {
  WooFixture f;
  // Another writer's product appears between our look-up and our create.
  f.shop.before("POST /products/batch", [](FakeWooShop& shop) { shop.add_product({{"name", "Winner"}, {"sku", "M-1"}}); });
  const auto made = publish_one(f, a_simple_product("M-1"));
  BOOST_TEST(made.outcome.ok(), made.outcome.message);
  BOOST_TEST(made.adopted);
  BOOST_TEST(f.product("M-1")["name"] == "Winner");
  BOOST_TEST(products_in(f) == 1U);
}

BOOST_AUTO_TEST_CASE(a_barcode_that_another_product_holds_does_not_stop_the_product) {
  WooFixture f;
  f.add_simple("old", {{"global_unique_id", "4006381333931"}});
  auto product = a_simple_product("new");
  product.items[0].item.barcode = "4006381333931";
  BOOST_TEST(publish_one(f, product).outcome.ok());
  BOOST_TEST(f.product("new")["global_unique_id"] == "");
}

BOOST_AUTO_TEST_CASE(an_invalid_barcode_is_left_out) {
  WooFixture f;
  auto product = a_simple_product("new");
  product.items[0].item.barcode = "4006381333930";
  BOOST_TEST(publish_one(f, product).outcome.ok());
  BOOST_TEST(f.product("new")["global_unique_id"] == "");
}

BOOST_AUTO_TEST_CASE(a_matrix_becomes_a_parent_with_variations) {
  WooFixture f;
  const auto made = publish(f, {a_matrix("T", {"S", "M", "L"})});
  for (const auto& item : made[0]) BOOST_TEST(item.outcome.ok(), item.outcome.message);
  const Json parent = f.product("T");
  BOOST_TEST(parent["type"] == "variable");
  BOOST_TEST(parent["status"] == "draft");
  BOOST_TEST(parent["attributes"][0]["options"].dump() == R"(["S","M","L"])");
  BOOST_TEST(parent["attributes"][0]["variation"] == true);
  const Json variation = f.product("T-M");
  BOOST_TEST(variation["parent_id"] == parent["id"]);
  BOOST_TEST(variation["attributes"][0]["option"] == "M");
  BOOST_TEST(variation["regular_price"] == "20.00");
  BOOST_TEST(variation["stock_quantity"] == 3);
  BOOST_TEST(variation["status"] == "publish");
  BOOST_TEST((made[0][1].remote == f.ref("T-M")));
}

BOOST_AUTO_TEST_CASE(variants_are_added_to_a_parent_that_the_shop_has) {
  WooFixture f;
  publish(f, {a_matrix("T", {"S", "M"})});
  f.shop.with_shop([&](FakeWooShop& shop) {
    (*shop.product_with_sku("T"))["status"] = "publish";
    (*shop.product_with_sku("T"))["attributes"].push_back({{"id", 0}, {"name", "Fabric"}, {"variation", false}, {"options", {"Wool"}}});
    return 0;
  });
  auto more = a_matrix("T", {"S", "XL"});
  more.existing_parent = domain::RemoteRef{f.ref("T").product_id, ""};
  more.start_hidden = true;
  const auto made = publish(f, {more});
  BOOST_TEST(made[0][0].adopted);
  BOOST_TEST(made[0][1].outcome.ok(), made[0][1].outcome.message);
  BOOST_TEST(f.product("T-XL")["status"] == "private");
  BOOST_TEST(f.product("T")["attributes"][0]["options"].dump() == R"(["S","M","XL"])");
  BOOST_TEST(f.product("T")["attributes"][1]["name"] == "Fabric");
  BOOST_TEST(f.product("T")["status"] == "publish");
}

BOOST_AUTO_TEST_CASE(a_second_variation_with_the_same_options_is_not_made) {
  WooFixture f;
  publish(f, {a_matrix("T", {"S"})});
  auto clash = a_matrix("T", {"S"});
  clash.items[0].item.id = "OTHER";
  const auto made = publish(f, {clash});
  BOOST_TEST(made[0][0].outcome.code == "duplicate_options");
  auto twins = a_matrix("U", {"S", "S"});
  twins.items[1].item.id = "U-twin";
  const auto both = publish(f, {twins});
  BOOST_TEST(both[0][0].outcome.ok());
  BOOST_TEST(both[0][1].outcome.code == "duplicate_options");
}

BOOST_AUTO_TEST_CASE(a_parent_that_is_no_variable_product_is_left_alone) {
  WooFixture f;
  f.add_simple("T");
  const auto made = publish(f, {a_matrix("T", {"S"})});
  BOOST_TEST(made[0][0].outcome.code == "parent_not_variable");
  BOOST_TEST(products_in(f) == 1U);
}

BOOST_AUTO_TEST_CASE(a_parent_that_is_gone_parks_its_variants) {
  WooFixture f;
  auto more = a_matrix("T", {"S"});
  more.existing_parent = domain::RemoteRef{"4711", ""};
  BOOST_TEST((publish(f, {more})[0][0].outcome.kind == OutcomeKind::kGone));
}

BOOST_AUTO_TEST_CASE(a_matrix_is_completed_after_its_parents_answer_was_lost) {
  WooFixture f;
  f.shop.fail(WooFault::kAnswerLost, 1, "POST /products/batch");
  const auto first = publish(f, {a_matrix("T", {"S", "M"})});
  for (const auto& item : first[0]) BOOST_TEST((item.outcome.kind == OutcomeKind::kUnknown));
  f.shop.fail(WooFault::kAnswerLost, 1, "/variations/batch");
  const auto second = publish(f, {a_matrix("T", {"S", "M"})});
  for (const auto& item : second[0]) BOOST_TEST((item.outcome.kind == OutcomeKind::kUnknown));
  const auto third = publish(f, {a_matrix("T", {"S", "M"})});
  for (const auto& item : third[0]) BOOST_TEST(item.adopted);
  BOOST_TEST(products_in(f) == 3U);
}

BOOST_AUTO_TEST_CASE(a_fatal_error_in_the_middle_of_a_batch_leaves_no_twins) {
  WooFixture f;
  f.shop.with_shop([](FakeWooShop& shop) { shop.break_batch_after(2); return 0; });
  const auto made = publish(f, {a_simple_product("A"), a_simple_product("B"), a_simple_product("C"), a_simple_product("D")});
  BOOST_TEST(products_in(f) <= 4U);
  f.shop.with_shop([](FakeWooShop& shop) { shop.break_batch_after(-1); return 0; });
  for (const auto& product : publish(f, {a_simple_product("A"), a_simple_product("B"), a_simple_product("C"), a_simple_product("D")}))
    BOOST_TEST(product[0].outcome.ok());
  BOOST_TEST(products_in(f) == 4U);
}

BOOST_AUTO_TEST_CASE(a_product_without_a_name_is_refused_before_it_becomes_product) {
  WooFixture f;
  BOOST_TEST(publish_one(f, a_simple_product("A", "")).outcome.code == "missing_value");
  BOOST_TEST(f.shop.calls().empty());
}

BOOST_AUTO_TEST_SUITE_END()
