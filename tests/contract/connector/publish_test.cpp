#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "tests/contract/connector/builders.hpp"
#include "tests/contract/connector/shop_under_test.hpp"

// What every connector promises about products and SKUs.
using namespace tillbridge;
using namespace tillbridge::tests;
using namespace tillbridge::connectors;

namespace {

const auto kShops = boost::unit_test::data::make(shops_under_test());

PublishedItem publish_one(Connector& connector, const PublishProduct& product) {
  const auto answers = flat(connector.publish_products(std::vector{product}));
  BOOST_REQUIRE(!answers.empty());
  return answers.front();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(connector_publish)

BOOST_DATA_TEST_CASE(creates_a_draft_with_price_sale_and_quantity, kShops, maker) {
  const auto shop = maker.make();
  const auto connector = shop->connect();
  auto product = a_product("A-1", "Cup", "0");
  product.items[0].price = domain::WebPrice{.price = decimal("12.5"), .sale_price = decimal("9.99")};
  const auto answer = publish_one(*connector, product);
  BOOST_TEST(answer.outcome.ok(), answer.outcome.code << " " << answer.outcome.message);
  BOOST_TEST(!answer.adopted);
  BOOST_TEST(answer.item_id == "A-1");
  BOOST_TEST(!answer.remote.product_id.empty());
  BOOST_TEST(answer.remote.variant_id == "");
  const auto items = shop->items("A-1");
  BOOST_REQUIRE(items.size() == 1u);
  BOOST_TEST(items[0].status == "draft");
  BOOST_TEST(items[0].name == "Cup");
  BOOST_TEST(items[0].price.to_text() == "12.5");
  BOOST_TEST(items[0].sale_price.value().to_text() == "9.99");
  BOOST_TEST(items[0].quantity.to_text() == "0");
}

BOOST_DATA_TEST_CASE(adopts_what_the_shop_has_and_changes_nothing_on_it, kShops, maker) {
  const auto shop = maker.make();
  shop->add_foreign_product("A-1", "The merchant's own name");
  const auto connector = shop->connect();
  const auto answer = publish_one(*connector, a_product("A-1", "Our name"));
  BOOST_TEST(answer.outcome.ok());
  BOOST_TEST(answer.adopted);
  const auto items = shop->items("A-1");
  BOOST_REQUIRE(items.size() == 1u);
  BOOST_TEST(items[0].name == "The merchant's own name");
  BOOST_TEST(items[0].status == "published");
  BOOST_TEST(items[0].price.to_text() == "99");
}

BOOST_DATA_TEST_CASE(creates_a_matrix_with_its_variants, kShops, maker) {
  const auto shop = maker.make();
  const auto connector = shop->connect();
  const auto answers = flat(connector->publish_products(std::vector{a_matrix("SHIRT", {"S", "M", "L"})}));
  BOOST_REQUIRE(answers.size() == 3u);
  for (const auto& answer : answers) {
    BOOST_TEST(answer.outcome.ok(), answer.outcome.code << " " << answer.outcome.message);
    BOOST_TEST(answer.remote.product_id == answers[0].remote.product_id);
    BOOST_TEST(!answer.remote.variant_id.empty());
    BOOST_REQUIRE(shop->items(answer.item_id).size() == 1u);
    BOOST_TEST(shop->items(answer.item_id)[0].quantity.to_text() == "3");
    BOOST_TEST(shop->items(answer.item_id)[0].price.to_text() == "20");
  }
  BOOST_TEST(shop->product_count() == 1);
}

BOOST_DATA_TEST_CASE(adds_variants_to_a_parent_whether_told_or_found, kShops, maker) {
  const auto shop = maker.make();
  const auto connector = shop->connect();
  const auto first = flat(connector->publish_products(std::vector{a_matrix("SHIRT", {"S"})}));
  BOOST_REQUIRE(first.at(0).outcome.ok());
  auto told = a_matrix("SHIRT", {"M"});
  told.existing_parent = domain::RemoteRef{.product_id = first[0].remote.product_id};
  const auto second = publish_one(*connector, told);
  BOOST_TEST(second.outcome.ok(), second.outcome.message);
  BOOST_TEST(second.remote.product_id == first[0].remote.product_id);
  const auto third = flat(connector->publish_products(std::vector{a_matrix("SHIRT", {"S", "M", "L"})}));
  BOOST_REQUIRE(third.size() == 3u);
  BOOST_TEST(third[0].adopted);
  BOOST_TEST(third[1].adopted);
  BOOST_TEST(!third[2].adopted);
  for (const auto& answer : third) BOOST_TEST(answer.outcome.ok(), answer.outcome.message);
  for (const auto* sku : {"SHIRT-S", "SHIRT-M", "SHIRT-L"}) BOOST_TEST(shop->items(sku).size() == 1u, sku);
  BOOST_TEST(shop->product_count() == 1);
}

BOOST_DATA_TEST_CASE(a_create_whose_answer_was_lost_is_found_and_not_made_twice, kShops, maker) {
  const auto shop = maker.make();
  const auto connector = shop->connect();
  shop->strike(ShopFault::kLoseAnswer, ShopCall::kCreate);
  const auto lost = publish_one(*connector, a_product("A-1"));
  BOOST_TEST((lost.outcome.ok() || lost.outcome.kind == OutcomeKind::kUnknown), lost.outcome.code);
  const auto again = publish_one(*connector, a_product("A-1"));
  BOOST_TEST(again.outcome.ok());
  BOOST_TEST(!again.remote.product_id.empty());
  BOOST_TEST(shop->items("A-1").size() == 1u);
  BOOST_TEST(shop->product_count() == 1);
}

BOOST_DATA_TEST_CASE(a_create_that_timed_out_after_the_work_is_found_too, kShops, maker) {
  const auto shop = maker.make();
  shop->strike(ShopFault::kSilence, ShopCall::kCreate);
  const auto impatient = shop->connect(kImpatience);
  const auto lost = flat(impatient->publish_products(std::vector{a_matrix("SHIRT", {"S", "M"})}));
  for (const auto& answer : lost) BOOST_TEST((answer.outcome.kind == OutcomeKind::kUnknown), answer.outcome.code);
  const auto again = flat(shop->connect()->publish_products(std::vector{a_matrix("SHIRT", {"S", "M"})}));
  for (const auto& answer : again) BOOST_TEST(answer.outcome.ok(), answer.outcome.message);
  BOOST_TEST(shop->product_count() == 1);
  BOOST_TEST(shop->items("SHIRT-S").size() == 1u);
}

BOOST_DATA_TEST_CASE(one_bad_product_does_not_stop_the_others, kShops, maker) {
  const auto shop = maker.make();
  shop->refuse("BAD");
  const auto connector = shop->connect();
  const auto answers = flat(connector->publish_products(std::vector{a_product("A-1"), a_product("BAD"), a_product("A-2")}));
  BOOST_REQUIRE(answers.size() == 3u);
  BOOST_TEST(answers[0].outcome.ok());
  BOOST_TEST((answers[1].outcome.kind == OutcomeKind::kRejected), answers[1].outcome.code);
  BOOST_TEST(!answers[1].outcome.message.empty());
  BOOST_TEST(answers[2].outcome.ok());
  BOOST_TEST(shop->items("BAD").empty());
}

BOOST_DATA_TEST_CASE(one_bad_variant_does_not_stop_its_sisters, kShops, maker) {
  const auto shop = maker.make();
  shop->refuse("SHIRT-M");
  const auto answers = flat(shop->connect()->publish_products(std::vector{a_matrix("SHIRT", {"S", "M", "L"})}));
  BOOST_REQUIRE(answers.size() == 3u);
  BOOST_TEST(answers[0].outcome.ok());
  BOOST_TEST((answers[1].outcome.kind == OutcomeKind::kRejected), answers[1].outcome.code);
  BOOST_TEST(answers[2].outcome.ok());
  BOOST_TEST(answers[2].item_id == "SHIRT-L");
}

BOOST_DATA_TEST_CASE(a_batch_refused_as_a_whole_is_halved_down_to_the_culprit, kShops, maker) {
  const auto shop = maker.make();
  if (!shop->refuse_whole_batch("BAD")) return;
  std::vector<PublishProduct> products;
  for (const auto* sku : {"A-1", "A-2", "BAD", "A-3", "A-4"}) products.push_back(a_product(sku));
  const auto answers = flat(shop->connect()->publish_products(products));
  BOOST_REQUIRE(answers.size() == 5u);
  for (std::size_t i = 0; i < answers.size(); ++i) {
    BOOST_TEST(answers[i].item_id == products[i].sku);
    BOOST_TEST(answers[i].outcome.ok() == (products[i].sku != "BAD"), products[i].sku << answers[i].outcome.message);
  }
}

BOOST_DATA_TEST_CASE(keeps_unicode_in_names_and_skus, kShops, maker) {
  const auto shop = maker.make();
  const auto connector = shop->connect();
  for (const std::string sku : {"caf\xc3\xa9", "cafe\xcc\x81", "\xf0\x9f\x8e\xb8", "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d", "A/B?c=1&d#e%20", "a\"b'c\\d"}) {
    const auto name = "Gr\xc3\xb6\xc3\x9f" "e \xf0\x9f\x91\x95 \xd9\x85\xd8\xb1\xd8\xad\xd8\xa8\xd8\xa7 " + sku;
    const auto answer = publish_one(*connector, a_product(sku, name));
    if (!shop->keeps_sku(sku)) {
      BOOST_TEST((answer.outcome.kind == OutcomeKind::kRejected), sku);
      continue;
    }
    BOOST_TEST(answer.outcome.ok(), sku << ": " << answer.outcome.message);
    const auto items = shop->items(sku);
    BOOST_REQUIRE_MESSAGE(items.size() == 1u, sku);
    BOOST_TEST(items[0].name == name);
    const auto found = connector->resolve(std::vector{sku});
    BOOST_REQUIRE(found);
    BOOST_TEST(found->at(0).found.size() == 1u, sku);
  }
}

BOOST_DATA_TEST_CASE(resolves_skus_byte_by_byte, kShops, maker) {
  const auto shop = maker.make();
  const auto connector = shop->connect();
  for (const auto* sku : {"A-1", "A,1", "A-1,B-1"}) BOOST_REQUIRE(publish_one(*connector, a_product(sku)).outcome.ok());
  const std::vector<std::string> asked{"A-1", "a-1", "A,1", "A", "1", "A-1,B-1", "B-1", "missing", "A-1"};
  const auto found = connector->resolve(asked);
  BOOST_REQUIRE(found);
  BOOST_REQUIRE(found->size() == asked.size());
  for (std::size_t i = 0; i < asked.size(); ++i) {
    const bool expected = asked[i] == "A-1" || asked[i] == "A,1" || asked[i] == "A-1,B-1";
    BOOST_TEST(found->at(i).sku == asked[i]);
    BOOST_TEST(found->at(i).found.size() == (expected ? 1u : 0u), asked[i]);
  }
}

BOOST_DATA_TEST_CASE(never_sends_an_empty_sku, kShops, maker) {
  const auto shop = maker.make();
  const auto connector = shop->connect();
  shop->add_foreign_product("A-1", "Cup");
  const auto before = shop->call_count();
  const auto found = connector->resolve(std::vector<std::string>{""});
  BOOST_REQUIRE(found);
  BOOST_TEST(found->at(0).found.empty());
  BOOST_TEST(shop->call_count() == before);
  const auto answer = publish_one(*connector, a_product(""));
  BOOST_TEST((answer.outcome.kind == OutcomeKind::kRejected));
  BOOST_TEST(shop->product_count() == 1);
}

BOOST_DATA_TEST_CASE(line_breaks_in_values_inject_nothing, kShops, maker) {
  const auto shop = maker.make();
  const auto connector = shop->connect();
  const auto bad = publish_one(*connector, a_product("A\r\nX-Evil: 1"));
  BOOST_TEST((bad.outcome.kind == OutcomeKind::kRejected), bad.outcome.code);
  const auto named = publish_one(*connector, a_product("A-2", "Cup\r\nHost: evil.example"));
  BOOST_TEST((named.outcome.ok() || named.outcome.kind == OutcomeKind::kRejected));
  BOOST_TEST(shop->items("A\r\nX-Evil: 1").empty());
  BOOST_TEST(!connector->fetch_order("1\r\nHost: evil.example").has_value());
}

BOOST_DATA_TEST_CASE(visibility_takes_a_product_out_of_the_public_pages, kShops, maker) {
  const auto shop = maker.make();
  const auto connector = shop->connect();
  const auto answer = publish_one(*connector, a_product("A-1"));
  shop->publish("A-1");
  const std::vector<VisibilityWrite> writes{{.item_id = "A-1", .remote = answer.remote, .rule = domain::SellOnlineRule::kDraft}};
  const auto outcomes = connector->set_visibility(writes);
  BOOST_REQUIRE(outcomes.size() == 1u);
  BOOST_TEST(outcomes[0].ok(), outcomes[0].message);
  BOOST_TEST(shop->items("A-1").at(0).status != "published");
}

BOOST_AUTO_TEST_SUITE_END()
