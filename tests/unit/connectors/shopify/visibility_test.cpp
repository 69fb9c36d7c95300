#include <boost/test/unit_test.hpp>

#include "tests/support/fake_shopify_fixture.hpp"

using namespace tillbridge;
using namespace tillbridge::connectors;
using domain::SellOnlineRule;
using tests::FakeShopify;
using tests::ShopifyFixture;

namespace {

std::vector<domain::RemoteRef> add_shirt(ShopifyFixture& f) {
  return f.shop.with([](FakeShopify& shop) {
    std::vector<domain::RemoteRef> out;
    auto& product = shop.catalogue().add_product("Shirt", "ACTIVE");
    for (const std::string size : {"S", "M"}) {
      const auto& made = shop.catalogue().add_variant(product, "SHIRT-" + size, "1.00", {{"Size", size}});
      out.push_back({product.id, made.id + ":" + made.inventory_item_id});
    }
    return out;
  });
}

VisibilityWrite hide(const domain::RemoteRef& remote, SellOnlineRule rule) { return {.item_id = "x", .remote = remote, .rule = rule}; }

}  // namespace

BOOST_AUTO_TEST_SUITE(shopify_visibility)

BOOST_AUTO_TEST_CASE(the_rule_says_draft_or_unlisted) {
  ShopifyFixture f;
  const std::vector<VisibilityWrite> writes{hide(f.add_simple("A-1"), SellOnlineRule::kDraft), hide(f.add_simple("A-2"), SellOnlineRule::kHide),
                                            hide(f.add_simple("A-3"), SellOnlineRule::kLeave)};
  for (const auto& outcome : f.connector()->set_visibility(writes)) BOOST_TEST(outcome.ok(), outcome.message);
  BOOST_TEST(f.product("A-1").status == "DRAFT");
  BOOST_TEST(f.product("A-2").status == "UNLISTED");
  BOOST_TEST(f.product("A-3").status == "ACTIVE");
}

BOOST_AUTO_TEST_CASE(a_variant_is_taken_off_its_channels_and_its_sisters_stay) {
  ShopifyFixture f;
  f.shop.with([](FakeShopify& shop) { shop.scopes().insert("write_publications"); });
  const auto refs = add_shirt(f);
  const auto outcome = f.connector()->set_visibility(std::vector{hide(refs[0], SellOnlineRule::kDraft)})[0];
  BOOST_TEST(outcome.ok(), outcome.message);
  BOOST_TEST(f.product("SHIRT-S").status == "ACTIVE");
  BOOST_TEST(!f.variant("SHIRT-S").published);
  BOOST_TEST(f.variant("SHIRT-M").published);
  BOOST_TEST(f.connector()->set_visibility(std::vector{hide(refs[0], SellOnlineRule::kDraft)})[0].ok());
  BOOST_TEST(f.count("UnpublishVariant") == 1);
}

BOOST_AUTO_TEST_CASE(without_the_scope_a_variant_is_told_and_the_site_goes_on) {
  ShopifyFixture f;
  const auto refs = add_shirt(f);
  const auto simple = f.add_simple("A-1");
  const auto outcomes = f.connector()->set_visibility(std::vector{hide(refs[0], SellOnlineRule::kDraft), hide(simple, SellOnlineRule::kDraft)});
  BOOST_TEST((outcomes[0].kind == OutcomeKind::kRejected));
  BOOST_TEST(outcomes[0].code == "variant_visibility");
  BOOST_TEST(outcomes[0].message.find("write_publications") != std::string::npos);
  BOOST_TEST(outcomes[1].ok());
  BOOST_TEST(f.product("SHIRT-S").status == "ACTIVE");
}

BOOST_AUTO_TEST_CASE(all_variants_together_take_the_product_off) {
  ShopifyFixture f;
  const auto refs = add_shirt(f);
  for (const auto& outcome : f.connector()->set_visibility(std::vector{hide(refs[0], SellOnlineRule::kDraft), hide(refs[1], SellOnlineRule::kDraft)}))
    BOOST_TEST(outcome.ok(), outcome.message);
  BOOST_TEST(f.product("SHIRT-S").status == "DRAFT");
  BOOST_TEST(f.count("SetStatus") == 1);
}

BOOST_AUTO_TEST_CASE(a_deleted_product_is_gone) {
  ShopifyFixture f;
  const auto ref = f.add_simple("A-1");
  f.shop.with([](FakeShopify& shop) { shop.catalogue().delete_product(shop.catalogue().with_sku("A-1").front()->product_id); });
  BOOST_TEST((f.connector()->set_visibility(std::vector{hide(ref, SellOnlineRule::kDraft)})[0].kind == OutcomeKind::kGone));
}

BOOST_AUTO_TEST_SUITE_END()
