#include "tests/contract/persistence/stores.hpp"

namespace tillbridge::tests {
namespace {

using domain::CustomerId;
using domain::SaleMoment;
using persistence::ContactKind;
using persistence::UnitOfWork;
constexpr auto kShop = domain::SiteId{1}, kOtherShop = domain::SiteId{2};

struct Bought {
  std::string order, web_id, email, day, phone = {};
  domain::SiteId site = kShop;
};

domain::CustomerSale a_sale(const Bought& bought) {
  domain::CustomerSale sale;
  sale.moment = {at(("2026-11-" + bought.day + "T08:00:00Z").c_str()), bought.order};
  sale.who.site_id = bought.site;
  sale.who.web_customer_id = bought.web_id;
  if (bought.web_id.empty()) sale.who.guest_key = bought.email;
  sale.email = bought.email;
  sale.phone = bought.phone;
  sale.profile.email = bought.email;
  sale.profile.first_name = "Ännchen";
  sale.profile.last_name = "100% Müller_" + bought.web_id;
  sale.profile.street = "Hauptstr. 5";
  return sale;
}

/// As the echo of a confirm does.
void echo(UnitOfWork& unit, domain::AccountId account, const std::string& order, const std::string& number) {
  const auto target = unit.customers().find_echo_target(account, order).value();
  const auto decision = domain::decide_echo(target.customer, target.sale, number, unit.customers().find_kept_number(account, number));
  if (decision.store_echo) unit.customers().store_echo(account, order, decision.number);
  if (decision.store_pair) unit.customers().store_pair(account, target.customer.customer, decision.number, target.sale);
}

domain::Buyer buyer_of(UnitOfWork& unit, domain::AccountId account, const std::string& order) {
  const auto found = unit.customers().find_buyers(account, {order});
  return found.empty() ? domain::Buyer{} : found.front().buyer;
}

std::string number_of(UnitOfWork& unit, domain::AccountId account, const std::string& order, bool by_phone = false) {
  const auto buyer = buyer_of(unit, account, order);
  return domain::number_of(buyer, unit.customers().find_numbered(account, ContactKind::kEmail, {buyer.email}),
                           unit.customers().find_numbered(account, ContactKind::kPhone, {buyer.phone}), by_phone);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(customers)

BOOST_AUTO_TEST_CASE_TEMPLATE(knows_a_customer_by_the_pair_first_and_by_contact_second, Store, AllStores) {
  Store store;
  const auto account = add_account(store), other = add_account(store, "other-store");
  store->write([&](UnitOfWork& unit) {
    auto& customers = unit.customers();
    customers.record_sale(account, a_sale({"ord_1", "77", "ann@example.com", "10", "+49170"}));
    customers.record_sale(account, a_sale({"ord_2", "77", "changed@example.com", "11"}));
    customers.record_sale(account, a_sale({"ord_3", "5", "ann@example.com", "12", "", kOtherShop}));
    customers.record_sale(account, a_sale({"ord_4", "", "ann@example.com", "13"}));
    customers.record_sale(account, a_sale({"ord_5", "", "other@example.com", "13", "+49170"}));
    customers.record_sale(other, a_sale({"ord_1", "77", "ann@example.com", "10"}));
    BOOST_TEST(number_of(unit, account, "ord_1") == "");
    echo(unit, account, "ord_1", "C-1");
    BOOST_TEST(number_of(unit, account, "ord_2") == "C-1");
    BOOST_TEST(number_of(unit, account, "ord_3") == "C-1");
    BOOST_TEST(number_of(unit, account, "ord_4") == "C-1");
    BOOST_TEST(number_of(unit, account, "ord_5") == "");
    BOOST_TEST(number_of(unit, account, "ord_5", true) == "C-1");
    BOOST_TEST(number_of(unit, other, "ord_1") == "");
    BOOST_TEST(buyer_of(unit, account, "ord_9").email == "");
    BOOST_TEST(!customers.find_echo_target(account, "ord_9").has_value());
    BOOST_TEST(customers.find_buyers(account, {}).empty());
    BOOST_TEST(customers.find_buyers(account, {"ord_1", "ord_3", "ord_4", "ord_9"}).size() == 3u);
  });
}

BOOST_AUTO_TEST_CASE_TEMPLATE(the_earliest_sale_wins_whatever_the_order_of_sales_and_echoes, Store, AllStores) {
  Store store;
  const auto account = add_account(store);
  store->write([&](UnitOfWork& unit) {
    auto& customers = unit.customers();
    customers.record_sale(account, a_sale({"ord_3", "78", "ann@example.com", "12"}));
    echo(unit, account, "ord_3", "C-3");
    customers.record_sale(account, a_sale({"ord_2", "77", "ann@example.com", "11"}));
    echo(unit, account, "ord_2", "C-2");
    customers.record_sale(account, a_sale({"ord_4", "", "ann@example.com", "14"}));
    BOOST_TEST(number_of(unit, account, "ord_4") == "C-2");
    customers.record_sale(account, a_sale({"ord_1", "78", "ann@example.com", "10"}));
    BOOST_TEST(number_of(unit, account, "ord_4") == "C-3");
    echo(unit, account, "ord_1", "C-1");
    BOOST_TEST(number_of(unit, account, "ord_3") == "C-1");
    BOOST_TEST(number_of(unit, account, "ord_4") == "C-1");
    BOOST_TEST(number_of(unit, account, "ord_2") == "C-2");
  });
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_sale_moves_with_its_echo_when_the_guest_became_a_customer, Store, AllStores) {
  Store store;
  const auto account = add_account(store);
  store->write([&](UnitOfWork& unit) {
    auto& customers = unit.customers();
    customers.record_sale(account, a_sale({"ord_1", "", "ann@example.com", "10"}));
    echo(unit, account, "ord_1", "C-1");
    const auto guest = buyer_of(unit, account, "ord_1").customer;
    customers.record_sale(account, a_sale({"ord_1", "77", "new@example.com", "10"}));
    customers.record_sale(account, a_sale({"ord_1", "77", "new@example.com", "10"}));
    BOOST_TEST(buyer_of(unit, account, "ord_1").pos_customer_number == "C-1");
    BOOST_TEST(!buyer_of(unit, account, "ord_1").is_guest);
    BOOST_TEST(unit.customer_book().find(account, guest)->pos_customer_number == "");
    BOOST_TEST(unit.customer_book().find(account, guest)->orders == 0);
    BOOST_TEST(customers.find_numbered(account, ContactKind::kEmail, {"ann@example.com"}).empty());
    customers.record_sale(account, a_sale({"ord_2", "", "new@example.com", "11"}));
    BOOST_TEST(number_of(unit, account, "ord_2") == "C-1");
  });
}

BOOST_AUTO_TEST_CASE_TEMPLATE(lists_customers_with_their_last_profile, Store, AllStores) {
  Store store;
  const auto account = add_account(store);
  store->write([&](UnitOfWork& unit) {
    auto& customers = unit.customers();
    customers.record_sale(account, a_sale({"ord_2", "77", "new@example.com", "12", "+49170"}));
    customers.record_sale(account, a_sale({"ord_1", "77", "ann@example.com", "10"}));
    customers.record_sale(account, a_sale({"ord_3", "", "bob@example.com", "11", "", kOtherShop}));
    echo(unit, account, "ord_1", "C-1");
    auto& book = unit.customer_book();
    const auto all = book.list(account, {});
    BOOST_REQUIRE(all.size() == 2u);
    BOOST_TEST(all[0].who.web_customer_id == "77");
    BOOST_TEST(all[0].orders == 2);
    BOOST_TEST(all[0].first_sale->order_id == "ord_1");
    BOOST_TEST(all[0].last_sale->order_id == "ord_2");
    BOOST_TEST(all[0].email == "new@example.com");
    BOOST_TEST(all[0].profile.first_name == "Ännchen");
    BOOST_TEST(all[0].pos_customer_number == "C-1");
    BOOST_TEST(all[1].who.guest_key == "bob@example.com");
    using Filter = persistence::CustomerBookRepository::Filter;
    const auto count = [&](const auto& set) {
      Filter filter;
      set(filter);
      return book.list(account, filter).size();
    };
    BOOST_TEST(count([](Filter& filter) { filter.site = kOtherShop; }) == 1u);
    BOOST_TEST(count([](Filter& filter) { filter.email = "ann@example.com"; }) == 1u);
    BOOST_TEST(count([](Filter& filter) { filter.phone = "+49170"; }) == 1u);
    BOOST_TEST(count([](Filter& filter) { filter.name = "100 muller"; }) == 2u);
    BOOST_TEST(count([](Filter& filter) { filter.name = "100%muller"; }) == 0u);
    BOOST_TEST(count([](Filter& filter) { filter.pos_customer_number = "C-1"; }) == 1u);
    BOOST_TEST(count([](Filter& filter) { filter.without_number = true; }) == 1u);
    BOOST_TEST(count([&](Filter& filter) { filter.after = all[0].id; }) == 1u);
    BOOST_TEST(count([](Filter& filter) { filter.limit = 1; }) == 1u);
    const auto sales = book.list_sales(account, all[0].id);
    BOOST_REQUIRE(sales.size() == 2u);
    BOOST_TEST(sales[0].sale.moment.order_id == "ord_1");
    BOOST_TEST(sales[0].echoed_number == "C-1");
    BOOST_TEST((sales[1].sale == a_sale({"ord_2", "77", "new@example.com", "12", "+49170"})));
    BOOST_TEST(!book.find(account, CustomerId{99}).has_value());
    BOOST_TEST(book.list_sales(account, CustomerId{99}).empty());
  });
}

BOOST_AUTO_TEST_CASE_TEMPLATE(keeps_a_name_that_is_longer_than_any_column_of_a_name, Store, AllStores) {
  Store store;
  const auto account = add_account(store);
  auto sale = a_sale({"ord_1", "77", "ann@example.com", "10"});
  sale.profile.last_name = "x";
  for (int i = 0; i < 30'000; ++i) sale.profile.last_name += "ж";
  store->write([&](UnitOfWork& unit) {
    unit.customers().record_sale(account, sale);
    BOOST_TEST((unit.customer_book().list(account, {})[0].profile.last_name == sale.profile.last_name));
  });
}

BOOST_AUTO_TEST_CASE_TEMPLATE(merging_gives_all_of_one_number_to_the_other, Store, AllStores) {
  Store store;
  const auto account = add_account(store);
  store->write([&](UnitOfWork& unit) {
    auto& customers = unit.customers();
    auto& book = unit.customer_book();
    customers.record_sale(account, a_sale({"ord_1", "1", "a@example.com", "10"}));
    customers.record_sale(account, a_sale({"ord_2", "2", "b@example.com", "11"}));
    customers.record_sale(account, a_sale({"ord_3", "3", "c@example.com", "12"}));
    echo(unit, account, "ord_1", "C-1");
    echo(unit, account, "ord_2", "C-2");
    echo(unit, account, "ord_3", "C-3");
    const auto now = at("2026-11-25T08:00:00Z");
    BOOST_TEST(book.merge(account, "C-2", "C-1", now) == 1);
    BOOST_TEST(number_of(unit, account, "ord_2") == "C-1");
    BOOST_TEST(book.merge(account, "C-1", "C-3", now) == 2);
    BOOST_TEST(number_of(unit, account, "ord_2") == "C-3");
    BOOST_TEST(customers.find_kept_number(account, "C-2").value() == "C-3");
    BOOST_TEST(customers.find_kept_number(account, "C-1").value() == "C-3");
    BOOST_TEST(book.list_merges(account).size() == 2u);
    // Back again: what was away is kept now.
    BOOST_TEST(book.merge(account, "C-3", "C-1", now) == 3);
    BOOST_TEST(!customers.find_kept_number(account, "C-1").has_value());
    BOOST_TEST(customers.find_kept_number(account, "C-2").value() == "C-1");
    BOOST_TEST(customers.find_kept_number(account, "C-3").value() == "C-1");
    customers.record_sale(account, a_sale({"ord_4", "4", "d@example.com", "13"}));
    echo(unit, account, "ord_4", "C-2");
    BOOST_TEST(number_of(unit, account, "ord_4") == "C-1");
  });
}

BOOST_AUTO_TEST_CASE_TEMPLATE(an_unlinked_customer_does_not_get_the_number_back_until_it_is_linked, Store, AllStores) {
  Store store;
  const auto account = add_account(store);
  store->write([&](UnitOfWork& unit) {
    auto& customers = unit.customers();
    auto& book = unit.customer_book();
    customers.record_sale(account, a_sale({"ord_1", "", "ann@example.com", "10"}));
    customers.record_sale(account, a_sale({"ord_2", "77", "ann@example.com", "11"}));
    echo(unit, account, "ord_1", "C-1");
    echo(unit, account, "ord_2", "C-1");
    const auto customer = buyer_of(unit, account, "ord_2").customer;
    book.unlink(account, customer);
    BOOST_TEST(number_of(unit, account, "ord_2") == "");
    BOOST_TEST(number_of(unit, account, "ord_1") == "C-1");
    BOOST_TEST((book.list_unlinked(account, customer) == std::vector<std::string>{"C-1"}));
    echo(unit, account, "ord_2", "C-1");
    BOOST_TEST(number_of(unit, account, "ord_2") == "");
    book.merge(account, "C-1", "C-5", at("2026-11-25T08:00:00Z"));
    BOOST_TEST(number_of(unit, account, "ord_2") == "");
    BOOST_TEST(number_of(unit, account, "ord_1") == "C-5");
    echo(unit, account, "ord_2", "C-2");
    BOOST_TEST(number_of(unit, account, "ord_2") == "C-2");
    book.link(account, customer, "C-5");
    BOOST_TEST(number_of(unit, account, "ord_2") == "C-5");
    BOOST_TEST((book.list_unlinked(account, customer) == std::vector<std::string>{"C-1"}));
    BOOST_CHECK_THROW(book.link(account, CustomerId{99}, "C-5"), persistence::NoSuchRow);
  });
}

BOOST_AUTO_TEST_CASE_TEMPLATE(nothing_personal_stays_of_an_erased_customer, Store, AllStores) {
  Store store;
  const auto account = add_account(store);
  store->write([&](UnitOfWork& unit) {
    auto& customers = unit.customers();
    auto& book = unit.customer_book();
    customers.record_sale(account, a_sale({"ord_1", "77", "ann@example.com", "10", "+49170"}));
    echo(unit, account, "ord_1", "C-1");
    const auto customer = buyer_of(unit, account, "ord_1").customer;
    BOOST_TEST(!customers.is_erased(account, "ord_1"));
    book.erase(account, customer);
    BOOST_TEST(customers.is_erased(account, "ord_1"));
    customers.record_sale(account, a_sale({"ord_1", "77", "ann@example.com", "10", "+49170"}));
    BOOST_TEST(book.list(account, {}).empty());
    const auto left = book.find(account, customer).value();
    BOOST_TEST(left.erased);
    BOOST_TEST(left.orders == 1);
    BOOST_TEST(left.who.web_customer_id == "");
    BOOST_TEST(left.who.guest_key == "erased:cus_1");
    BOOST_TEST((left.profile == domain::CustomerProfile{}));
    BOOST_TEST(left.pos_customer_number == "");
    BOOST_TEST(left.email == "");
    BOOST_TEST(customers.find_numbered(account, ContactKind::kEmail, {"ann@example.com"}).empty());
    BOOST_TEST(!customers.find_echo_target(account, "ord_1").has_value());
    customers.record_sale(account, a_sale({"ord_2", "77", "ann@example.com", "12"}));
    BOOST_TEST(number_of(unit, account, "ord_2") == "");
    BOOST_TEST((buyer_of(unit, account, "ord_2").customer != customer));
  });
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace tillbridge::tests
