#include "tests/contract/persistence/stores.hpp"

namespace tillbridge::tests {
namespace {

using domain::AttributeMapping;
using persistence::UnitOfWork;

}  // namespace

BOOST_AUTO_TEST_SUITE(order_side_settings)

BOOST_AUTO_TEST_CASE_TEMPLATE(lists_a_sites_mappings_with_those_of_all_sites_and_nobody_elses, Store, AllStores) {
  Shop<Store> shop;
  const auto other_site = add_site(shop.store, shop.account, "other");
  const auto stranger = add_account(shop.store, "store-2");
  const AttributeMapping everywhere{std::nullopt, "Colour", "Rose", "Red"}, own{shop.site, "Colour", "Rose", "Pink"}, others{other_site, "Size", "XS", "S"};
  shop.store->write([&](UnitOfWork& unit) {
    unit.attribute_mappings().upsert(shop.account, {everywhere, {shop.site, "Colour", "Rose", "Purple"}, others});
    unit.attribute_mappings().upsert(shop.account, {own});
    unit.attribute_mappings().upsert(stranger, {{std::nullopt, "Colour", "Rose", "Blue"}});
  });
  BOOST_TEST((read_from(shop.store, [&](UnitOfWork& unit) { return unit.attribute_mappings().list(shop.account, shop.site); }) == std::vector{everywhere, own}));
  BOOST_TEST((read_from(shop.store, [&](UnitOfWork& unit) { return unit.attribute_mappings().list(shop.account); }) == std::vector{everywhere, own, others}));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(removes_one_mapping_and_says_when_there_is_none, Store, AllStores) {
  Shop<Store> shop;
  shop.store->write([&](UnitOfWork& unit) { unit.attribute_mappings().upsert(shop.account, {{std::nullopt, "Colour", "Rose", "Red"}, {shop.site, "Colour", "Rose", "Pink"}}); });
  const auto remove = [&](std::optional<domain::SiteId> site, const std::string& value) {
    return written(shop.store, [&](UnitOfWork& unit) { return unit.attribute_mappings().remove(shop.account, site, "Colour", value); });
  };
  BOOST_TEST(!remove(shop.site, "rose"));
  BOOST_TEST(remove(shop.site, "Rose"));
  BOOST_TEST(!remove(shop.site, "Rose"));
  BOOST_TEST(read_from(shop.store, [&](UnitOfWork& unit) { return unit.attribute_mappings().list(shop.account, shop.site).size(); }) == 1u);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(keeps_a_safety_stock_per_site_and_item, Store, AllStores) {
  Shop<Store> shop;
  const auto other_site = add_site(shop.store, shop.account, "other");
  using Figures = std::map<domain::ItemId, base::Decimal>;
  shop.store->write([&](UnitOfWork& unit) {
    unit.safety_stocks().store(shop.account, shop.site, "A", decimal("2"));
    unit.safety_stocks().store(shop.account, shop.site, "A", decimal("3.5"));
    unit.safety_stocks().store(shop.account, shop.site, "B", decimal("0"));
    unit.safety_stocks().store(shop.account, other_site, "A", decimal("9"));
  });
  const auto find = [&](const std::vector<domain::ItemId>& ids) {
    return read_from(shop.store, [&](UnitOfWork& unit) { return unit.safety_stocks().find_many(shop.account, shop.site, ids); });
  };
  BOOST_TEST((find({"A", "B", "C", "a"}) == Figures{{"A", decimal("3.5")}, {"B", decimal("0")}}));
  shop.store->write([&](UnitOfWork& unit) { unit.safety_stocks().store(shop.account, shop.site, "A", std::nullopt); });
  BOOST_TEST((read_from(shop.store, [&](UnitOfWork& unit) { return unit.safety_stocks().list(shop.account, shop.site); }) == Figures{{"B", decimal("0")}}));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(keeps_what_an_account_does_with_refusals_and_customers, Store, AllStores) {
  Store store;
  const auto id = add_account(store);
  auto account = read_from(store, [&](UnitOfWork& unit) { return unit.accounts().get(id); });
  BOOST_TEST((account.refusal_policy == domain::RefusalPolicy::kPark));
  BOOST_TEST(!account.match_customers_by_phone);
  account.refusal_policy = domain::RefusalPolicy::kKeepOffering;
  account.match_customers_by_phone = true;
  store->write([&](UnitOfWork& unit) { unit.accounts().update(account); });
  account = read_from(store, [&](UnitOfWork& unit) { return unit.accounts().get(id); });
  BOOST_TEST((account.refusal_policy == domain::RefusalPolicy::kKeepOffering));
  BOOST_TEST(account.match_customers_by_phone);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace tillbridge::tests
