#include "domain/customer_rules.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/support/fixed_clock.hpp"

using namespace tillbridge::domain;
using tillbridge::tests::at;

namespace {

constexpr SiteId kShop{1};

SaleMoment on_day(int day, const std::string& order = "ord_a") { return {at(("2026-11-" + std::to_string(10 + day) + "T08:00:00Z").c_str()), order}; }

WebCustomer web(const std::string& id, const std::string& email, const std::string& phone = "") {
  WebCustomer customer;
  customer.web_customer_id = id;
  customer.email = email;
  customer.phone = phone;
  return customer;
}

Address in_germany() {
  Address address;
  address.country = "DE";
  address.line1 = "Hauptstr. 5";
  address.postcode = "10115";
  return address;
}

EchoedCustomer bound(const std::string& number, const SaleMoment& by) {
  EchoedCustomer customer;
  customer.customer = CustomerId{7};
  customer.pos_customer_number = number;
  customer.bound_by = by;
  return customer;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(customer_rules)

BOOST_AUTO_TEST_CASE(tells_who_bought) {
  struct Row { WebCustomer customer; Address billing; const char* web_id; const char* guest_key; const char* phone; };
  auto with_phone = in_germany();
  with_phone.phone = "0170 7654321";
  auto with_email = in_germany();
  with_email.email = "Billing@Example.com";
  const std::vector<Row> rows = {
      {web("77", "ann@example.com"), in_germany(), "77", "", ""},
      {web(" 77 ", ""), in_germany(), "77", "", ""},
      {web("", " Ann@example.com"), in_germany(), "", "ann@example.com", ""},
      {web("", "ann@example.com", "0170 1234567"), with_phone, "", "ann@example.com", "+491701234567"},
      {web("", "ann@example.com"), with_phone, "", "ann@example.com", "+491707654321"},
      {web("", ""), with_email, "", "billing@example.com", ""},
      {web("", "none", "0170 1234567"), in_germany(), "", "+491701234567", "+491701234567"},
  };
  for (const auto& row : rows) {
    const auto sale = sale_of(kShop, on_day(1), row.customer, row.billing, {});
    BOOST_REQUIRE(sale.has_value());
    BOOST_TEST(sale->who.web_customer_id == row.web_id);
    BOOST_TEST(sale->who.guest_key == row.guest_key);
    BOOST_TEST(sale->phone == row.phone);
  }
  BOOST_TEST(!sale_of(kShop, on_day(1), web("", ""), in_germany(), {}).has_value());
  BOOST_TEST(!sale_of(kShop, on_day(1), web("", "n/a", "call me"), in_germany(), {}).has_value());
}

BOOST_AUTO_TEST_CASE(finds_the_number_of_a_buyer) {
  const std::vector<NumberedContact> emails = {{"ann@example.com", CustomerId{2}, "C-2", on_day(2)},
                                               {"ann@example.com", CustomerId{1}, "C-1", on_day(1)},
                                               {"bob@example.com", CustomerId{3}, "C-3", on_day(1, "ord_b")},
                                               {"bob@example.com", CustomerId{4}, "C-4", on_day(1, "ord_a")}};
  const std::vector<NumberedContact> phones = {{"+49170", CustomerId{5}, "C-5", on_day(1)}};
  struct Row { const char* name; Buyer buyer; bool by_phone; const char* number; };
  const auto buyer = [](bool guest, const char* number, const char* email, const char* phone, std::set<std::string> unlinked = {}) {
    return Buyer{CustomerId{9}, guest, number, email, phone, std::move(unlinked)};
  };
  const std::vector<Row> rows = {
      {"the stored pair whatever the e-mail", buyer(false, "C-9", "ann@example.com", ""), false, "C-9"},
      {"the stored pair after the e-mail changed", buyer(false, "C-9", "new@example.com", ""), false, "C-9"},
      {"a new customer by e-mail: the earliest sale", buyer(false, "", "ann@example.com", ""), false, "C-1"},
      {"two sales at one moment: the lower order id", buyer(false, "", "bob@example.com", ""), false, "C-4"},
      {"a guest each time by e-mail, whatever was bound", buyer(true, "C-2", "ann@example.com", ""), false, "C-1"},
      {"another spelling of the local part is another address", buyer(true, "", "ann+1@example.com", ""), false, ""},
      {"no e-mail finds nobody", buyer(false, "", "", ""), false, ""},
      {"the phone only where the account says so", buyer(true, "", "x@example.com", "+49170"), false, ""},
      {"the phone where the account says so", buyer(true, "", "x@example.com", "+49170"), true, "C-5"},
      {"the e-mail before the phone", buyer(true, "", "ann@example.com", "+49170"), true, "C-1"},
      {"a guest with a phone alone", buyer(true, "", "", "+49170"), true, "C-5"},
      {"an unlinked number does not come back by the e-mail", buyer(false, "", "ann@example.com", "", {"C-1"}), false, "C-2"},
      {"nor by the phone", buyer(false, "", "", "+49170", {"C-5"}), true, ""},
  };
  for (const auto& row : rows) BOOST_TEST(number_of(row.buyer, emails, phones, row.by_phone) == row.number, row.name);
}

BOOST_AUTO_TEST_CASE(learns_from_an_echo) {
  struct Row { const char* name; EchoedCustomer customer; SaleMoment sale; const char* echoed; std::optional<std::string> merged; const char* number; bool echo, pair; const char* act; const char* says; };
  auto unlinked = bound("", {});
  unlinked.unlinked = {"C-1"};
  auto booked_before = bound("C-1", on_day(1));
  booked_before.sale_echo = "C-1";
  const std::vector<Row> rows = {
      {"the first echo binds", bound("", {}), on_day(2), "C-1", {}, "C-1", true, true, "", ""},
      {"the same number of a later sale", bound("C-1", on_day(1)), on_day(2), "C-1", {}, "C-1", true, false, "", ""},
      {"the same number of an earlier sale moves the moment", bound("C-1", on_day(2)), on_day(1), "C-1", {}, "C-1", true, true, "", ""},
      {"the POS renumbered: the stored one stays", bound("C-1", on_day(1)), on_day(2), "C-9", {}, "C-9", true, false, "customer_number_differs", "C-1"},
      {"an earlier sale is confirmed late: it wins", bound("C-9", on_day(2)), on_day(1), "C-1", {}, "C-1", true, true, "customer_number_replaced", "C-9"},
      {"an operator's link stands before every sale", bound("C-1", {}), on_day(1), "C-9", {}, "C-9", true, false, "customer_number_differs", "C-1"},
      {"a number that was merged away means the kept one", bound("C-1", on_day(1)), on_day(2), "C-8", "C-1", "C-1", true, false, "", "C-8 was merged into C-1"},
      {"a merged number binds as the kept one", bound("", {}), on_day(2), "C-8", "C-1", "C-1", true, true, "", "merged"},
      {"an unlinked number is not taken back", unlinked, on_day(2), "C-1", {}, "C-1", false, false, "unlinked_customer_number_echoed", "unlinked"},
      {"nor by a number merged into it", unlinked, on_day(2), "C-8", "C-1", "C-1", false, false, "unlinked_customer_number_echoed", "unlinked"},
      {"another number after unlinking binds", unlinked, on_day(2), "C-2", {}, "C-2", true, true, "", ""},
      {"a second document of the order", booked_before, on_day(1), "C-1", {}, "C-1", false, false, "", ""},
      {"a second document of the order with another number", booked_before, on_day(1), "C-3", {}, "C-3", false, false, "customer_number_differs", "booked"},
  };
  for (const auto& row : rows) {
    const auto decision = decide_echo(row.customer, row.sale, row.echoed, row.merged);
    BOOST_TEST_CONTEXT(row.name) {
      BOOST_TEST(decision.number == row.number);
      BOOST_TEST(decision.store_echo == row.echo);
      BOOST_TEST(decision.store_pair == row.pair);
      BOOST_TEST(decision.act == row.act);
      BOOST_TEST(decision.warning.empty() == (*row.says == '\0'));
      BOOST_TEST(decision.warning.find(row.says) != std::string::npos, decision.warning);
    }
  }
}

BOOST_AUTO_TEST_CASE(reads_and_writes_customer_ids) {
  BOOST_TEST(to_text(CustomerId{12}) == "cus_12");
  BOOST_TEST((customer_id_from("cus_12") == CustomerId{12}));
  for (const auto* bad : {"", "12", "cus_", "cus_0", "cus_-1", "cus_12x", "cus_99999999999999999999"}) BOOST_TEST(!customer_id_from(bad).has_value(), bad);
}

BOOST_AUTO_TEST_SUITE_END()
