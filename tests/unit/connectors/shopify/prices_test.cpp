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

PriceWrite to(const domain::RemoteRef& remote, const char* price, const char* sale = nullptr) {
  PriceWrite write{.item_id = "x", .remote = remote, .price = {.price = dec(price)}};
  if (sale != nullptr) write.price.sale_price = dec(sale);
  return write;
}

std::vector<Outcome> set(ShopifyFixture& f, const std::vector<PriceWrite>& writes) { return f.connector()->set_prices(writes); }

/// Variants "<sku>-0" … of one product.
std::vector<domain::RemoteRef> add_variants(ShopifyFixture& f, const std::string& sku, int count) {
  return f.shop.with([&](FakeShopify& shop) {
    std::vector<domain::RemoteRef> out;
    auto& product = shop.catalogue().add_product(sku, "ACTIVE");
    for (int i = 0; i < count; ++i) {
      const auto& made = shop.catalogue().add_variant(product, sku + "-" + std::to_string(i), "1.00", {{"Size", std::to_string(i)}});
      out.push_back({product.id, made.id + ":" + made.inventory_item_id});
    }
    return out;
  });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(shopify_prices)

BOOST_AUTO_TEST_CASE(a_sale_is_the_price_and_the_regular_one_is_struck_through) {
  ShopifyFixture f;
  const auto ref = f.add_simple("A-1");
  BOOST_TEST(set(f, {to(ref, "20", "15")})[0].ok());
  BOOST_TEST(f.variant("A-1").price == "15.00");
  BOOST_TEST(f.variant("A-1").compare_at.value() == "20.00");
  BOOST_TEST(set(f, {to(ref, "20")})[0].ok());
  BOOST_TEST(f.variant("A-1").price == "20.00");
  BOOST_TEST(!f.variant("A-1").compare_at.has_value());
}

BOOST_AUTO_TEST_CASE(a_sale_that_rounding_makes_no_cheaper_is_none) {
  ShopifyFixture f;
  const auto ref = f.add_simple("A-1");
  BOOST_TEST(set(f, {to(ref, "20", "19.999")})[0].ok());
  BOOST_TEST(f.variant("A-1").price == "20.00");
  BOOST_TEST(!f.variant("A-1").compare_at.has_value());
}

BOOST_AUTO_TEST_CASE(twenty_products_and_all_variants_of_each_go_in_one_document) {
  ShopifyFixture f;
  std::vector<PriceWrite> writes;
  for (int i = 0; i < 41; ++i) writes.push_back(to(f.add_simple("A-" + std::to_string(i)), "7"));
  for (const auto& ref : add_variants(f, "SHIRT", 30)) writes.push_back(to(ref, "8"));
  for (const auto& outcome : set(f, writes)) BOOST_TEST(outcome.ok(), outcome.message);
  BOOST_TEST(f.count("SetPrices") == 3);
  BOOST_TEST(f.variant("A-40").price == "7.00");
  BOOST_TEST(f.variant("SHIRT-29").price == "8.00");
}

BOOST_AUTO_TEST_CASE(a_refused_price_does_not_stop_its_sisters) {
  ShopifyFixture f;
  const auto refs = add_variants(f, "SHIRT", 4);
  f.shop.with([](FakeShopify& shop) { shop.catalogue().refuse_sku("SHIRT-1"); });
  const auto outcomes = set(f, {to(refs[0], "5"), to(refs[1], "5"), to(refs[2], "5")});
  BOOST_TEST(outcomes[0].ok());
  BOOST_TEST((outcomes[1].kind == OutcomeKind::kRejected));
  BOOST_TEST(outcomes[1].message == "An app of this shop does not allow this price");
  BOOST_TEST(outcomes[2].ok());
  BOOST_TEST(f.count("SetPrices") == 1);
}

BOOST_AUTO_TEST_CASE(a_product_refused_without_a_culprit_is_halved) {
  ShopifyFixture f;
  const auto refs = add_variants(f, "SHIRT", 4);
  f.shop.with([](FakeShopify& shop) { shop.catalogue().refuse_whole_with("SHIRT-2"); });
  const auto outcomes = set(f, {to(refs[0], "5"), to(refs[1], "5"), to(refs[2], "5"), to(refs[3], "5")});
  for (const std::size_t good : {0u, 1u, 3u}) BOOST_TEST(outcomes[good].ok(), outcomes[good].message);
  BOOST_TEST((outcomes[2].kind == OutcomeKind::kRejected));
  BOOST_TEST(f.variant("SHIRT-3").price == "5.00");
}

BOOST_AUTO_TEST_CASE(deleted_variants_and_products_are_gone) {
  ShopifyFixture f;
  const auto refs = add_variants(f, "SHIRT", 2);
  const auto simple = f.add_simple("A-1");
  f.shop.with([](FakeShopify& shop) {
    shop.catalogue().delete_variant(shop.catalogue().with_sku("SHIRT-0").front()->id);
    shop.catalogue().delete_product(shop.catalogue().with_sku("A-1").front()->product_id);
  });
  const auto outcomes = set(f, {to(refs[0], "5"), to(refs[1], "5"), to(simple, "5")});
  BOOST_TEST((outcomes[0].kind == OutcomeKind::kGone));
  BOOST_TEST(outcomes[1].ok());
  BOOST_TEST((outcomes[2].kind == OutcomeKind::kGone));
}

BOOST_AUTO_TEST_CASE(what_was_not_sent_after_a_lost_answer_is_not_called_unknown) {
  ShopifyFixture f;
  std::vector<PriceWrite> writes;
  for (int i = 0; i < 60; ++i) writes.push_back(to(f.add_simple("A-" + std::to_string(i)), "7"));
  f.shop.fail(ShopFault::kLoseAnswer, 1, calls_of("SetPrices"));
  const auto outcomes = set(f, writes);
  int unknown = 0, retry = 0;
  for (const auto& outcome : outcomes) {
    unknown += outcome.kind == OutcomeKind::kUnknown ? 1 : 0;
    retry += outcome.kind == OutcomeKind::kRetry ? 1 : 0;
  }
  BOOST_TEST(unknown == 20);
  BOOST_TEST(retry == 40);
  BOOST_TEST(f.count("SetPrices") == 1);
}

BOOST_AUTO_TEST_CASE(yen_have_no_decimals) {
  ShopifyFixture f;
  f.site.options["price_decimals"] = "0";
  const auto ref = f.add_simple("A-1");
  BOOST_TEST(set(f, {to(ref, "1200", "999.6")})[0].ok());
  BOOST_TEST(f.variant("A-1").price == "1000.00");
}

BOOST_AUTO_TEST_SUITE_END()
