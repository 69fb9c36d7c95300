#include "domain/derive_documents.hpp"
#include "domain/stripped_content.hpp"
#include "tests/contract/persistence/stores.hpp"
#include "tests/support/order_builders.hpp"

namespace tillbridge::tests {
namespace {

using domain::DocumentKind;
using domain::DocumentState;
using persistence::UnitOfWork;

const base::Timestamp kCreated = at("2026-11-25T08:00:00Z");

domain::DocumentId id_of(int number) {
  return domain::document_id_of(tests::an_account(), domain::SiteId{1}, DocumentKind::kTransaction, "e" + std::to_string(number), 0);
}

domain::Document a_transaction(int number) {
  auto order = an_order({a_line("1", "A", "1", "10")});
  auto shipped = an_event(domain::OrderEventKind::kShipped, "e" + std::to_string(number), "2026-11-25T09:00:00Z", {pieces("1", "1")});
  auto account = tests::an_account();
  account.pulls = {DocumentKind::kTransaction};
  auto document = domain::derive_documents(account, a_site(), order, {shipped}, {}, {"A"}).append.at(0);
  document.tracking_number = "T" + std::to_string(number);
  return document;
}

void hand_out(UnitOfWork& unit, domain::AccountId account, domain::Step step, std::vector<std::pair<domain::DocumentId, int>> documents) {
  unit.documents().append_handout(account, {.kind = DocumentKind::kTransaction, .step = step, .caller = "till", .request_id = "r",
                                            .at = kCreated + std::chrono::minutes(step), .documents = std::move(documents)});
}

void answer(UnitOfWork& unit, domain::AccountId account, domain::Step step, const domain::DocumentId& id, bool accepted,
            std::optional<base::Timestamp> offer_again_at = std::nullopt, int generation = 1) {
  persistence::Confirmation made;
  made.document_id = id;
  made.generation = generation;
  made.result = accepted ? domain::ConfirmResult::kConfirmed : domain::ConfirmResult::kRefused;
  made.step = step;
  made.at = kCreated + std::chrono::minutes(step);
  made.entry.id = id;
  made.entry.accepted = accepted;
  made.offer_again_at = offer_again_at;
  unit.documents().append_confirmation(account, made);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(evidence_of_documents)

BOOST_AUTO_TEST_CASE_TEMPLATE(is_read_back_in_pages_by_step, Store, StoresOfDocuments) {
  Store store;
  const auto account = add_account(store), other = add_account(store, "other");
  std::vector<domain::DocumentId> ids = {id_of(1), id_of(2), id_of(3)};
  std::sort(ids.begin(), ids.end());
  store->write([&](UnitOfWork& unit) {
    for (int i = 1; i <= 3; ++i) unit.documents().append(account, a_transaction(i), kCreated);
    unit.documents().append(other, a_transaction(1), kCreated);
    hand_out(unit, account, 1, {{ids[0], 1}, {ids[1], 1}, {ids[2], 1}});
    for (const auto& id : ids) answer(unit, account, 2, id, true);
    unit.documents().resend(account, {ids[1], 3, "cli:root", "lost", kCreated});
    hand_out(unit, account, 4, {{ids[1], 2}});
    answer(unit, account, 5, ids[1], false, std::nullopt, 2);
  });
  store->read([&](UnitOfWork& unit) {
    auto& evidence = unit.evidence();
    std::vector<domain::DocumentId> seen;
    for (auto page = evidence.list_documents(account, "", 2); !page.empty(); page = evidence.list_documents(account, seen.back(), 2))
      for (const auto& status : page) seen.push_back(status.id);
    BOOST_TEST((seen == ids));
    BOOST_TEST(evidence.list_documents(account, ids[0], 1).at(0).refused_count == 1);

    const auto first = evidence.list_answers(account, {"", std::nullopt}, {}, 2);
    BOOST_REQUIRE(first.size() == 2u);
    BOOST_TEST(first[0].document_id == ids[0]);
    const auto rest = evidence.list_answers(account, {"", std::nullopt}, {first[1].step, first[1].document_id}, 10);
    BOOST_REQUIRE(rest.size() == 2u);
    BOOST_TEST(rest[0].document_id == ids[2]);
    BOOST_TEST(rest[1].step == 5);
    BOOST_TEST(rest[1].generation == 2);
    BOOST_TEST((rest[1].result == domain::ConfirmResult::kRefused));
    BOOST_TEST((rest[1].at == kCreated + std::chrono::minutes(5)));
    BOOST_TEST(evidence.list_answers(account, {ids[0], ids[1]}, {}, 10).size() == 2u);

    const auto resends = evidence.list_resends(account, {"", std::nullopt}, {}, 10);
    BOOST_REQUIRE(resends.size() == 1u);
    BOOST_TEST(resends[0].document_id == ids[1]);
    BOOST_TEST(resends[0].generation == 2);
    BOOST_TEST(resends[0].step == 3);
    BOOST_TEST(evidence.list_resends(account, {ids[1], std::nullopt}, {}, 10).empty());

    const auto handouts = evidence.list_handouts(account, 1, 10);
    BOOST_REQUIRE(handouts.size() == 1u);
    BOOST_TEST((handouts[0].documents == std::vector<std::pair<domain::DocumentId, int>>{{ids[1], 2}}));
    BOOST_TEST(evidence.list_handouts(account, 0, 1).at(0).documents.size() == 3u);
    BOOST_TEST(evidence.list_handouts(other, 0, 10).empty());
    BOOST_TEST(evidence.list_answers(other, {"", std::nullopt}, {}, 10).empty());
  });
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_refusal_counts_and_is_offered_again_when_its_time_has_come, Store, StoresOfDocuments) {
  Store store;
  const auto account = add_account(store);
  const auto due = kCreated + std::chrono::minutes(10);
  store->write([&](UnitOfWork& unit) {
    for (int i = 1; i <= 2; ++i) unit.documents().append(account, a_transaction(i), kCreated + std::chrono::seconds(i));
    hand_out(unit, account, 1, {{id_of(1), 1}, {id_of(2), 1}});
    answer(unit, account, 2, id_of(1), false, due);
    answer(unit, account, 3, id_of(2), false);
    BOOST_TEST((unit.documents().find(account, id_of(1))->status.offer_again_at == due));
    BOOST_TEST(unit.documents().offer_again(account, DocumentKind::kTransaction, due - std::chrono::seconds(1)) == 0);
    BOOST_TEST(unit.documents().offer_again(account, DocumentKind::kOrder, due) == 0);
    BOOST_TEST(unit.documents().offer_again(account, DocumentKind::kTransaction, due) == 1);
    const auto waiting = unit.documents().list_waiting(account, {}, 10, 1'000'000);
    BOOST_REQUIRE(waiting.size() == 1u);
    BOOST_TEST(waiting[0].status.generation == 1);
    BOOST_TEST(waiting[0].status.refused_count == 1);
    BOOST_TEST(!waiting[0].status.offer_again_at.has_value());
    answer(unit, account, 4, id_of(1), false, due + std::chrono::minutes(5));
    BOOST_TEST(unit.documents().find(account, id_of(1))->status.refused_count == 2);
    answer(unit, account, 5, id_of(1), true);
    BOOST_TEST(unit.documents().offer_again(account, DocumentKind::kTransaction, due + std::chrono::hours(1)) == 0);
    BOOST_TEST((unit.documents().find(account, id_of(1))->status.state == DocumentState::kConfirmed));
  });
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(retention)

BOOST_AUTO_TEST_CASE_TEMPLATE(strips_confirmed_documents_once_and_lists_them_no_more, Store, StoresOfDocuments) {
  Store store;
  const auto account = add_account(store);
  store->write([&](UnitOfWork& unit) {
    for (int i = 1; i <= 3; ++i) unit.documents().append(account, a_transaction(i), kCreated);
    hand_out(unit, account, 1, {{id_of(1), 1}, {id_of(2), 1}, {id_of(3), 1}});
    answer(unit, account, 3, id_of(1), true);
    answer(unit, account, 2, id_of(2), true);
    const auto late = kCreated + std::chrono::hours(1);
    const auto due = unit.retention().list_confirmed_before(account, late, 10);
    BOOST_REQUIRE(due.size() == 2u);
    BOOST_TEST(due[0].status.id == id_of(2));
    BOOST_TEST(due[0].document.customer.email == "Ann@Example.com");
    BOOST_TEST(unit.retention().list_confirmed_before(account, late, 1).size() == 1u);
    BOOST_TEST(unit.retention().list_confirmed_before(account, kCreated + std::chrono::minutes(3), 10).size() == 1u);
    BOOST_TEST(!unit.retention().strip_document(account, domain::stripped(due[0].document), DocumentState::kParked, late));
    BOOST_TEST(unit.retention().strip_document(account, domain::stripped(due[0].document), DocumentState::kConfirmed, late));
    BOOST_TEST(!unit.retention().strip_document(account, domain::stripped(due[0].document), DocumentState::kConfirmed, late));
    BOOST_TEST(unit.retention().list_confirmed_before(account, late, 10).size() == 1u);
    const auto left = *unit.documents().find(account, id_of(2));
    BOOST_TEST((left.status.purged_at == late));
    BOOST_TEST(left.document.customer.email == "");
    BOOST_TEST((left.document.total == due[0].document.total));
    BOOST_TEST(!unit.documents().append(account, a_transaction(2), late));
  });
}

BOOST_AUTO_TEST_CASE_TEMPLATE(strips_an_order_with_its_events_and_forgets_one, Store, StoresOfDocuments) {
  Store store;
  const auto account = add_account(store);
  auto order = an_order({a_line("1", "A", "1", "10")});
  auto second = order;
  second.id = "ord_second";
  second.web.web_order_id = "1002";
  second.collected_at = order.collected_at + std::chrono::hours(1);
  auto captured = an_event(domain::OrderEventKind::kCaptured, "c", "2026-11-25T09:00:00Z");
  captured.reference = "pi_123";
  captured.amount = decimal("10");
  store->write([&](UnitOfWork& unit) {
    unit.orders().upsert(account, order);
    unit.orders().upsert(account, second);
    unit.orders().append_event(account, order.site_id, order.id, captured);
    const auto late = order.collected_at + std::chrono::hours(2);
    const auto quiet = unit.retention().list_quiet_orders(account, late, std::nullopt, 1);
    BOOST_REQUIRE(quiet.size() == 1u);
    BOOST_TEST(quiet[0].id == order.id);
    BOOST_TEST(unit.retention().list_quiet_orders(account, late, persistence::RetentionRepository::Position{quiet[0].collected_at, quiet[0].id}, 10).at(0).id == "ord_second");
    auto stripped = order;
    stripped.web = domain::stripped(order.web);
    unit.retention().strip_order(account, stripped, {domain::stripped(captured)}, late);
    BOOST_TEST(unit.retention().list_quiet_orders(account, late, std::nullopt, 10).size() == 1u);
    const auto left = *unit.orders().find(account, order.id);
    BOOST_TEST((left.purged_at == late));
    BOOST_TEST(left.web.customer.email == "");
    const auto events = unit.orders().list_events(account, order.id);
    BOOST_REQUIRE(events.size() == 1u);
    BOOST_TEST(events[0].reference == "");
    BOOST_TEST((events[0].amount == captured.amount));
    unit.orders().upsert(account, order);
    BOOST_TEST(!unit.orders().find(account, order.id)->purged_at.has_value());

    auto offered = a_transaction(1), fresh = a_transaction(2);
    unit.documents().append(account, offered, kCreated);
    unit.documents().append(account, fresh, kCreated);
    hand_out(unit, account, 1, {{offered.id, 1}});
    BOOST_TEST((unit.retention().forget_order(account, order) == std::vector<domain::DocumentId>{fresh.id}));
    BOOST_TEST(!unit.orders().find(account, order.id).has_value());
    BOOST_TEST(unit.orders().list_events(account, order.id).empty());
    BOOST_TEST(unit.documents().list_by_order(account, order.id).size() == 1u);
    BOOST_TEST(unit.documents().append(account, fresh, kCreated));
    BOOST_TEST(unit.orders().find(account, "ord_second").has_value());
  });
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace tillbridge::tests
