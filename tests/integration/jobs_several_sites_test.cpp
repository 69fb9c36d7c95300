// Several web shops and several stores of the POS in one account, through runner and handlers, on both stores.
#include <boost/test/unit_test.hpp>

#include <tuple>

#include "services/handlers/confirm_documents.hpp"
#include "services/handlers/offer_documents.hpp"
#include "tests/integration/jobs_bench.hpp"
#include "tests/support/temp_mariadb.hpp"

using namespace tillbridge;
using namespace tillbridge::tests;
using domain::DocumentKind;
using domain::JobKind;
using Words = std::vector<std::string>;

namespace {

using AllStores = std::tuple<TempDatabase, TempMariadb>;

/// Three shops of one retailer: "shop" and "outlet" send their orders to the store in the south, "market" to the one in the north.
struct Retailer : JobsBench {
  explicit Retailer(persistence::Database* other) : JobsBench(other), outlet_site(add_site("outlet", outlet)), market_site(add_site("market", market)) {
    for (auto* with_store : {&site, &outlet_site}) set_store(*with_store, "south");
    set_store(market_site, "north");
  }

  void set_store(domain::Site& of, const std::string& pos_store) {
    of.pos_store = pos_store;
    database.write([&](persistence::UnitOfWork& work) { work.sites().update(of); });
  }
  void publish() {
    for (const auto* name : {"shop", "outlet", "market"}) run(JobKind::kProducts, {.force = true}, name);
  }
  void collect() {
    for (const auto* name : {"shop", "outlet", "market"}) run(JobKind::kOrders, {}, name);
  }
  void show_stock() {
    for (const auto* name : {"shop", "outlet", "market"}) run(JobKind::kInventory, {.force = true}, name);
  }
  void sell(FakeShop& in, const std::string& order_id, const std::string& sku, const std::string& pieces) {
    clock.advance(std::chrono::seconds(1));
    in.sell(order_id, sku, pieces, clock.now());
  }

  services::Caller caller() const { return {account, "till", "req_1"}; }
  /// "site/web order number" of every order document that is offered, in order.
  Words offered(const std::string& site_name, const std::string& pos_store) {
    Words out;
    last_ids.clear();
    const auto answer = services::offer_documents(database, clock, caller(), DocumentKind::kOrder, {100, site_name, pos_store}).value();
    for (const auto& found : answer.documents) {
      out.push_back(found.document.site_name + "/" + found.document.web_order_number);
      last_ids.push_back(found.document.id);
    }
    return out;
  }
  Words accept(const Words& ids) {
    std::vector<domain::ConfirmEntry> entries;
    for (const auto& id : ids) {
      entries.emplace_back();
      entries.back().id = id;
    }
    Words words;
    const auto answer = services::confirm_documents(database, clock, caller(), DocumentKind::kOrder, {entries}).value();
    for (const auto& outcome : answer.outcomes) words.push_back(to_word(outcome.result));
    return words;
  }
  std::optional<domain::Listing> listing_on(const domain::Site& on, const std::string& id) {
    std::vector<domain::Listing> found;
    database.read([&](persistence::UnitOfWork& work) { found = work.listings().find_many(account, on.id, {id}); });
    return found.empty() ? std::nullopt : std::optional(found.front());
  }

  FakeShop outlet, market;
  domain::Site outlet_site, market_site;
  Words last_ids;
};

template <class Store>
struct StoreOf { Store store; };

template <class Store>
struct Scene : private StoreOf<Store>, Retailer {
  Scene() : Retailer(&*StoreOf<Store>::store) {
    post_item(an_item("A"), "10", "5");
    publish();
  }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(jobs_several_sites)

BOOST_AUTO_TEST_CASE_TEMPLATE(each_store_is_offered_the_orders_of_its_own_shops, Store, AllStores) {
  Scene<Store> scene;
  scene.sell(scene.shop, "W1", "A", "1");
  scene.sell(scene.market, "W1", "A", "1");  // the same number in another shop is another order
  scene.sell(scene.outlet, "W2", "A", "1");
  scene.collect();
  BOOST_TEST((scene.offered("", "north") == Words{"market/W1"}));
  BOOST_TEST((scene.offered("", "south") == Words{"shop/W1", "outlet/W2"}));
  BOOST_TEST((scene.offered("outlet", "") == Words{"outlet/W2"}));
  BOOST_TEST((scene.offered("outlet", "south") == Words{"outlet/W2"}));
  BOOST_TEST(scene.offered("outlet", "north").empty());
  BOOST_TEST(scene.offered("", "").size() == 3u);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(what_one_store_confirms_the_other_still_gets_its_own, Store, AllStores) {
  Scene<Store> scene;
  scene.sell(scene.shop, "W1", "A", "1");
  scene.sell(scene.market, "W1", "A", "1");
  scene.collect();
  scene.offered("", "north");
  const auto north = scene.last_ids;
  scene.offered("", "south");
  const auto south = scene.last_ids;
  BOOST_TEST((scene.accept(north) == Words{"confirmed"}));
  BOOST_TEST(scene.offered("", "north").empty());
  BOOST_TEST((scene.offered("", "south") == Words{"shop/W1"}));
  BOOST_TEST((scene.accept({south[0], north[0]}) == Words{"confirmed", "already_confirmed"}));  // one list may hold several shops
  BOOST_TEST(scene.offered("", "").empty());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_shop_that_moves_to_another_store_leaves_what_waits_where_it_was_sent, Store, AllStores) {
  Scene<Store> scene;
  scene.sell(scene.market, "W1", "A", "1");
  scene.collect();
  scene.set_store(scene.market_site, "south");
  scene.sell(scene.market, "W2", "A", "1");
  scene.collect();
  BOOST_TEST((scene.offered("", "north") == Words{"market/W1"}));
  BOOST_TEST((scene.offered("", "south") == Words{"market/W2"}));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(shops_that_share_the_stock_share_the_reservation, Store, AllStores) {
  Scene<Store> scene;
  scene.show_stock();
  scene.sell(scene.shop, "W1", "A", "3");
  scene.collect();
  scene.show_stock();
  for (auto* shop : {&scene.shop, &scene.outlet, &scene.market}) BOOST_TEST(shop->quantity("A") == whole(7));
  scene.sell(scene.market, "W1", "A", "2");
  scene.collect();
  scene.show_stock();
  for (auto* shop : {&scene.shop, &scene.outlet, &scene.market}) BOOST_TEST(shop->quantity("A") == whole(5));
  scene.shop.cancel("W1", scene.clock.now());
  scene.collect();
  scene.show_stock();
  for (auto* shop : {&scene.shop, &scene.outlet, &scene.market}) BOOST_TEST(shop->quantity("A") == whole(8));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_product_goes_to_the_shops_that_the_till_names, Store, AllStores) {
  Scene<Store> scene;
  auto item = scene.an_item("B");
  item.sites = Words{"market", "shop"};
  scene.post_item(item, "4", "5");
  scene.publish();
  BOOST_TEST(scene.shop.has("B"));
  BOOST_TEST(scene.market.has("B"));
  BOOST_TEST(!scene.outlet.has("B"));

  item.sites = Words{"market", "outlet"};
  scene.post_item(item, "4", "5");
  scene.publish();
  BOOST_TEST(scene.outlet.has("B"));           // named later, made later
  BOOST_TEST(scene.shop.product("B").hidden);  // taken out of Sites: as SellOnline=false there
  BOOST_TEST(!scene.market.product("B").hidden);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_shop_connected_later_gets_what_is_there, Store, AllStores) {
  Scene<Store> scene;
  auto elsewhere = scene.an_item("B");
  elsewhere.sites = Words{"shop"};
  scene.post_item(elsewhere, "4", "5");
  FakeShop late;
  const auto late_site = scene.add_site("late", late);
  scene.run(JobKind::kProducts, {.force = true}, "late");
  scene.run(JobKind::kInventory, {.force = true}, "late");
  BOOST_TEST(late.has("A"));
  BOOST_TEST(late.quantity("A") == whole(10));
  BOOST_TEST(!late.has("B"));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(one_item_has_other_ids_in_every_shop, Store, AllStores) {
  Scene<Store> scene;
  scene.outlet.add_product("TEE-M", "1");  // the merchant had it before, as a simple product
  auto variant = scene.an_item("TEE-M");
  variant.product_id = "TEE";
  variant.options = {{"Size", "M"}};
  scene.post_item(variant, "6", "5");
  scene.publish();
  const auto in_shop = scene.listing_on(scene.site, "TEE-M"), in_outlet = scene.listing_on(scene.outlet_site, "TEE-M");
  BOOST_REQUIRE(in_shop.has_value());
  BOOST_REQUIRE(in_outlet.has_value());
  BOOST_TEST(!in_shop->remote.variant_id.empty());
  BOOST_TEST(in_outlet->remote.variant_id.empty());
  BOOST_TEST(in_outlet->adopted);
  scene.show_stock();
  BOOST_TEST(scene.shop.quantity("TEE-M") == whole(6));
  BOOST_TEST(scene.outlet.quantity("TEE-M") == whole(6));
  scene.sell(scene.outlet, "W1", "TEE-M", "2");
  scene.collect();
  scene.show_stock();
  BOOST_TEST(scene.shop.quantity("TEE-M") == whole(4));
  BOOST_TEST(scene.outlet.quantity("TEE-M") == whole(4));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(one_shop_that_is_away_holds_up_no_other, Store, AllStores) {
  Scene<Store> scene;
  scene.show_stock();
  scene.outlet.fail_all(connectors::OutcomeKind::kRetry);
  scene.sell(scene.shop, "W1", "A", "1");
  scene.collect();
  scene.post_quantity("A", "12");
  scene.show_stock();
  BOOST_TEST(scene.shop.quantity("A") == whole(11));
  BOOST_TEST(scene.market.quantity("A") == whole(11));
  BOOST_TEST((scene.offered("", "south") == Words{"shop/W1"}));
  scene.outlet.recover();
  scene.clock.advance(std::chrono::hours(3));
  scene.show_stock();
  BOOST_TEST(scene.outlet.quantity("A") == whole(11));
}

BOOST_AUTO_TEST_SUITE_END()
