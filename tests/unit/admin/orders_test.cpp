#include <boost/test/unit_test.hpp>

#include "admin/orders.hpp"
#include "admin/parked.hpp"
#include "admin/purge.hpp"
#include "admin/status.hpp"
#include "admin/verify.hpp"
#include "jobs/collect/unreadable_orders.hpp"
#include "tests/support/order_builders.hpp"
#include "tests/unit/admin/admin_fixture.hpp"

using namespace tillbridge;
using base::ErrorCode;
using domain::DocumentState;

namespace {

/// An account with site "web", order 1042 and its transaction txn_1, which was handed out.
struct OrderFixture : tests::AdminFixture {
  OrderFixture() {
    add_account();
    site = add_site();
    auto order = tests::an_order({tests::a_line("1", "A-1", "2", "10")});
    order.id = "ord_1";
    order.site_id = site.id;
    order.web.web_order_id = "88";
    order.web.number = "1042";
    domain::Document document;
    document.id = "txn_1";
    document.site_id = site.id;
    document.order_id = order.id;
    document.event_id = "88/shipped/1";
    document.web_order_number = "1042";
    store->write([&](persistence::UnitOfWork& work) {
      work.accounts().step_clock(site.account_id);
      work.orders().upsert(site.account_id, order);
      work.documents().append(site.account_id, document, clock.now());
      work.documents().append_handout(site.account_id, {.step = 1, .at = clock.now(), .documents = {{"txn_1", 1}}});
    });
  }

  void answer(domain::ConfirmResult result) {
    persistence::Confirmation confirmation{.document_id = "txn_1", .result = result, .step = 2, .at = clock.now(), .entry = {.id = "txn_1"}};
    if (result == domain::ConfirmResult::kRefused) {
      confirmation.entry.accepted = false;
      confirmation.entry.error_code = "E7";
      confirmation.entry.error_message = "customer is blocked";
    }
    store->write([&](persistence::UnitOfWork& work) { work.documents().append_confirmation(site.account_id, confirmation); });
  }

  domain::Site site;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(orders, OrderFixture)

BOOST_AUTO_TEST_CASE(an_order_is_found_by_our_id_the_shops_id_and_its_number) {
  for (const char* name : {"ord_1", "88", "1042"}) {
    const auto view = admin::show_order(services, "", "", name).value();
    BOOST_TEST(view.order.id == "ord_1");
    BOOST_TEST(view.site_name == "web");
    BOOST_REQUIRE(view.documents.size() == 1u);
  }
  BOOST_CHECK(admin::show_order(services, "", "", "9999").error().code == ErrorCode::kNotFound);
  BOOST_TEST(admin::list_orders(services, {}).value().size() == 1u);
  BOOST_TEST(admin::list_orders(services, {.status = "cancelled"}).value().empty());
}

BOOST_AUTO_TEST_CASE(another_accounts_order_and_document_are_not_found) {
  add_account("POS2");
  BOOST_CHECK(admin::show_order(services, "POS2", "", "ord_1").error().code == ErrorCode::kNotFound);
  BOOST_CHECK(admin::resend_document(services, {.store_id = "POS2", .document_id = "txn_1"}).error().code == ErrorCode::kNotFound);
}

BOOST_AUTO_TEST_CASE(a_number_that_two_sites_have_needs_the_site) {
  const auto second = add_site("outlet");
  auto order = tests::an_order({});
  order.id = "ord_2";
  order.site_id = second.id;
  order.web.number = "1042";
  store->write([&](persistence::UnitOfWork& work) { work.orders().upsert(site.account_id, order); });
  BOOST_CHECK(admin::show_order(services, "", "", "1042").error().code == ErrorCode::kConflict);
  BOOST_TEST(admin::show_order(services, "", "outlet", "1042").value().order.id == "ord_2");
}

BOOST_AUTO_TEST_CASE(a_refused_document_is_listed_with_the_tills_words_and_resent_freely) {
  answer(domain::ConfirmResult::kRefused);
  const auto parked = admin::list_parked(services, {}).value();
  BOOST_REQUIRE(parked.size() == 1u);
  BOOST_TEST(parked[0].key == "txn_1");
  BOOST_TEST(parked[0].code == "E7");
  BOOST_TEST(parked[0].message == "customer is blocked");
  BOOST_TEST(admin::system_status(services, "").value().attention.size() == 1u);
  const auto sent = admin::retry_parked(services, {.documents = {"txn_1"}}).value();
  BOOST_TEST(sent.documents == 1);
  BOOST_TEST(admin::list_parked(services, {}).value().empty());
  const auto status = admin::show_order(services, "", "", "1042").value().documents.front().status;
  BOOST_TEST(status.resent);
  BOOST_TEST(status.generation == 2);
  BOOST_TEST(acts().front() == "document_resent");
}

BOOST_AUTO_TEST_CASE(a_viewer_resends_and_forgets_nothing) {
  answer(domain::ConfirmResult::kRefused);
  services.role = admin::Role::kViewer;
  const auto denied = admin::resend_document(services, {.document_id = "txn_1"}).error();
  BOOST_CHECK(denied.code == ErrorCode::kForbidden);
  BOOST_TEST(denied.message.find("the role viewer may not send a document to the POS again") != std::string::npos, denied.message);
  BOOST_CHECK(admin::retry_parked(services, {.documents = {"txn_1"}}).error().code == ErrorCode::kForbidden);
  BOOST_CHECK(admin::forget_and_pull_order(services, {.site = "web", .order = "1042", .reason = "x"}).error().code == ErrorCode::kForbidden);
  BOOST_TEST(admin::list_parked(services, {}).value().size() == 1u);
  services.role = admin::Role::kOperator;
  BOOST_CHECK(admin::forget_and_pull_order(services, {.site = "web", .order = "1042"}).error().code == ErrorCode::kInvalidRequest);
  BOOST_TEST(admin::resend_document(services, {.document_id = "txn_1"}).has_value());
}

BOOST_AUTO_TEST_CASE(a_purged_document_is_not_resent) {
  answer(domain::ConfirmResult::kConfirmed);
  clock.advance(std::chrono::days(100));
  BOOST_CHECK(admin::purge(services, {.older_than = std::chrono::hours(24 * 90)}).error().code == ErrorCode::kForbidden);
  BOOST_CHECK(admin::purge(services, {.older_than = std::chrono::hours(1)}).error().code == ErrorCode::kInvalidRequest);
  BOOST_TEST(admin::purge(services, {}).value().documents == 0);
  services.role = admin::Role::kAccountAdmin;
  BOOST_TEST(admin::purge(services, {.older_than = std::chrono::hours(24 * 90)}).value().documents == 1);
  BOOST_TEST(acts().front() == "purged");
  const auto denied = admin::resend_document(services, {.document_id = "txn_1", .reason = "lost", .confirmed_too = true}).error();
  BOOST_CHECK(denied.code == ErrorCode::kConflict);
  BOOST_TEST(denied.message.find("were purged on") != std::string::npos, denied.message);
}

BOOST_AUTO_TEST_CASE(the_evidence_of_an_account_is_verified_for_a_period) {
  answer(domain::ConfirmResult::kConfirmed);
  const auto report = admin::verify_account(services, {}).value();
  BOOST_TEST(report.counts.confirmed == 1);
  BOOST_TEST(report.counts.breaches == 0);
  BOOST_TEST(admin::verify_account(services, {.from = "2026-11-26"}).value().counts.documents == 0);
  BOOST_CHECK(admin::verify_account(services, {.from = "26.11.2026"}).error().code == ErrorCode::kInvalidRequest);
  BOOST_CHECK(admin::verify_account(services, {.from = "2026-11-26", .to = "2026-11-26"}).error().code == ErrorCode::kInvalidRequest);
  BOOST_CHECK(admin::verify_account(services, {.store_id = "POS9"}).error().code == ErrorCode::kNotFound);
}

BOOST_AUTO_TEST_CASE(a_waiting_document_is_not_resent) {
  BOOST_CHECK(admin::resend_document(services, {.document_id = "txn_1"}).error().code == ErrorCode::kConflict);
}

BOOST_AUTO_TEST_CASE(a_confirmed_document_is_resent_only_with_reason_and_yes) {
  answer(domain::ConfirmResult::kConfirmed);
  for (const auto& [reason, yes] : std::vector<std::pair<std::string, bool>>{{"", false}, {"", true}, {"lost", false}}) {
    BOOST_CHECK(admin::resend_document(services, {.document_id = "txn_1", .reason = reason, .confirmed_too = yes}).error().code == ErrorCode::kForbidden);
  }
  const auto status = admin::resend_document(services, {.document_id = "txn_1", .reason = "deleted in the POS", .confirmed_too = true}).value();
  BOOST_TEST(status.generation == 2);
  BOOST_CHECK((status.state == DocumentState::kNew || status.state == DocumentState::kOffered));
  BOOST_TEST(acts().front() == "confirmed_document_resent");
}

BOOST_AUTO_TEST_CASE(a_parked_delivery_and_shipment_go_on_their_way_with_all) {
  store->write([&](persistence::UnitOfWork& work) {
    const auto lease = work.jobs().claim(site.account_id, site.id, domain::JobKind::kInventory, "r", clock.now(), std::chrono::seconds(60)).value();
    work.deliveries().claim(lease, {{"A-1", 1}});
    domain::Delivery parked{.site_id = site.id, .job = domain::JobKind::kInventory, .item_id = "A-1", .state = domain::DeliveryState::kParked, .token = lease.token,
                            .due_at = clock.now(), .tries = 12, .first_failed_at = clock.now(), .last_code = "http_400", .last_message = "SKU is locked"};
    work.deliveries().settle(lease, {parked});
    work.jobs().finish(lease, std::nullopt, "partial", "", clock.now(), clock.now());
    work.shipments().append(site.account_id, {.shipment_id = "S-1", .site_id = site.id, .order_id = "ord_1", .web_order_id = "88"}, clock.now());
    const auto orders = work.jobs().claim(site.account_id, site.id, domain::JobKind::kOrders, "r", clock.now(), std::chrono::seconds(60)).value();
    auto shipments = work.shipments().claim_due(orders, clock.now(), 10);
    BOOST_REQUIRE(shipments.size() == 1u);
    shipments[0].state = domain::DeliveryState::kParked;
    shipments[0].last_message = "order is refunded";
    BOOST_TEST(work.shipments().settle(orders, shipments[0]));
    work.jobs().finish(orders, std::nullopt, "partial", "", clock.now(), clock.now());
    BOOST_TEST(jobs::set_aside(work, site, {"77", "", "total is no number"}, "unreadable_order", clock.now()));
  });
  answer(domain::ConfirmResult::kRefused);
  const auto parked = admin::list_parked(services, {.site = "web"}).value();
  BOOST_REQUIRE(parked.size() == 4u);
  BOOST_TEST(parked[1].message == "SKU is locked");
  BOOST_TEST(parked[2].key == "order:77");
  BOOST_TEST(parked[2].detail == "orders");
  BOOST_TEST(parked[2].message == "total is no number");
  BOOST_TEST(parked[3].message == "order is refunded");
  const auto report = admin::retry_parked(services, {.site = "web", .everything = true}).value();
  BOOST_TEST(report.documents == 1);
  BOOST_TEST(report.deliveries == 2);
  BOOST_TEST(report.shipments == 1);
  BOOST_TEST(admin::list_parked(services, {}).value().empty());
  BOOST_CHECK(admin::retry_parked(services, {.shipments = {"S-9"}}).error().code == ErrorCode::kNotFound);
}

BOOST_AUTO_TEST_CASE(work_that_is_due_for_long_asks_whether_a_runner_works) {
  BOOST_TEST(admin::system_status(services, "").value().attention.empty());
  clock.advance(std::chrono::minutes(6));
  const auto attention = admin::system_status(services, "").value().attention;
  BOOST_REQUIRE(attention.size() == 1u);
  BOOST_TEST(attention[0].find("tillbridge jobs") != std::string::npos);
  BOOST_REQUIRE(admin::pause_site(services, "", "web", ""));
  BOOST_TEST(admin::system_status(services, "").value().attention[0].find("is paused") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
