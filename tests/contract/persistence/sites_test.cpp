#include "tests/contract/persistence/stores.hpp"

namespace tillbridge::tests {
namespace {

using persistence::UnitOfWork;

domain::Site a_site(domain::AccountId account) {
  return {.account_id = account,
          .id = {},
          .name = "web-1",
          .platform = "woocommerce",
          .base_url = "https://shop.example/wp",
          .allow_plain_http = true,
          .allow_private_address = true,
          .options = {{"api", "v3"}, {"späße", "\"ja\""}},
          .order_moment = domain::OrderMoment::kFirstCapture,
          .sell_online_rule = domain::SellOnlineRule::kHide,
          .allocation = false,
          .stock_decimals = 2,
          .pos_store = "Graz",
          .orders_since = at("2026-01-01T00:00:00.5Z"),
          .paused = true,
          .pause_reason = "stocktaking",
          .stock_meaning = domain::PosStockMeaning::kAvailable,
          .stock_locations = {"Graz", "Wien, Mitte"},
          .order_location = "Graz",
          .safety_stock = decimal("1.5")};
}

void check_equal(const domain::Site& stored, const domain::Site& expected) {
  BOOST_TEST(stored.name == expected.name);
  BOOST_TEST(stored.platform == expected.platform);
  BOOST_TEST(stored.base_url == expected.base_url);
  BOOST_TEST(stored.allow_plain_http == expected.allow_plain_http);
  BOOST_TEST(stored.allow_private_address == expected.allow_private_address);
  BOOST_TEST((stored.options == expected.options));
  BOOST_TEST((stored.order_moment == expected.order_moment));
  BOOST_TEST((stored.sell_online_rule == expected.sell_online_rule));
  BOOST_TEST(stored.allocation == expected.allocation);
  BOOST_TEST(stored.stock_decimals == expected.stock_decimals);
  BOOST_TEST(stored.pos_store == expected.pos_store);
  BOOST_TEST((stored.orders_since == expected.orders_since));
  BOOST_TEST(stored.paused == expected.paused);
  BOOST_TEST(stored.pause_reason == expected.pause_reason);
  BOOST_TEST((stored.stock_meaning == expected.stock_meaning));
  BOOST_TEST(stored.stock_locations == expected.stock_locations, boost::test_tools::per_element());
  BOOST_TEST(stored.order_location == expected.order_location);
  BOOST_TEST((stored.safety_stock == expected.safety_stock));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(sites)

BOOST_AUTO_TEST_CASE_TEMPLATE(gives_back_a_site_as_it_was_stored, Store, AllStores) {
  Store store;
  const auto account = add_account(store);
  const auto id = written(store, [&](UnitOfWork& unit) { return unit.sites().insert(a_site(account)); });
  const auto stored = read_from(store, [&](UnitOfWork& unit) { return unit.sites().get(account, id); });
  BOOST_TEST((stored.id == id));
  BOOST_TEST((stored.account_id == account));
  check_equal(stored, a_site(account));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(replaces_every_setting_of_a_site_but_not_its_cursor, Store, AllStores) {
  Store store;
  const auto account = add_account(store);
  auto site = a_site(account);
  site.id = written(store, [&](UnitOfWork& unit) { return unit.sites().insert(site); });
  store->write([&](UnitOfWork& unit) { unit.sites().store_order_cursor(account, site.id, {"page 7"}); });

  domain::Site changed{.account_id = account, .id = site.id, .name = "web-2", .platform = "generic", .base_url = "https://other.example"};
  store->write([&](UnitOfWork& unit) { unit.sites().update(changed); });

  const auto stored = read_from(store, [&](UnitOfWork& unit) { return unit.sites().find_by_name(account, "web-2"); });
  BOOST_REQUIRE(stored.has_value());
  check_equal(*stored, changed);
  BOOST_TEST(read_from(store, [&](UnitOfWork& unit) { return unit.sites().order_cursor(account, site.id); }).text == "page 7");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(numbers_the_sites_of_each_account_from_one, Store, AllStores) {
  Store store;
  const auto one = add_account(store, "one"), two = add_account(store, "two");
  BOOST_TEST((add_site(store, one, "a") == domain::SiteId{1}));
  BOOST_TEST((add_site(store, one, "b") == domain::SiteId{2}));
  BOOST_TEST((add_site(store, two, "a") == domain::SiteId{1}));
  const auto listed = read_from(store, [&](UnitOfWork& unit) { return unit.sites().list(one); });
  BOOST_REQUIRE(listed.size() == 2u);
  BOOST_TEST(listed[0].name == "a");
  BOOST_TEST(listed[1].name == "b");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(refuses_a_site_name_that_the_account_has, Store, AllStores) {
  Shop<Store> shop;
  BOOST_CHECK_THROW(add_site(shop.store, shop.account, "shop"), persistence::DuplicateKey);
  add_site(shop.store, shop.account, "SHOP");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(finds_no_site_of_another_account, Store, AllStores) {
  Shop<Store> shop;
  const auto other = add_account(shop.store, "other");
  BOOST_TEST(!read_from(shop.store, [&](UnitOfWork& unit) { return unit.sites().find_by_name(other, "shop"); }).has_value());
  BOOST_CHECK_THROW(read_from(shop.store, [&](UnitOfWork& unit) { return unit.sites().get(other, shop.site); }), persistence::NoSuchRow);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(keeps_sealed_secrets_by_name_and_replaces_them, Store, AllStores) {
  Shop<Store> shop;
  shop.store->write([&](UnitOfWork& unit) {
    unit.sites().upsert_sealed_secret(shop.account, shop.site, "secret", "v1:aaa");
    unit.sites().upsert_sealed_secret(shop.account, shop.site, "key", "v1:bbb");
    unit.sites().upsert_sealed_secret(shop.account, shop.site, "secret", "v1:ccc");
  });
  const auto secrets = read_from(shop.store, [&](UnitOfWork& unit) { return unit.sites().list_sealed_secrets(shop.account, shop.site); });
  const std::vector<std::pair<std::string, std::string>> expected = {{"key", "v1:bbb"}, {"secret", "v1:ccc"}};
  BOOST_TEST((secrets == expected));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(has_a_healthy_breaker_until_one_is_stored, Store, AllStores) {
  Shop<Store> shop;
  const auto health = [&] { return read_from(shop.store, [&](UnitOfWork& unit) { return unit.sites().health(shop.account, shop.site); }); };
  BOOST_TEST(health().consecutive_failures == 0);
  BOOST_TEST(!health().open_until.has_value());

  const domain::SiteHealth bad{.consecutive_failures = 10, .open_until = at("2026-11-25T09:00:00.25Z"), .reason = "503", .needs_person = true, .openings = 3};
  shop.store->write([&](UnitOfWork& unit) { unit.sites().store_health(shop.account, shop.site, bad); });
  BOOST_TEST(health().consecutive_failures == 10);
  BOOST_TEST((health().open_until == bad.open_until));
  BOOST_TEST(health().reason == "503");
  BOOST_TEST(health().needs_person);
  BOOST_TEST(health().openings == 3);

  shop.store->write([&](UnitOfWork& unit) { unit.sites().store_health(shop.account, shop.site, {}); });
  BOOST_TEST(!health().open_until.has_value());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(begins_with_an_empty_order_cursor, Store, AllStores) {
  Shop<Store> shop;
  BOOST_TEST(read_from(shop.store, [&](UnitOfWork& unit) { return unit.sites().order_cursor(shop.account, shop.site); }).text.empty());
  BOOST_CHECK_THROW(shop.store->write([&](UnitOfWork& unit) { unit.sites().store_order_cursor(shop.account, domain::SiteId{9}, {"x"}); }),
                    persistence::NoSuchRow);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace tillbridge::tests
