#include "tests/contract/persistence/stores.hpp"

namespace tillbridge::tests {
namespace {

using persistence::SiteMemoryEntry;
using persistence::UnitOfWork;

template <class Store>
std::optional<std::string> value_of(Shop<Store>& shop, const std::string& key) {
  const auto found = read_from(shop.store, [&](UnitOfWork& unit) { return unit.site_memories().find(shop.account, shop.site, key); });
  return found ? std::optional(found->value) : std::nullopt;
}

template <class Store>
bool replace(Shop<Store>& shop, const std::optional<std::string>& expected, const std::string& value) {
  return written(shop.store, [&](UnitOfWork& unit) { return unit.site_memories().replace(shop.account, shop.site, expected, {"token", value, true}); });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(site_memories)

BOOST_AUTO_TEST_CASE_TEMPLATE(keeps_entries_per_site_and_lists_them_by_prefix, Store, AllStores) {
  Shop<Store> shop;
  const auto other = add_site(shop.store, shop.account, "other");
  shop.store->write([&](UnitOfWork& unit) {
    auto& memories = unit.site_memories();
    memories.store(shop.account, shop.site, {"bulk/2", "two", false});
    memories.store(shop.account, shop.site, {"bulk/1", "one", false});
    memories.store(shop.account, shop.site, {"bulk/1", "grün \U0001F600", false});
    memories.store(shop.account, shop.site, {"bulL", "other", false});
    memories.store(shop.account, other, {"bulk/3", "three", false});
  });
  const auto listed = read_from(shop.store, [&](UnitOfWork& unit) { return unit.site_memories().list(shop.account, shop.site, "bulk/"); });
  BOOST_REQUIRE_EQUAL(listed.size(), 2u);
  BOOST_TEST(listed[0].key == "bulk/1");
  BOOST_TEST(listed[0].value == "grün \U0001F600");
  BOOST_TEST(listed[1].value == "two");
  shop.store->write([&](UnitOfWork& unit) { unit.site_memories().remove(shop.account, shop.site, "bulk/1"); });
  BOOST_TEST(!value_of(shop, "bulk/1"));
  BOOST_TEST(value_of(shop, "bulk/2").value() == "two");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(replaces_only_what_is_still_as_it_was_read, Store, AllStores) {
  Shop<Store> shop;
  BOOST_TEST(!replace(shop, "a", "b"));
  BOOST_TEST(replace(shop, std::nullopt, "a"));
  BOOST_TEST(!replace(shop, std::nullopt, "c"));
  BOOST_TEST(!replace(shop, "A", "c"));
  BOOST_TEST(value_of(shop, "token").value() == "a");
  BOOST_TEST(replace(shop, "a", "b"));
  BOOST_TEST(!replace(shop, "a", "c"));
  BOOST_TEST(value_of(shop, "token").value() == "b");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(keeps_a_memory_of_a_megabyte, Store, AllStores) {
  Shop<Store> shop;
  const std::string large(1'000'000, 'x');
  shop.store->write([&](UnitOfWork& unit) { unit.site_memories().store(shop.account, shop.site, {"bulk/1", large, false}); });
  BOOST_TEST((value_of(shop, "bulk/1") == large));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace tillbridge::tests
