#include "connectors/bigcommerce/products.hpp"

#include "tests/unit/connectors/bigcommerce/pretended_store.hpp"

// What becomes of the till's items in a BigCommerce store.
using namespace tillbridge;
using namespace tillbridge::tests;
using namespace tillbridge::connectors;
using bigcommerce::ProductPublisher;

namespace {

base::Decimal decimal(const std::string& text) { return base::Decimal::parse(text).value(); }

PublishItem an_item(const std::string& sku, std::vector<domain::NameValue> options = {}) {
  return {.item = {.id = sku, .options = std::move(options), .name = "Cup"}, .price = domain::WebPrice{.price = decimal("12.5")}, .quantity = decimal("5")};
}
PublishProduct a_cup(const std::string& sku, const std::string& name = "Cup") { return {.sku = sku, .name = name, .items = {an_item(sku)}}; }
PublishProduct a_shirt(const std::string& sku, const std::vector<std::string>& sizes) {
  PublishProduct product{.sku = sku, .is_matrix = true, .name = "Shirt", .all_option_names = {"Size"}};
  for (const auto& size : sizes) product.items.push_back(an_item(sku + "-" + size, {{"Size", size}}));
  return product;
}

struct Publishing : PretendedStore {
  std::vector<PublishedItem> publish(const std::vector<PublishProduct>& products) {
    std::vector<PublishedItem> out;
    for (const auto& answers : ProductPublisher(api, settings).publish(products)) out.insert(out.end(), answers.begin(), answers.end());
    return out;
  }
  Json product(const std::string& sku) {
    return with([&](BigStore& store) {
      const Json* variant = store.catalogue.variant_with_sku(sku);
      return variant == nullptr ? Json() : *store.catalogue.product((*variant)["product_id"].get<int>());
    });
  }
  int on_hand(const std::string& sku, int location = 1) {
    return with([&](BigStore& store) { return store.stock.on_hand(sku, location); });
  }
  int creates() const { return fake.count([](const PlatformCall& call) { return call.method == "POST" && call.path.ends_with("/catalog/products"); }); }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(bigcommerce_products)

BOOST_AUTO_TEST_CASE(a_product_is_hidden_counted_and_whole) {
  Publishing s;
  s.settings.categories = {12};
  s.with([](BigStore& store) { store.catalogue.want_categories(true); });
  auto cup = a_cup("CUP");
  auto& item = cup.items[0].item;
  item.long_description = "<p>A cup</p>";
  item.brand = "Acme";
  item.weight = decimal("500");
  item.weight_unit = "g";
  item.barcode = "4006381333931";
  item.attributes = {{"Colour of the rim", "gold"}};
  cup.items[0].price->sale_price = decimal("9.99");
  BOOST_TEST(s.publish({cup}).at(0).outcome.ok());
  const Json made = s.product("CUP");
  BOOST_TEST(made["is_visible"] == false);
  BOOST_TEST(made["inventory_tracking"] == "product");
  BOOST_TEST(made["weight"].dump() == "0.5");
  BOOST_TEST(made["price"].dump() == "12.5");
  BOOST_TEST(made["sale_price"].dump() == "9.99");
  BOOST_TEST(made["categories"].dump() == "[12]");
  BOOST_TEST(made["gtin"] == "4006381333931");
  BOOST_TEST(made["brand_name"] == "Acme");
  BOOST_TEST(made["custom_fields"][0]["value"] == "gold");
  BOOST_TEST(s.on_hand("CUP") == 5);
  BOOST_TEST(s.fake.count("") == 3);  // two look-ups, one create
}

BOOST_AUTO_TEST_CASE(a_matrix_goes_with_all_its_variants_in_one_call) {
  Publishing s;
  const auto answers = s.publish({a_shirt("SHIRT", {"S", "M", "L"})});
  BOOST_REQUIRE(answers.size() == 3u);
  for (const auto& answer : answers) BOOST_TEST(!answer.remote.variant_id.empty());
  BOOST_TEST(s.creates() == 1);
  const Json made = s.product("SHIRT-M");
  BOOST_TEST(made["inventory_tracking"] == "variant");
  BOOST_TEST(made["sale_price"] == 0);
  BOOST_TEST(made["options"].size() == 1u);
  BOOST_TEST(s.on_hand("SHIRT-M") == 5);
}

BOOST_AUTO_TEST_CASE(a_name_that_is_taken_gets_the_sku_behind_it) {
  Publishing s;
  s.add({{"name", "CUP"}, {"sku", "OTHER"}, {"price", 4}});
  const auto answers = s.publish({a_cup("A-1"), a_cup("A-2"), a_cup("A-3", "Plate")});
  for (const auto& answer : answers) BOOST_TEST(answer.outcome.ok(), answer.outcome.message);
  BOOST_TEST(s.product("A-1")["name"] == "Cup (A-1)");
  BOOST_TEST(s.product("A-2")["name"] == "Cup (A-2)");
  BOOST_TEST(s.product("A-3")["name"] == "Plate");
  BOOST_TEST(s.creates() == 4);  // the second Cup is known to be one
}

BOOST_AUTO_TEST_CASE(a_name_that_is_taken_is_refused_where_the_site_wants_that) {
  Publishing s;
  s.settings.unique_names = false;
  s.add({{"name", "CUP"}, {"sku", "OTHER"}, {"price", 4}});
  const auto answer = s.publish({a_cup("A-1")}).at(0);
  BOOST_TEST((answer.outcome.kind == OutcomeKind::kRejected));
  BOOST_TEST(answer.outcome.code == "name_taken");
  BOOST_TEST(s.product("A-1").is_null());
  BOOST_TEST(s.publish({a_shirt("SHIRT", {"S", "M"}), a_shirt("TOP", {"S", "M"})}).at(2).outcome.code == "name_taken");
  BOOST_TEST(s.creates() == 3);
}

BOOST_AUTO_TEST_CASE(stock_that_the_store_could_not_save_with_the_product_is_sent_after_it) {
  Publishing s;
  s.with([](BigStore& store) { store.catalogue.fail_next_stock(); });
  const auto answers = s.publish({a_shirt("SHIRT", {"S", "M"})});
  BOOST_TEST(answers.at(0).outcome.ok());
  BOOST_TEST(answers.at(1).outcome.ok());
  BOOST_TEST(s.on_hand("SHIRT-S") == 5);
  BOOST_TEST(s.fake.count("/adjustments/absolute") == 1);
}

BOOST_AUTO_TEST_CASE(stock_of_another_location_goes_there) {
  Publishing s;
  s.settings.location_id = 3;
  s.with([](BigStore& store) { store.stock.add_location(3, "Warehouse"); });
  for (const auto& answer : s.publish({a_cup("CUP"), a_shirt("SHIRT", {"S", "M"})})) BOOST_TEST(answer.outcome.ok(), answer.outcome.message);
  for (const auto* sku : {"CUP", "SHIRT-S", "SHIRT-M"}) {
    BOOST_TEST(s.on_hand(sku, 3) == 5, sku);
    BOOST_TEST(s.on_hand(sku, 1) == 0, sku);
  }
}

BOOST_AUTO_TEST_CASE(one_variant_that_the_store_refuses_leaves_its_sisters) {
  Publishing s;
  s.with([](BigStore& store) { store.catalogue.break_on_sku("SHIRT-C"); });
  const auto answers = s.publish({a_shirt("SHIRT", {"A", "B", "C", "D", "E"})});
  for (std::size_t i = 0; i < answers.size(); ++i) BOOST_TEST(answers[i].outcome.ok() == (i != 2), answers[i].item_id << " " << answers[i].outcome.message);
  BOOST_TEST(s.product("SHIRT-E")["variants"].size() == 4u);
  BOOST_TEST(s.product("SHIRT-E")["name"] == "Shirt");
}

BOOST_AUTO_TEST_CASE(an_uncounted_variant_of_that_sku_is_found_by_the_second_look) {
  Publishing s;
  s.add_shirt("OLD", {"S"}, "none");
  const auto answer = s.publish({a_cup("OLD-S", "New")}).at(0);
  BOOST_TEST(answer.outcome.ok(), answer.outcome.message);
  BOOST_TEST(answer.adopted);
  BOOST_TEST(!answer.remote.variant_id.empty());
  BOOST_TEST(s.product("New").is_null());
}

BOOST_AUTO_TEST_CASE(a_sku_that_differs_in_case_is_a_collision) {
  Publishing s;
  s.add({{"name", "Old"}, {"sku", "cup"}, {"price", 4}});
  BOOST_TEST(s.publish({a_cup("CUP")}).at(0).outcome.code == "sku_collision");
  BOOST_TEST(s.creates() == 0);
  s.add_shirt("OLD", {"s"}, "none");
  BOOST_TEST(s.publish({a_cup("OLD-S", "New")}).at(0).outcome.code == "sku_collision");
}

BOOST_AUTO_TEST_CASE(two_with_one_sku_are_for_the_operator) {
  Publishing s;
  const int cup = s.add({{"name", "Cup"}, {"sku", "CUP"}, {"price", 4}});
  s.with([&](BigStore& store) {
    Json twin = *store.catalogue.product(cup);
    twin["id"] = 9'000;
    store.catalogue.products()[9'000] = twin;
  });
  BOOST_TEST(s.publish({a_cup("CUP")}).at(0).outcome.code == "sku_ambiguous");
}

BOOST_AUTO_TEST_CASE(a_parents_sku_that_is_a_variants_is_told_once) {
  Publishing s;
  s.add_shirt("OLD", {"S"}, "none");
  const auto answers = s.publish({a_shirt("OLD-S", {"A", "B", "C", "D"})});
  for (const auto& answer : answers) BOOST_TEST(answer.outcome.code == "sku_taken");
  BOOST_TEST(s.creates() == 1);
}

BOOST_AUTO_TEST_CASE(variants_are_added_to_a_parent_with_the_values_that_it_lacks) {
  Publishing s;
  const int parent = s.add_shirt("SHIRT", {"S"});
  auto more = a_shirt("SHIRT", {"M", "L"});
  more.existing_parent = domain::RemoteRef{.product_id = std::to_string(parent)};
  more.start_hidden = true;
  more.items.push_back(an_item("SHIRT-RED", {{"Colour", "red"}}));
  more.items.push_back(an_item("SHIRT-S2", {{"Size", "S"}}));
  const auto answers = s.publish({more});
  BOOST_TEST(answers[0].outcome.ok(), answers[0].outcome.message);
  BOOST_TEST(answers[1].outcome.ok());
  BOOST_TEST(answers[2].outcome.code == "options_differ");
  BOOST_TEST((answers[3].outcome.kind == OutcomeKind::kRejected));
  BOOST_TEST(answers[3].outcome.message.find("same option values") != std::string::npos);
  const Json made = s.product("SHIRT-M");
  BOOST_TEST(made["id"] == parent);
  BOOST_TEST(made["variants"][1]["purchasing_disabled"] == true);
  BOOST_TEST(made["variants"][0]["purchasing_disabled"] == false);
  BOOST_TEST(s.fake.count("/values") == 2);
}

BOOST_AUTO_TEST_CASE(a_product_without_options_takes_no_variants) {
  Publishing s;
  s.add({{"name", "Cup"}, {"sku", "SHIRT"}, {"price", 4}});
  BOOST_TEST(s.publish({a_shirt("SHIRT", {"M"})}).at(0).outcome.code == "parent_not_variable");
}

BOOST_AUTO_TEST_CASE(more_than_600_variants_are_refused_before_the_store_does) {
  Publishing s;
  std::vector<std::string> sizes;
  for (int i = 0; i < 602; ++i) sizes.push_back(std::to_string(i));
  const auto answers = s.publish({a_shirt("SHIRT", sizes)});
  BOOST_TEST(answers[599].outcome.ok());
  BOOST_TEST(answers[600].outcome.code == "too_many_variants");
  BOOST_TEST(answers[601].outcome.code == "too_many_variants");
  BOOST_TEST(s.creates() == 1);
  BOOST_TEST(s.publish({a_shirt("SHIRT", {"new"})}).at(0).outcome.code == "too_many_variants");
}

BOOST_AUTO_TEST_CASE(the_window_closes_in_the_middle_and_what_was_made_stays_made) {
  Publishing s;
  s.fake.set_quota(20);
  std::vector<PublishProduct> cups;
  for (int i = 0; i < 30; ++i) cups.push_back(a_cup("CUP-" + std::to_string(i), "Cup " + std::to_string(i)));
  const auto answers = s.publish(cups);
  const auto made = std::count_if(answers.begin(), answers.end(), [](const auto& answer) { return answer.outcome.ok(); });
  BOOST_TEST(made == 17);  // 20 less two look-ups and the one that is left to others
  for (std::size_t i = 17; i < answers.size(); ++i) {
    BOOST_TEST((answers[i].outcome.kind == OutcomeKind::kThrottled));
    BOOST_TEST(answers[i].outcome.retry_after.count() == 30);
  }
  BOOST_TEST(s.fake.count("") == 19);
  s.clock.advance(std::chrono::seconds(30));
  const auto again = s.publish(cups);
  BOOST_TEST(std::count_if(again.begin(), again.end(), [](const auto& answer) { return answer.adopted; }) == 17);
}

BOOST_AUTO_TEST_CASE(after_an_answer_that_was_lost_nothing_more_is_sent) {
  Publishing s;
  s.fake.fail(ShopFault::kLoseAnswer, 1, "POST");
  const auto answers = s.publish({a_cup("A-1", "One"), a_cup("A-2", "Two")});
  BOOST_TEST((answers[0].outcome.kind == OutcomeKind::kUnknown));
  BOOST_TEST((answers[1].outcome.kind == OutcomeKind::kRetry));
  BOOST_TEST(s.creates() == 1);
  const auto again = s.publish({a_cup("A-1", "One"), a_cup("A-2", "Two")});
  BOOST_TEST(again[0].adopted);
  BOOST_TEST(!again[1].adopted);
  BOOST_TEST(s.creates() == 2);
}

BOOST_AUTO_TEST_SUITE_END()
