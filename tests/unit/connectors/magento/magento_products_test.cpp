#include <boost/test/unit_test.hpp>

#include "connectors/magento/attribute_options.hpp"
#include "connectors/magento/product_json.hpp"
#include "tests/support/fake_magento_fixture.hpp"

// Drafts, their addresses, and configurable products with the shop's own attributes.
using namespace tillbridge;
using namespace tillbridge::tests;
using namespace tillbridge::connectors;

namespace {

std::vector<PublishedItem> publish(Connector& connector, const std::vector<PublishProduct>& products) {
  std::vector<PublishedItem> out;
  for (auto& product : connector.publish_products(products))
    for (auto& item : product) out.push_back(std::move(item));
  return out;
}

PublishedItem publish_one(Connector& connector, const PublishProduct& product) { return publish(connector, {product}).at(0); }

}  // namespace

BOOST_AUTO_TEST_SUITE(magento_products)

BOOST_AUTO_TEST_CASE(a_draft_is_disabled_in_the_sites_set_and_websites_with_tax_class_texts_and_weight) {
  MagentoFixture f;
  f.site.options = {{"attribute_set_id", "4"}, {"website_ids", "1,2"}, {"tax_class_id", "7"}};
  auto product = a_magento_product("A-1");
  product.items[0].item.long_description = "Long";
  product.items[0].item.short_description = "Short";
  product.items[0].item.weight = base::Decimal::from_integer(250);
  product.items[0].item.weight_unit = "g";
  BOOST_TEST(publish_one(*f.connector(), product).outcome.ok());
  const auto made = f.product("A-1");
  BOOST_TEST(made.status == 2);
  BOOST_TEST(made.visibility == 4);
  BOOST_TEST(made.websites == (std::vector{1, 2}), boost::test_tools::per_element());
  BOOST_TEST(made.weight == "0.25");
  BOOST_TEST(f.custom("A-1", "tax_class_id") == "7");
  BOOST_TEST(f.custom("A-1", "description") == "Long");
  BOOST_TEST(f.custom("A-1", "short_description") == "Short");
  BOOST_TEST(f.on_hand("A-1") == "5");
}

BOOST_AUTO_TEST_CASE(goods_that_are_not_taxed_get_no_tax_class) {
  MagentoFixture f;
  auto product = a_magento_product("A-1");
  product.items[0].item.taxable = false;
  BOOST_TEST(publish_one(*f.connector(), product).outcome.ok());
  BOOST_TEST(f.custom("A-1", "tax_class_id") == "0");
}

BOOST_AUTO_TEST_CASE(products_of_one_name_have_addresses_of_their_own) {
  MagentoFixture f;
  for (const auto* sku : {"A-1", "A 1", "A/1", "\xf0\x9f\x8e\xb8", "\xf0\x9f\x91\x95"}) {
    const auto answer = publish_one(*f.connector(), a_magento_product(sku, "Mug"));
    BOOST_TEST(answer.outcome.ok(), sku << ": " << answer.outcome.message);
  }
  BOOST_TEST(f.shop.count([](const PlatformCall& call) { return call.body.find("type_id") != std::string::npos; }) == 5, "none needed a second try");
  BOOST_TEST(f.custom("A-1", "url_key") == "mug-a-1");
}

BOOST_AUTO_TEST_CASE(an_address_that_is_taken_all_the_same_is_changed_once) {
  MagentoFixture f;
  f.with([](FakeMagento& shop) { shop.catalogue().add_product({.sku = "OTHER", .name = "Mug", .custom = {{"url_key", "mug-a-1"}}}); });
  BOOST_TEST(publish_one(*f.connector(), a_magento_product("A-1")).outcome.ok());
  BOOST_TEST(f.custom("A-1", "url_key") != "mug-a-1");
  BOOST_TEST(f.custom("A-1", "url_key").starts_with("mug-a-1-"));
}

BOOST_AUTO_TEST_CASE(a_draft_that_is_hidden_already_needs_no_repeat_of_stock_when_a_step_failed) {
  MagentoFixture f;
  f.shop.fail(ShopFault::kError502, 1, "/inventory/source-items");
  const auto first = publish_one(*f.connector(), a_magento_product("A-1"));
  BOOST_TEST((first.outcome.kind == OutcomeKind::kUnknown), "its stock is not known to be right");
  const auto second = publish_one(*f.connector(), a_magento_product("A-1"));
  BOOST_TEST(second.outcome.ok());
  BOOST_TEST(second.adopted, "the inventory job sends its quantity");
}

BOOST_AUTO_TEST_CASE(a_sku_longer_than_the_shop_keeps_is_refused_by_characters_not_bytes) {
  MagentoFixture f;
  std::string umlauts, latin(65, 'x');
  for (int i = 0; i < 64; ++i) umlauts += "\xc3\xbc";
  BOOST_TEST(publish_one(*f.connector(), a_magento_product(umlauts)).outcome.ok());
  BOOST_TEST(publish_one(*f.connector(), a_magento_product(latin)).outcome.code == "sku_not_supported");
  BOOST_TEST(publish_one(*f.connector(), a_magento_product(" A")).outcome.code == "sku_not_supported");
}

BOOST_AUTO_TEST_CASE(another_spelling_of_a_sku_is_never_saved_over_the_product_that_has_it) {
  MagentoFixture f;
  f.add_simple("a-1", "99");
  BOOST_TEST(publish_one(*f.connector(), a_magento_product("A-1")).outcome.code == "sku_collision");
  BOOST_TEST(f.product("a-1").price == "99");
  BOOST_TEST(f.product("a-1").status == 1);
}

BOOST_AUTO_TEST_CASE(option_values_are_found_whatever_their_case_and_made_where_they_lack) {
  MagentoFixture f;
  auto product = a_magento_matrix("SHIRT", {"s", "XXL"});
  for (const auto& answer : publish(*f.connector(), {product})) BOOST_TEST(answer.outcome.ok(), answer.outcome.message);
  BOOST_TEST(f.custom("SHIRT-s", "size") == "167");
  const auto options = f.with([](FakeMagento& shop) { return shop.catalogue().attribute("size").options; });
  BOOST_REQUIRE(options.size() == 4u);
  BOOST_TEST(options.back().second == "XXL");
  BOOST_TEST(f.custom("SHIRT-XXL", "size") == options.back().first);
  BOOST_TEST(f.product("SHIRT").children.size() == 2u);
  BOOST_TEST(f.product("SHIRT-s").visibility == 1);
  BOOST_TEST(f.product("SHIRT-s").status == 2);
  BOOST_TEST(f.product("SHIRT").status == 2);
}

BOOST_AUTO_TEST_CASE(the_site_names_attributes_that_are_called_otherwise) {
  MagentoFixture f;
  f.site.options["option_codes"] = "Size=color";
  BOOST_TEST(publish_one(*f.connector(), a_magento_matrix("SHIRT", {"Black"})).outcome.ok());
  BOOST_TEST(f.custom("SHIRT-Black", "color") == "49");
}

BOOST_AUTO_TEST_CASE(a_missing_or_unfit_attribute_is_named_and_nothing_is_made) {
  MagentoFixture f;
  f.with([](FakeMagento& shop) { shop.catalogue().remove_attribute("size"); });
  const auto missing = publish_one(*f.connector(), a_magento_matrix("SHIRT", {"S"}));
  BOOST_TEST(missing.outcome.code == "attribute_missing");
  BOOST_TEST(missing.outcome.message.find("'size'") != std::string::npos);
  f.site.options["option_codes"] = "Size=material";
  BOOST_TEST(publish_one(*f.connector(), a_magento_matrix("SHIRT", {"S"})).outcome.code == "attribute_not_usable");
  BOOST_TEST(f.with([](FakeMagento& shop) { return shop.catalogue().products().size(); }) == 0u);
}

BOOST_AUTO_TEST_CASE(a_step_that_was_cut_off_is_gone_on_with) {
  MagentoFixture f;
  f.shop.fail(ShopFault::kError502, 1, "/configurable-products/SHIRT/child");
  const auto first = publish(*f.connector(), {a_magento_matrix("SHIRT", {"S", "M"})});
  BOOST_TEST((first[0].outcome.kind == OutcomeKind::kUnknown));
  BOOST_TEST((first[1].outcome.kind == OutcomeKind::kRetry));
  BOOST_TEST(f.product("SHIRT").children.empty());
  for (const auto& answer : publish(*f.connector(), {a_magento_matrix("SHIRT", {"S", "M"})})) {
    BOOST_TEST(answer.outcome.ok(), answer.outcome.message);
    BOOST_TEST(answer.remote.product_id == std::to_string(f.product("SHIRT").id));
    BOOST_TEST(!answer.remote.variant_id.empty());
  }
  BOOST_TEST(f.product("SHIRT").children.size() == 2u);
}

BOOST_AUTO_TEST_CASE(the_merchants_own_product_of_a_variants_sku_stays_by_itself) {
  MagentoFixture f;
  f.add_simple("SHIRT-S");
  const auto answers = publish(*f.connector(), {a_magento_matrix("SHIRT", {"S", "M"})});
  BOOST_TEST(answers[0].adopted);
  BOOST_TEST(answers[0].remote.variant_id == "");
  BOOST_TEST(answers[1].outcome.ok());
  BOOST_TEST(f.product("SHIRT").children.size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_parent_that_varies_otherwise_is_left_alone) {
  MagentoFixture f;
  BOOST_TEST(publish_one(*f.connector(), a_magento_matrix("SHIRT", {"S"})).outcome.ok());
  f.site.options["option_codes"] = "Size=color";
  const auto refused = publish_one(*f.connector(), a_magento_matrix("SHIRT", {"Black"}));
  BOOST_TEST(refused.outcome.code == "parent_options_differ");
  BOOST_TEST(f.product("SHIRT").option_codes.size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_parent_that_is_no_configurable_is_refused) {
  MagentoFixture f;
  f.add_simple("SHIRT");
  BOOST_TEST(publish_one(*f.connector(), a_magento_matrix("SHIRT", {"S"})).outcome.code == "parent_not_configurable");
}

BOOST_AUTO_TEST_CASE(a_parent_renamed_in_the_shop_is_found_by_its_id) {
  MagentoFixture f;
  BOOST_TEST(publish_one(*f.connector(), a_magento_matrix("SHIRT", {"S"})).outcome.ok());
  const auto id = std::to_string(f.product("SHIRT").id);
  f.with([](FakeMagento& shop) { shop.catalogue().find("SHIRT")->sku = "RENAMED"; });
  auto more = a_magento_matrix("SHIRT", {"M"});
  more.existing_parent = domain::RemoteRef{.product_id = id};
  const auto answer = publish_one(*f.connector(), more);
  BOOST_TEST(answer.outcome.ok(), answer.outcome.message);
  BOOST_TEST(answer.remote.product_id == id);
  BOOST_TEST(f.product("RENAMED").children.size() == 2u);
}

BOOST_AUTO_TEST_CASE(hiding_saves_nothing_but_status_or_visibility_and_never_what_is_gone) {
  MagentoFixture f;
  f.add_simple("A", "99");
  const std::vector<VisibilityWrite> writes{{.item_id = "A", .remote = {.product_id = "1"}, .rule = domain::SellOnlineRule::kHide},
                                            {.item_id = "GONE", .remote = {.product_id = "2"}, .rule = domain::SellOnlineRule::kDraft}};
  const auto outcomes = f.connector()->set_visibility(writes);
  BOOST_TEST(outcomes[0].ok());
  BOOST_TEST((outcomes[1].kind == OutcomeKind::kGone));
  BOOST_TEST(f.product("A").visibility == 1);
  BOOST_TEST(f.product("A").status == 1);
  BOOST_TEST(f.product("A").price == "99");
}

BOOST_AUTO_TEST_CASE(codes_are_made_of_names_as_merchants_write_them) {
  BOOST_TEST(magento::attribute_code_of("Shoe size") == "shoe_size");
  BOOST_TEST(magento::attribute_code_of(" Colour (EU) ") == "colour_eu");
  BOOST_TEST(magento::attribute_code_of("\xd7\xa6\xd7\x91\xd7\xa2") == "");
}

BOOST_AUTO_TEST_SUITE_END()
