#include <set>

#include "domain/derive_documents.hpp"
#include "tests/contract/persistence/stores.hpp"
#include "tests/support/order_builders.hpp"

namespace tillbridge::tests {
namespace {

using domain::DocumentKind;
using domain::DocumentState;
using persistence::UnitOfWork;

const base::Timestamp kCreated = at("2026-11-25T08:00:00Z");

domain::Document a_transaction(int number, domain::SiteId site = domain::SiteId{1}, const std::string& pos_store = "") {
  domain::Document document;
  document.event_id = "e" + std::to_string(number);
  document.site_id = site;
  document.pos_store = pos_store;
  document.order_id = "ord_1";
  document.occurred_at = document.placed_at = kCreated;
  document.total = decimal("12.34");
  document.id = domain::document_id_of(tests::an_account(), site, DocumentKind::kTransaction, document.event_id, 0);
  return document;
}

persistence::Handout handout(domain::Step step, std::vector<std::pair<domain::DocumentId, int>> documents) {
  return {.kind = DocumentKind::kTransaction, .step = step, .caller = "till", .request_id = "req", .at = kCreated + std::chrono::minutes(step), .documents = std::move(documents)};
}

persistence::Confirmation confirmation(const domain::DocumentId& id, bool accepted, domain::Step step) {
  persistence::Confirmation made;
  made.document_id = id;
  made.result = accepted ? domain::ConfirmResult::kConfirmed : domain::ConfirmResult::kRefused;
  made.step = step;
  made.caller = "till";
  made.at = kCreated + std::chrono::hours(1);
  made.entry.id = id;
  made.entry.accepted = accepted;
  if (accepted) made.entry.pos_document_numbers = {"S-1", "S-2"};
  else made.entry.error_code = "E7", made.entry.error_message = "no such customer";
  return made;
}

std::vector<std::string> waiting_events(UnitOfWork& unit, domain::AccountId account, persistence::DocumentRepository::Filter filter = {}, int limit = 100,
                                        std::int64_t max_bytes = 1'000'000) {
  std::vector<std::string> events;
  for (const auto& stored : unit.documents().list_waiting(account, filter, limit, max_bytes)) events.push_back(stored.document.event_id);
  return events;
}

using Events = std::vector<std::string>;

}  // namespace

BOOST_AUTO_TEST_SUITE(documents)

BOOST_AUTO_TEST_CASE_TEMPLATE(gives_back_a_document_field_by_field, Store, StoresOfDocuments) {
  Store store;
  const auto account = add_account(store);
  auto line = a_line("1", "A", "3", "10.01");
  line.options = {{"size", "L"}};
  line.tax = decimal("2");
  auto order = an_order({line});
  order.web.fees = {{"wrapping", decimal("1")}};
  order.web.discounts = {{"X", decimal("0")}};
  order.web.taxes = {{"21 %", decimal("2")}};
  sum_up(order.web);
  auto refund = an_event(domain::OrderEventKind::kRefunded, "r", "2026-11-25T10:00:00Z", {pieces("1", "1")});
  refund.amount = decimal("10.68");
  auto parcel = an_event(domain::OrderEventKind::kShipped, "s", "2026-11-25T09:00:00Z", {pieces("1", "2")});
  parcel.shipment_id = "pos-1";
  parcel.tracking_url = "https://t.example";
  auto capture = an_event(domain::OrderEventKind::kCaptured, "c", "2026-11-25T09:00:00Z");
  capture.amount = decimal("5");
  capture.method = "card";
  const auto derived = domain::derive_documents(tests::an_account(), a_site(), order, {refund, parcel, capture}, {}, {"A"}).append;
  BOOST_REQUIRE(derived.size() == 4u);
  store->write([&](UnitOfWork& unit) {
    for (const auto& document : derived) BOOST_TEST(unit.documents().append(account, document, kCreated));
  });
  store->read([&](UnitOfWork& unit) {
    for (const auto& document : derived) {
      const auto stored = unit.documents().find(account, document.id);
      BOOST_REQUIRE(stored.has_value());
      BOOST_TEST((stored->document == document));
      BOOST_TEST((stored->status.state == DocumentState::kNew));
      BOOST_TEST((stored->status.created_at == kCreated));
      BOOST_TEST((stored->status.kind == document.kind));
    }
    BOOST_TEST(unit.documents().list_by_order(account, order.id).size() == 4u);
    BOOST_TEST(!unit.documents().find(domain::AccountId{999}, derived[0].id).has_value());
  });
}

BOOST_AUTO_TEST_CASE_TEMPLATE(stores_one_document_per_event_for_ever, Store, StoresOfDocuments) {
  Store store;
  const auto account = add_account(store);
  store->write([&](UnitOfWork& unit) {
    BOOST_TEST(unit.documents().append(account, a_transaction(1), kCreated));
    auto again = a_transaction(1);
    again.total = decimal("99");
    BOOST_TEST(!unit.documents().append(account, again, kCreated));
    again.id = "txn_" + std::string(26, 'z');
    BOOST_TEST(!unit.documents().append(account, again, kCreated));
    BOOST_TEST(unit.documents().find(account, a_transaction(1).id)->document.total.to_text() == "12.34");
  });
}

BOOST_AUTO_TEST_CASE_TEMPLATE(offers_in_the_order_of_creation_until_confirmed_or_parked, Store, StoresOfDocuments) {
  Store store;
  const auto account = add_account(store);
  store->write([&](UnitOfWork& unit) {
    for (int i : {3, 1, 2}) unit.documents().append(account, a_transaction(i), kCreated + std::chrono::microseconds(i));
    BOOST_TEST((waiting_events(unit, account) == Events{"e1", "e2", "e3"}));
    BOOST_TEST((waiting_events(unit, account, {}, 2) == Events{"e1", "e2"}));
    unit.documents().append_handout(account, handout(1, {{a_transaction(1).id, 1}, {a_transaction(2).id, 1}}));
    unit.documents().append_handout(account, handout(2, {{a_transaction(1).id, 1}}));
    BOOST_TEST((waiting_events(unit, account) == Events{"e1", "e2", "e3"}));
    unit.documents().append_confirmation(account, confirmation(a_transaction(1).id, true, 3));
    unit.documents().append_confirmation(account, confirmation(a_transaction(2).id, false, 3));
    BOOST_TEST((waiting_events(unit, account) == Events{"e3"}));
    const auto first = unit.documents().find(account, a_transaction(1).id)->status;
    BOOST_TEST(first.offered_count == 2);
    BOOST_TEST((first.first_offered_at == kCreated + std::chrono::minutes(1)));
    BOOST_TEST((first.state == DocumentState::kConfirmed));
    BOOST_TEST((first.confirmed_at == kCreated + std::chrono::hours(1)));
    BOOST_TEST((first.pos_document_numbers == std::vector<std::string>{"S-1", "S-2"}));
    const auto parked = unit.documents().list_parked(account, std::nullopt, 10);
    BOOST_REQUIRE(parked.size() == 1u);
    BOOST_TEST(parked[0].status.refusal_code == "E7");
    BOOST_TEST(parked[0].status.refusal_message == "no such customer");
    const auto counts = unit.documents().count(account, {});
    BOOST_TEST(counts.waiting == 1);
    BOOST_TEST(counts.parked == 1);
    BOOST_TEST(counts.confirmed == 1);
    BOOST_TEST(unit.documents().count_open(account, {}).waiting == 1);
  });
}

BOOST_AUTO_TEST_CASE_TEMPLATE(pages_through_many_and_stops_before_the_bytes_run_out_but_after_one, Store, StoresOfDocuments) {
  Store store;
  const auto account = add_account(store);
  store->write([&](UnitOfWork& unit) {
    for (int i = 0; i < 250; ++i) unit.documents().append(account, a_transaction(i), kCreated);  // all at one moment: the id decides
    const auto all = waiting_events(unit, account, {}, 1'000);
    BOOST_TEST(all.size() == 250u);
    BOOST_TEST(std::set<std::string>(all.begin(), all.end()).size() == 250u);
    BOOST_TEST((waiting_events(unit, account, {}, 1'000) == all));
    BOOST_TEST(waiting_events(unit, account, {}, 1'000, 1).size() == 1u);
    BOOST_TEST(waiting_events(unit, account, {}, 1'000, 5'000).size() < 30u);
  });
}

BOOST_AUTO_TEST_CASE_TEMPLATE(filters_by_kind_site_and_store, Store, StoresOfDocuments) {
  Store store;
  const auto account = add_account(store);
  store->write([&](UnitOfWork& unit) {
    unit.documents().append(account, a_transaction(1, domain::SiteId{1}, "north"), kCreated);
    unit.documents().append(account, a_transaction(2, domain::SiteId{2}, "south"), kCreated);
    BOOST_TEST((waiting_events(unit, account, {.kind = DocumentKind::kTransaction, .site = domain::SiteId{2}, .pos_store = std::nullopt}) == Events{"e2"}));
    BOOST_TEST((waiting_events(unit, account, {.kind = DocumentKind::kTransaction, .site = std::nullopt, .pos_store = "north"}) == Events{"e1"}));
    BOOST_TEST(waiting_events(unit, account, {.kind = DocumentKind::kOrder, .site = std::nullopt, .pos_store = std::nullopt}).empty());
    BOOST_TEST(waiting_events(unit, domain::AccountId{999}).empty());
  });
}

BOOST_AUTO_TEST_CASE_TEMPLATE(finds_for_confirm_only_what_this_account_has_of_this_kind, Store, StoresOfDocuments) {
  Store store;
  const auto account = add_account(store);
  const auto other = add_account(store, "other-store");
  store->write([&](UnitOfWork& unit) {
    unit.documents().append(account, a_transaction(1), kCreated);
    const std::vector<domain::DocumentId> ids = {a_transaction(1).id, "txn_unknown"};
    BOOST_TEST(unit.documents().find_for_confirm(account, DocumentKind::kTransaction, ids).size() == 1u);
    BOOST_TEST(unit.documents().find_for_confirm(account, DocumentKind::kOrder, ids).empty());
    BOOST_TEST(unit.documents().find_for_confirm(other, DocumentKind::kTransaction, ids).empty());
  });
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_resent_document_is_offered_again_as_the_next_generation, Store, StoresOfDocuments) {
  Store store;
  const auto account = add_account(store);
  const auto id = a_transaction(1).id;
  store->write([&](UnitOfWork& unit) {
    unit.documents().append(account, a_transaction(1), kCreated);
    unit.documents().append_handout(account, handout(1, {{id, 1}}));
    unit.documents().append_confirmation(account, confirmation(id, true, 2));
    unit.documents().resend(account, {id, 3, "cli:root", "lost in the till", kCreated});
    const auto again = unit.documents().list_waiting(account, {}, 10, 1'000'000);
    BOOST_REQUIRE(again.size() == 1u);
    BOOST_TEST(again[0].status.generation == 2);
    BOOST_TEST(again[0].status.resent);
    BOOST_TEST(again[0].status.confirmed_at.has_value());
    unit.documents().append_confirmation(account, confirmation(id, true, 4));  // of generation 1: too late
    BOOST_TEST(unit.documents().list_waiting(account, {}, 10, 1'000'000).size() == 1u);
    auto refused = confirmation(id, false, 5);
    refused.generation = 2;
    unit.documents().append_confirmation(account, refused);
    BOOST_TEST(!unit.documents().find(account, id)->status.confirmed_at.has_value());  // the last word counts
    BOOST_CHECK_THROW(unit.documents().resend(account, {"txn_none", 4, "cli:root", "", kCreated}), persistence::NoSuchRow);
  });
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_replaced_document_is_no_longer_offered, Store, StoresOfDocuments) {
  Store store;
  const auto account = add_account(store);
  store->write([&](UnitOfWork& unit) {
    unit.documents().append(account, a_transaction(1), kCreated);
    unit.documents().store_state(account, a_transaction(1).id, DocumentState::kReplaced);
    BOOST_TEST(waiting_events(unit, account).empty());
  });
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace tillbridge::tests
