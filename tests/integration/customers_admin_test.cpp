#include <boost/test/unit_test.hpp>

#include "admin/customers.hpp"
#include "domain/derive_documents.hpp"
#include "tests/orders/both_stores.hpp"
#include "tests/orders/order_world.hpp"
#include "tests/support/seeded_random.hpp"

using namespace tillbridge;
using namespace tillbridge::tests;
using domain::DocumentKind;

namespace {

struct Office : OrderWorld {
  explicit Office(persistence::Database& database) : OrderWorld(database) {}

  SeededRandom random{5};
  base::MasterKey key{base::SecretBytes(std::vector<std::uint8_t>(base::MasterKey::kSize, 7))};
  admin::AdminServices services{.database = database(), .clock = clock(), .random = random, .master_key = key, .actor = "cli:root"};

  domain::Order buy(int number, const std::string& web_id, const std::string& email, const std::string& phone = "") {
    auto order = an_order({a_line("1", "A", "1", "10")});
    order.web.web_order_id = std::to_string(number);
    order.web.number = "#" + order.web.web_order_id;
    order.web.customer = {.web_customer_id = web_id, .email = email, .phone = phone, .first_name = "Anna", .last_name = "Müller", .company = ""};
    order.web.billing = {.first_name = "Anna", .last_name = "Müller", .company = "", .line1 = "Hauptstr. 5", .line2 = "", .city = "Berlin", .region = "", .postcode = "10115", .country = "DE", .phone = "", .email = ""};
    order.web.note = "for Anna's birthday";
    order.web.placed_at += std::chrono::minutes(number);
    order.web.modified_at = order.web.placed_at;
    order.id = domain::order_id_of(account(), site().id, order.web.web_order_id);
    collect(order);
    return order;
  }
  /// Confirms everything that waits, all for this customer number.
  void confirm_all(const std::string& number = "") {
    std::vector<domain::ConfirmEntry> entries;
    for (const auto& id : ids_of(pull(DocumentKind::kOrder))) {
      domain::ConfirmEntry entry;
      entry.id = id;
      entry.pos_customer_number = number;
      entries.push_back(entry);
    }
    confirm(DocumentKind::kOrder, entries);
  }
  std::string trail() {
    std::string text;
    database().read([&](persistence::UnitOfWork& work) {
      text.clear();
      for (const auto& entry : work.audit().list(account().id, 20)) text += entry.actor + " " + entry.act + " " + entry.object + " (" + entry.reason + ")\n";
    });
    return text;
  }
  /// All that is stored about an order and its documents, as one text.
  std::string stored(const domain::OrderId& id) {
    std::string text;
    database().read([&](persistence::UnitOfWork& work) {
      const auto order = work.orders().find(account().id, id).value();
      text = order.web.customer.email + order.web.customer.last_name + order.web.billing.line1 + order.web.note;
      for (const auto& [document, status] : work.documents().list_by_order(account().id, id))
        text += document.customer.email + document.customer.last_name + document.billing.line1 + document.note;
    });
    return text;
  }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(customers_admin)

BOOST_AUTO_TEST_CASE_TEMPLATE(lists_and_shows_who_bought, Store, AllStores) {
  Store store;
  Office office(*store);
  office.buy(1, "77", "anna@example.com", "0170 1234567");
  office.buy(2, "", "guest@example.com");
  office.confirm_all();
  office.buy(3, "77", "anna@new.example");
  office.confirm_all("C-1");
  const auto all = admin::list_customers(office.services, {});
  BOOST_REQUIRE(all->size() == 2u);
  BOOST_TEST(all->front().site_name == "shop");
  BOOST_TEST(all->front().customer.orders == 2);
  BOOST_TEST(all->front().customer.pos_customer_number == "C-1");
  BOOST_TEST(admin::list_customers(office.services, {.email = " ANNA@example.com"})->size() == 1u);
  BOOST_TEST(admin::list_customers(office.services, {.phone = "+49170 1234567"})->size() == 1u);
  BOOST_TEST(admin::list_customers(office.services, {.name = "MUELLER"})->size() == 2u);
  BOOST_TEST(admin::list_customers(office.services, {.without_number = true})->size() == 1u);
  BOOST_TEST(admin::list_customers(office.services, {.email = "nonsense"}).error().word == "bad_email");
  BOOST_TEST((admin::list_customers(office.services, {.site = "elsewhere"}).error().code == base::ErrorCode::kNotFound));
  const auto shown = admin::show_customers(office.services, "", "C-1");
  BOOST_REQUIRE(shown->size() == 1u);
  BOOST_TEST(shown->front().sales.size() == 2u);
  BOOST_TEST(shown->front().sales[1].echoed_number == "C-1");
  BOOST_TEST(admin::show_customers(office.services, "", "cus_2")->front().entry.customer.who.guest_key == "guest@example.com");
  for (const auto* unknown : {"cus_99", "C-99", ""}) BOOST_TEST((admin::show_customers(office.services, "", unknown).error().code == base::ErrorCode::kNotFound));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(merges_and_says_what_cannot_be_merged, Store, AllStores) {
  Store store;
  Office office(*store);
  for (int i = 1; i <= 3; ++i) {
    office.buy(i, "7" + std::to_string(i), "a" + std::to_string(i) + "@example.com");
    office.confirm_all("C-" + std::to_string(i));
  }
  const auto merge = [&](const std::string& away, const std::string& kept) { return admin::merge_customers(office.services, {.store_id = "", .away = away, .kept = kept, .reason = "one person"}); };
  BOOST_TEST(merge("C-2", "C-1").value() == 1);
  BOOST_TEST((merge("C-2", "C-1").error().code == base::ErrorCode::kConflict));
  BOOST_TEST(merge("C-2", "C-3").error().message.find("merge C-1 instead") != std::string::npos);
  BOOST_TEST(merge("C-3", "C-2").error().message.find("name C-1") != std::string::npos);
  BOOST_TEST(merge("C-1", "C-1").error().word == "bad_numbers");
  BOOST_TEST(merge("", "C-1").error().word == "bad_numbers");
  BOOST_TEST(merge("C-1", "C-2").value() == 2);
  const auto shown = admin::show_customers(office.services, "", "C-1");
  BOOST_REQUIRE(shown.has_value());
  BOOST_TEST(shown->size() == 2u);
  BOOST_TEST((shown->front().merged_numbers == std::vector<std::string>{"C-1"}));
  BOOST_TEST(office.trail().find("cli:root customers_merged C-1 (into C-2; one person)") != std::string::npos, office.trail());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(unlinks_and_links_one_customer, Store, AllStores) {
  Store store;
  Office office(*store);
  office.buy(1, "77", "anna@example.com");
  office.confirm_all("C-1");
  BOOST_TEST(admin::unlink_customer(office.services, {.customer = "cus_1", .reason = "father and son"})->customer.pos_customer_number == "");
  BOOST_TEST((admin::unlink_customer(office.services, {.customer = "cus_1"}).error().code == base::ErrorCode::kConflict));
  BOOST_TEST(admin::unlink_customer(office.services, {.customer = "C-1"}).error().word == "bad_customer");
  BOOST_TEST((admin::unlink_customer(office.services, {.customer = "cus_9"}).error().code == base::ErrorCode::kNotFound));
  office.buy(2, "77", "anna@example.com");
  BOOST_TEST(office.pull(DocumentKind::kOrder).documents.front().pos_customer_number == "");
  BOOST_TEST(admin::link_customer(office.services, {.customer = "cus_1", .pos_customer_number = "C-1"})->customer.pos_customer_number == "C-1");
  BOOST_TEST(office.pull(DocumentKind::kOrder).documents.front().pos_customer_number == "C-1");
  BOOST_TEST(admin::merge_customers(office.services, {.store_id = "", .away = "C-1", .kept = "C-2", .reason = ""}).has_value());
  BOOST_TEST((admin::link_customer(office.services, {.customer = "cus_1", .pos_customer_number = "C-1"}).error().code == base::ErrorCode::kConflict));
  BOOST_TEST(office.trail().find("customer_unlinked cus_1 (from C-1; father and son)") != std::string::npos, office.trail());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(nothing_personal_of_an_erased_customer_is_left_or_comes_back, Store, AllStores) {
  Store store;
  Office office(*store);
  const auto order = office.buy(1, "77", "anna@example.com");
  const auto other = office.buy(2, "78", "other@example.com");
  BOOST_TEST((admin::erase_customer(office.services, {.customer = "cus_1", .reason = "asked"}).error().code == base::ErrorCode::kConflict));
  BOOST_TEST(office.stored(order.id).find("Müller") != std::string::npos);
  office.confirm_all("C-1");
  const auto report = admin::erase_customer(office.services, {.customer = "cus_1", .reason = "asked"});
  BOOST_REQUIRE(report.has_value());
  BOOST_TEST(report->orders == 1);
  BOOST_TEST(report->documents == 1);
  BOOST_TEST(office.stored(order.id) == "");
  BOOST_TEST(office.stored(other.id).find("Müller") != std::string::npos);
  BOOST_TEST((admin::show_customers(office.services, "", "cus_1").error().code == base::ErrorCode::kNotFound));
  // The shop tells it again, unchanged, changed and as an event later: what is personal stays out, what happened comes in.
  office.collect(order);
  BOOST_TEST(office.stored(order.id) == "");
  auto changed = order;
  changed.web.status = "shipped";
  changed.web.modified_at += std::chrono::hours(1);
  const auto recorded = office.collect(changed, {an_event(domain::OrderEventKind::kShipped, "1/s", "2026-11-25T12:00:00Z", {pieces("1", "1")})});
  BOOST_TEST(recorded.new_events == 1);
  BOOST_TEST(office.stored(order.id) == "");
  const auto shipped = office.pull(DocumentKind::kTransaction);
  BOOST_REQUIRE(shipped.documents.size() == 1u);
  BOOST_TEST(shipped.documents[0].document.total.to_text() == "10");
  BOOST_TEST(shipped.documents[0].document.customer.email == "");
  BOOST_TEST(shipped.documents[0].pos_customer_number == "");
  BOOST_TEST(office.trail().find("customer_erased cus_1 (asked)") != std::string::npos, office.trail());
  // Whoever buys again is somebody new.
  office.buy(3, "77", "anna@example.com");
  BOOST_TEST((admin::list_customers(office.services, {.email = "anna@example.com"})->front().customer.id != domain::CustomerId{1}));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(erases_all_customers_of_one_number_even_with_open_documents_where_told, Store, AllStores) {
  Store store;
  Office office(*store);
  office.buy(1, "77", "anna@example.com");
  office.buy(2, "", "anna@guest.example");
  office.confirm_all("C-1");
  const auto open = office.buy(3, "77", "anna@example.com");
  BOOST_TEST((admin::erase_customer(office.services, {.customer = "C-1", .reason = "asked"}).error().code == base::ErrorCode::kConflict));
  BOOST_TEST(admin::list_customers(office.services, {})->size() == 2u);
  const auto report = admin::erase_customer(office.services, {.customer = "C-1", .reason = "asked", .even_open = true});
  BOOST_TEST(report->customers.size() == 2u);
  BOOST_TEST(report->orders == 3);
  BOOST_TEST(admin::list_customers(office.services, {})->empty());
  const auto waiting = office.pull(DocumentKind::kOrder);
  BOOST_REQUIRE(waiting.documents.size() == 1u);
  BOOST_TEST(waiting.documents[0].document.order_id == open.id);
  BOOST_TEST(waiting.documents[0].document.customer.last_name == "");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(reports_likely_duplicates_with_their_reasons, Store, AllStores) {
  Store store;
  Office office(*store);
  office.buy(1, "77", "anna@example.com", "0170 1234567");
  office.confirm_all("C-1");
  office.buy(2, "", "anna@work.example", "+49 170 1234567");
  office.buy(3, "", "nobody@example.com");
  const auto report = admin::report_duplicates(office.services, {});
  BOOST_REQUIRE(report.has_value());
  BOOST_TEST(report->customers == 3);
  BOOST_TEST(report->found == 3);
  const auto& likeliest = report->pairs.front();
  BOOST_TEST(likeliest.likeness.score == 100);
  BOOST_TEST(likeliest.first.customer.pos_customer_number == "C-1");
  BOOST_TEST(likeliest.likeness.parts.size() == 3u);
  BOOST_TEST(admin::report_duplicates(office.services, {.limit = 1})->pairs.size() == 1u);
  BOOST_TEST(admin::report_duplicates(office.services, {.min_score = 70})->found == 1);
  BOOST_TEST(admin::merge_customers(office.services, {.store_id = "", .away = "C-2", .kept = "C-1", .reason = ""}).has_value());
  BOOST_TEST(admin::link_customer(office.services, {.customer = "cus_2", .pos_customer_number = "C-1"}).has_value());
  BOOST_TEST(admin::report_duplicates(office.services, {.min_score = 70})->found == 0);
}

BOOST_AUTO_TEST_SUITE_END()
