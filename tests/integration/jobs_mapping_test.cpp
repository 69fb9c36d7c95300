// Attribute mapping on its way into a shop, on both stores.
#include <boost/test/unit_test.hpp>

#include <tuple>

#include "jobs/explain.hpp"
#include "tests/integration/jobs_bench.hpp"
#include "tests/support/temp_mariadb.hpp"

using namespace tillbridge;
using namespace tillbridge::tests;
using connectors::OutcomeKind;
using domain::JobKind;

namespace {

using AllStores = std::tuple<TempDatabase, TempMariadb>;
using Options = std::vector<domain::NameValue>;

Options tee(const std::string& colour, const std::string& size) { return {{"Colour", colour}, {"Size", size}}; }

struct Bench : JobsBench {
  using JobsBench::JobsBench;

  void map(const std::string& pos_value, const std::string& web_value, std::optional<domain::SiteId> of_site = {}) {
    database.write([&](persistence::UnitOfWork& work) { work.attribute_mappings().upsert(account, {{of_site, "Colour", pos_value, web_value}}); });
  }
  void unmap(const std::string& pos_value) {
    database.write([&](persistence::UnitOfWork& work) { work.attribute_mappings().remove(account, {}, "Colour", pos_value); });
  }
  void post_variant(const std::string& id, const Options& options, bool sell_online = true) {
    auto item = an_item(id);
    item.product_id = "TEE";
    item.name = "Tee";
    item.options = options;
    item.sell_online = sell_online;
    post_item(item, "1", "5");
  }
  jobs::RunReport publish() { return run(JobKind::kProducts); }
  Options shown(const std::string& id, FakeShop* in = nullptr) { return (in != nullptr ? *in : shop).product(id).options; }
  std::vector<jobs::ValueView> explained(const std::string& id) { return jobs::explain_item(database, account, "shop", id, clock.now()).value().values; }
};

template <class Store>
struct StoreOf { Store store; };

template <class Store>
struct Scene : private StoreOf<Store>, Bench {
  Scene() : Bench(&*StoreOf<Store>::store) {
    map("Rose", "Red");
    map("Wine", "Red");
  }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(jobs_mapping)

BOOST_AUTO_TEST_CASE_TEMPLATE(many_values_become_one_before_the_shop_sees_them_and_others_pass, Store, AllStores) {
  Scene<Store> scene;
  scene.post_variant("A", tee("ROSE", "M"));
  scene.post_variant("B", tee("Wine", "L"));
  scene.post_variant("C", tee("Blue", "M"));
  BOOST_TEST(scene.publish().sent == 3);
  BOOST_TEST((scene.shown("A") == tee("Red", "M")));
  BOOST_TEST((scene.shown("B") == tee("Red", "L")));
  BOOST_TEST((scene.shown("C") == tee("Blue", "M")));
  BOOST_TEST((scene.listing("A")->published_options == tee("Red", "M")));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_sites_own_mapping_wins_there_only, Store, AllStores) {
  Scene<Store> scene;
  FakeShop outlet;
  const auto second = scene.add_site("outlet", outlet);
  scene.map("Wine", "Bordeaux", second.id);
  scene.post_variant("A", tee("Wine", "M"));
  scene.publish();
  scene.run(JobKind::kProducts, {}, "outlet");
  BOOST_TEST((scene.shown("A") == tee("Red", "M")));
  BOOST_TEST((scene.shown("A", &outlet) == tee("Bordeaux", "M")));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(attributes_of_simple_products_are_mapped_too, Store, AllStores) {
  Scene<Store> scene;
  auto item = scene.an_item("A");
  item.attributes = {{"colour", "rose"}, {"Material", "Wool"}};
  scene.post_item(item, "1", "5");
  scene.publish();
  BOOST_TEST((scene.shop.product("A").attributes == Options{{"colour", "Red"}, {"Material", "Wool"}}));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(values_that_would_make_two_variants_equal_stay_and_the_run_says_so, Store, AllStores) {
  Scene<Store> scene;
  scene.post_variant("A", tee("Rose", "M"));
  scene.post_variant("B", tee("Wine", "M"));
  const auto planned = scene.run(JobKind::kProducts, {.dry_run = true}).planned;
  BOOST_REQUIRE(planned.size() == 1u);
  BOOST_TEST(planned[0].what.find("Colour \"Rose\" stays: as \"Red\" A and B would be equal") != std::string::npos, planned[0].what);
  const auto report = scene.publish();
  BOOST_TEST(report.result == "ok");
  BOOST_TEST(report.note.find("2 value(s) not mapped") != std::string::npos, report.note);
  BOOST_TEST((scene.shown("A") == tee("Rose", "M")));
  BOOST_TEST((scene.shown("B") == tee("Wine", "M")));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(variants_that_are_not_sold_yet_count_too, Store, AllStores) {
  Scene<Store> scene;
  scene.post_variant("A", tee("Rose", "M"));
  scene.post_variant("B", tee("Wine", "M"), false);
  scene.publish();
  BOOST_TEST((scene.shown("A") == tee("Rose", "M")));
  // Beside Rose the mapped word makes no variants equal any more.
  scene.post_variant("B", tee("Wine", "M"));
  scene.publish();
  BOOST_TEST((scene.shown("B") == tee("Red", "M")));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_later_variant_gives_way_to_what_was_published, Store, AllStores) {
  Scene<Store> scene;
  scene.post_variant("A", tee("Rose", "M"));
  scene.publish();
  BOOST_TEST((scene.shown("A") == tee("Red", "M")));
  scene.post_variant("B", tee("Wine", "M"));
  scene.post_variant("C", tee("Rose", "L"));
  BOOST_TEST(scene.publish().sent == 2);
  BOOST_TEST((scene.shown("A") == tee("Red", "M")));
  BOOST_TEST((scene.shown("B") == tee("Wine", "M")));
  BOOST_TEST((scene.shown("C") == tee("Red", "L")));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(what_was_published_stays_when_the_mapping_goes_and_is_not_doubled_by_a_new_one, Store, AllStores) {
  Scene<Store> scene;
  scene.post_variant("A", tee("Rose", "M"));
  scene.publish();
  scene.unmap("Rose");
  scene.post_variant("B", tee("Wine", "M"));
  const auto calls = scene.shop.calls("publish_products");
  scene.publish();
  BOOST_TEST((scene.shown("A") == tee("Red", "M")));
  BOOST_TEST((scene.shown("B") == tee("Wine", "M")));
  BOOST_TEST(scene.shop.calls("publish_products") == calls + 1);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_value_that_the_shop_shows_for_another_parks_until_it_has_a_mapping, Store, AllStores) {
  Scene<Store> scene;
  scene.post_variant("A", tee("Rose", "M"));
  scene.publish();
  scene.post_variant("B", tee("Red", "M"));
  scene.post_variant("C", tee("Red", "L"));
  BOOST_TEST(scene.publish().parked == 1);
  BOOST_REQUIRE(scene.row(JobKind::kProducts, "B").has_value());
  BOOST_TEST(scene.row(JobKind::kProducts, "B")->last_code == "variant_collision");
  BOOST_TEST(scene.row(JobKind::kProducts, "B")->last_message.find("A as Colour Red, Size M already") != std::string::npos, scene.row(JobKind::kProducts, "B")->last_message);
  BOOST_TEST((scene.shown("C") == tee("Red", "L")));
  BOOST_TEST(!scene.shop.has("B"));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_parked_variant_goes_when_its_value_got_another_word, Store, AllStores) {
  Scene<Store> scene;
  scene.post_variant("A", tee("Rose", "M"));
  scene.publish();
  scene.post_variant("B", tee("Red", "M"));
  scene.publish();
  scene.map("Red", "Scarlet");
  BOOST_TEST(jobs::retry_parked(scene.services, scene.account, "shop", JobKind::kProducts, {"B"}).value() == 1);
  scene.publish();
  BOOST_TEST((scene.shown("B") == tee("Scarlet", "M")));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(an_adopted_variant_keeps_its_own_words_and_is_counted, Store, AllStores) {
  Scene<Store> scene;
  scene.shop.add_product("A", "3");
  scene.post_variant("A", tee("Rose", "M"));
  scene.publish();
  BOOST_TEST(scene.listing("A")->adopted);
  BOOST_TEST(scene.listing("A")->published_options.empty());
  scene.post_variant("B", tee("Wine", "M"));
  scene.publish();
  BOOST_TEST((scene.shown("B") == tee("Wine", "M")));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_recreated_variant_gets_what_the_mapping_says_now, Store, AllStores) {
  Scene<Store> scene;
  scene.post_variant("A", tee("Rose", "M"));
  scene.publish();
  scene.map("Rose", "Pink");
  scene.shop.remove_product("A");
  BOOST_TEST(jobs::recreate_listing(scene.services, scene.account, "shop", "A").has_value());
  scene.publish();
  BOOST_TEST((scene.shown("A") == tee("Pink", "M")));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(explain_says_what_a_value_became_and_why, Store, AllStores) {
  Scene<Store> scene;
  scene.post_variant("A", tee("Rose", "M"));
  scene.publish();
  scene.post_variant("B", tee("Wine", "M"));
  scene.post_variant("D", tee("Red", "M"));
  const auto published = scene.explained("A");
  BOOST_REQUIRE(published.size() == 1u);
  BOOST_TEST(published[0].web_value == "Red");
  BOOST_TEST(published[0].reason == "");
  const auto kept = scene.explained("B");
  BOOST_REQUIRE(kept.size() == 1u);
  BOOST_TEST(kept[0].web_value == "Wine");
  BOOST_TEST(kept[0].reason.find("would be equal") != std::string::npos);
  BOOST_TEST(scene.explained("D").back().reason.find("already, by a mapping") != std::string::npos);
  scene.map("Rose", "Pink");
  BOOST_TEST(scene.explained("A").at(0).web_value == "Red");
  BOOST_TEST(scene.explained("A").at(0).reason == "published before the mapping said otherwise");
}

BOOST_AUTO_TEST_SUITE_END()
