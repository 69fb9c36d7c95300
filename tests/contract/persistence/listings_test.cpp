#include "tests/contract/persistence/stores.hpp"

namespace tillbridge::tests {
namespace {

using persistence::UnitOfWork;

domain::Listing a_listing(domain::SiteId site, const std::string& item, const std::string& remote = "100") {
  return {.site_id = site,
          .item_id = item,
          .state = domain::ListingState::kLive,
          .remote = {.product_id = remote, .variant_id = ""},
          .sent_quantity = {},
          .sent_price = {},
          .sent_visible = {},
          .adopted = false,
          .published_options = {},
          .quantity_sent_at = {},
          .price_sent_at = {},
          .created_at = at("2026-11-25T08:00:00.5Z")};
}

template <class Store>
domain::Listing stored(Shop<Store>& shop, const std::string& item) {
  return read_from(shop.store, [&](UnitOfWork& unit) { return unit.listings().find_many(shop.account, shop.site, {item}); }).at(0);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(listings)

BOOST_AUTO_TEST_CASE_TEMPLATE(gives_back_a_listing_field_by_field, Store, AllStores) {
  Shop<Store> shop;
  auto full = a_listing(shop.site, "a");
  full.state = domain::ListingState::kGone;
  full.remote.variant_id = "gid://x/1";
  full.sent_quantity = decimal("4.5");
  full.sent_price = domain::WebPrice{.price = decimal("10.99"), .sale_price = decimal("9.99"), .sale_start = at("2026-11-25T00:00:00Z"), .sale_end = at("2026-11-26T00:00:00Z")};
  full.sent_visible = false;
  full.adopted = true;
  full.published_options = {{"Colour", "Rot \"edel\""}, {"Größe", "L"}};
  full.quantity_sent_at = at("2026-11-25T09:00:00Z");
  full.price_sent_at = at("2026-11-25T10:00:00Z");
  shop.store->write([&](UnitOfWork& unit) { unit.listings().upsert(shop.account, {full, a_listing(shop.site, "b")}); });

  const auto one = stored(shop, "a");
  BOOST_TEST((one.state == full.state));
  BOOST_TEST((one.remote == full.remote));
  BOOST_TEST((one.sent_quantity == full.sent_quantity));
  BOOST_TEST((one.sent_price == full.sent_price));
  BOOST_TEST((one.sent_visible == full.sent_visible));
  BOOST_TEST(one.adopted);
  BOOST_TEST((one.published_options == full.published_options));
  BOOST_TEST(stored(shop, "b").published_options.empty());
  BOOST_TEST((one.quantity_sent_at == full.quantity_sent_at));
  BOOST_TEST((one.price_sent_at == full.price_sent_at));
  BOOST_TEST((one.created_at == full.created_at));
  BOOST_TEST(!stored(shop, "b").sent_price.has_value());
  BOOST_TEST(!stored(shop, "b").sent_visible.has_value());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(stores_what_was_sent_and_forgets_quantities, Store, AllStores) {
  Shop<Store> shop;
  const auto now = at("2026-11-25T11:00:00Z");
  const domain::WebPrice price{.price = decimal("3.50"), .sale_price = {}, .sale_start = {}, .sale_end = {}};
  shop.store->write([&](UnitOfWork& unit) {
    auto& listings = unit.listings();
    listings.upsert(shop.account, {a_listing(shop.site, "a"), a_listing(shop.site, "b")});
    listings.store_sent_quantities(shop.account, shop.site, {{"a", decimal("0")}, {"b", decimal("7")}}, now);
    listings.store_sent_prices(shop.account, shop.site, {{"a", price}}, now);
    listings.store_sent_visible(shop.account, shop.site, {"a", "b"}, true);
    listings.store_sent_visible(shop.account, shop.site, {"b"}, std::nullopt);
    listings.forget_sent_quantities(shop.account, shop.site, {"b"});
  });
  BOOST_TEST((stored(shop, "a").sent_quantity == decimal("0")));
  BOOST_TEST((stored(shop, "a").quantity_sent_at == now));
  BOOST_TEST((stored(shop, "a").sent_price == price));
  BOOST_TEST((stored(shop, "a").price_sent_at == now));
  BOOST_TEST((stored(shop, "a").sent_visible == true));
  BOOST_TEST(!stored(shop, "b").sent_quantity.has_value());
  BOOST_TEST(!stored(shop, "b").sent_visible.has_value());
  BOOST_TEST(!stored(shop, "b").sent_price.has_value());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(stores_what_was_sent_of_many_listings_and_makes_none, Store, AllStores) {
  Shop<Store> shop;
  const auto now = at("2026-11-25T11:00:00.000007Z");
  std::vector<domain::Listing> listings;
  std::vector<domain::ItemId> ids;
  std::vector<std::pair<domain::ItemId, base::Decimal>> quantities;
  std::vector<std::pair<domain::ItemId, domain::WebPrice>> prices;
  for (int i = 1000; i < 2101; ++i) {
    ids.push_back(std::to_string(i));
    listings.push_back(a_listing(shop.site, ids.back()));
    quantities.emplace_back(ids.back(), base::Decimal::from_units(i * 3));
    prices.push_back({ids.back(), {.price = base::Decimal::from_units(i), .sale_price = i % 2 == 0 ? std::optional(decimal("0.01")) : std::nullopt, .sale_start = {},
                                   .sale_end = i % 3 == 0 ? std::optional(now) : std::nullopt}});
  }
  quantities.emplace_back("unknown", decimal("1"));
  prices.push_back({"unknown", {.price = decimal("1"), .sale_price = {}, .sale_start = {}, .sale_end = {}}});
  shop.store->write([&](UnitOfWork& unit) {
    unit.listings().upsert(shop.account, listings);
    unit.listings().store_sent_quantities(shop.account, shop.site, quantities, now);
    unit.listings().store_sent_prices(shop.account, shop.site, prices, now);
  });
  auto asked = ids;
  asked.push_back("unknown");
  const auto found = read_from(shop.store, [&](UnitOfWork& unit) { return unit.listings().find_many(shop.account, shop.site, asked); });
  BOOST_REQUIRE(found.size() == ids.size());
  for (std::size_t i = 0; i < found.size(); ++i) {
    BOOST_TEST((found[i].sent_quantity == quantities[i].second), ids[i]);
    BOOST_TEST((found[i].sent_price == prices[i].second), ids[i]);
    BOOST_TEST((found[i].quantity_sent_at == now), ids[i]);
    BOOST_TEST((found[i].price_sent_at == now), ids[i]);
  }
}

BOOST_AUTO_TEST_CASE_TEMPLATE(finds_the_variants_of_a_parent, Store, AllStores) {
  Shop<Store> shop;
  shop.store->write([&](UnitOfWork& unit) {
    unit.listings().upsert(shop.account, {a_listing(shop.site, "a", "P1"), a_listing(shop.site, "b", "p1"), a_listing(shop.site, "c", "P1")});
  });
  const auto variants = read_from(shop.store, [&](UnitOfWork& unit) { return unit.listings().list_by_remote_product(shop.account, shop.site, "P1"); });
  BOOST_REQUIRE(variants.size() == 2u);
  BOOST_TEST(variants[0].item_id == "a");
  BOOST_TEST(variants[1].item_id == "c");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(counts_live_gone_and_in_stock, Store, AllStores) {
  Shop<Store> shop;
  const auto count = [&] { return read_from(shop.store, [&](UnitOfWork& unit) { return unit.listings().count(shop.account, shop.site); }); };
  BOOST_TEST(count().live == 0);
  shop.store->write([&](UnitOfWork& unit) {
    auto& listings = unit.listings();
    listings.upsert(shop.account, {a_listing(shop.site, "a"), a_listing(shop.site, "b"), a_listing(shop.site, "c"), a_listing(shop.site, "d")});
    listings.store_sent_quantities(shop.account, shop.site, {{"a", decimal("1")}, {"b", decimal("0")}, {"c", decimal("5")}}, {});
    listings.store_state(shop.account, shop.site, "c", domain::ListingState::kGone);
    listings.remove(shop.account, shop.site, "d");
  });
  BOOST_TEST(count().live == 2);
  BOOST_TEST(count().gone == 1);
  BOOST_TEST(count().sent_above_zero == 1);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(keeps_the_listings_of_two_sites_and_accounts_apart, Store, AllStores) {
  Shop<Store> shop;
  const auto second_site = add_site(shop.store, shop.account, "second");
  const auto other = add_account(shop.store, "other");
  shop.store->write([&](UnitOfWork& unit) {
    unit.listings().upsert(shop.account, {a_listing(shop.site, "a"), a_listing(second_site, "a")});
    unit.listings().upsert(other, {a_listing(shop.site, "a")});
    unit.listings().store_sent_quantities(shop.account, shop.site, {{"a", decimal("3")}}, {});
    unit.listings().remove(other, shop.site, "a");
  });
  BOOST_TEST((stored(shop, "a").sent_quantity == decimal("3")));
  const auto on_second = read_from(shop.store, [&](UnitOfWork& unit) { return unit.listings().find_many(shop.account, second_site, {"a"}); });
  BOOST_TEST(!on_second.at(0).sent_quantity.has_value());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace tillbridge::tests
