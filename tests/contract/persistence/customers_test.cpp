#include "tests/contract/persistence/stores.hpp"

namespace tillbridge::tests {
namespace {
using persistence::UnitOfWork;
constexpr auto kShop = domain::SiteId{1}, kOtherShop = domain::SiteId{2};
}  // namespace

BOOST_AUTO_TEST_SUITE(customers)

BOOST_AUTO_TEST_CASE_TEMPLATE(knows_a_customer_by_the_pair_first_and_by_e_mail_second, Store, AllStores) {
  Store store;
  const auto account = add_account(store);
  store->write([&](UnitOfWork& unit) {
    auto& customers = unit.customers();
    BOOST_TEST(!customers.find_pos_number(account, kShop, "77", "ann@example.com").has_value());
    customers.bind(account, kShop, "77", "ann@example.com", "C-1");
    customers.bind(account, kShop, "78", "bob@example.com", "C-2");
    BOOST_TEST(customers.find_pos_number(account, kShop, "77", "changed@example.com").value() == "C-1");
    BOOST_TEST(customers.find_pos_number(account, kShop, "77", "bob@example.com").value() == "C-1");
    BOOST_TEST(customers.find_pos_number(account, kOtherShop, "5", "bob@example.com").value() == "C-2");
    BOOST_TEST(customers.find_pos_number(account, kShop, "", "ann@example.com").value() == "C-1");
    BOOST_TEST(!customers.find_pos_number(account, kShop, "99", "").has_value());
    BOOST_TEST(!customers.find_pos_number(domain::AccountId{999}, kShop, "77", "ann@example.com").has_value());
  });
}

BOOST_AUTO_TEST_CASE_TEMPLATE(the_first_number_of_a_customer_stays_and_the_earliest_sale_wins_an_e_mail, Store, AllStores) {
  Store store;
  const auto account = add_account(store);
  store->write([&](UnitOfWork& unit) {
    auto& customers = unit.customers();
    customers.bind(account, kShop, "77", "ann@example.com", "C-9");
    customers.bind(account, kShop, "77", "ann@example.com", "C-1");
    customers.bind(account, kShop, "78", "ann@example.com", "C-2");
    customers.bind(account, kShop, "", "guest@example.com", "C-3");
    customers.bind(account, kShop, "", "guest@example.com", "C-4");
    customers.bind(account, kShop, "", "", "C-5");
    BOOST_TEST(customers.find_pos_number(account, kShop, "77", "").value() == "C-9");
    BOOST_TEST(customers.find_pos_number(account, kShop, "", "ann@example.com").value() == "C-9");
    BOOST_TEST(customers.find_pos_number(account, kShop, "", "guest@example.com").value() == "C-3");
  });
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace tillbridge::tests
