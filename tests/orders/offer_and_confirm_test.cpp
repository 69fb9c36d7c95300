#include <boost/test/unit_test.hpp>

#include "domain/derive_documents.hpp"
#include "services/handlers/confirm_transactions_handler.hpp"
#include "services/handlers/get_new_captures_handler.hpp"
#include "services/handlers/get_new_orders_handler.hpp"
#include "services/handlers/get_new_transactions_handler.hpp"
#include "tests/orders/both_stores.hpp"
#include "tests/orders/order_world.hpp"

using namespace tillbridge;
using namespace tillbridge::tests;
using domain::DocumentKind;
using domain::OrderEventKind;
using Words = std::vector<std::string>;

namespace {

/// Orders 1 to n with one parcel each.
void ship_orders(OrderWorld& world, int n) {
  for (int i = 1; i <= n; ++i) {
    const auto order = world.place(i, "A", "1");
    world.collect(order, {an_event(OrderEventKind::kShipped, std::to_string(i) + "/s", "2026-11-25T09:00:00Z", {pieces("1", "1")})});
  }
}

std::string state_of(OrderWorld& world, const std::string& id) {
  std::string word;
  world.database().read([&](persistence::UnitOfWork& work) { word = to_word(work.documents().find(world.account().id, id)->status.state); });
  return word;
}

domain::ConfirmEntry entry(const std::string& id, bool accepted = true, Words numbers = {}) {
  domain::ConfirmEntry made;
  made.id = id;
  made.accepted = accepted;
  made.pos_document_numbers = std::move(numbers);
  return made;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(offer_and_confirm)

BOOST_AUTO_TEST_CASE_TEMPLATE(offers_the_same_documents_until_confirmed_and_never_after, Store, AllStores) {
  Store store;
  OrderWorld world(*store);
  ship_orders(world, 3);
  const auto first = ids_of(world.pull(DocumentKind::kTransaction));
  BOOST_TEST(first.size() == 3u);
  BOOST_TEST((ids_of(world.pull(DocumentKind::kTransaction)) == first));
  BOOST_TEST((world.accept(DocumentKind::kTransaction, {first[1]}) == Words{"confirmed"}));
  BOOST_TEST((ids_of(world.pull(DocumentKind::kTransaction)) == Words{first[0], first[2]}));
  BOOST_TEST((world.accept(DocumentKind::kTransaction, first) == Words{"confirmed", "already_confirmed", "confirmed"}));
  BOOST_TEST(world.pull(DocumentKind::kTransaction).documents.empty());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(pages_by_max_count_and_says_that_more_wait, Store, AllStores) {
  Store store;
  OrderWorld world(*store);
  ship_orders(world, 5);
  const auto page = world.pull(DocumentKind::kTransaction, 2);
  BOOST_TEST(page.documents.size() == 2u);
  BOOST_TEST(page.more_available);
  BOOST_TEST(page.waiting_count == 5);
  world.accept(DocumentKind::kTransaction, ids_of(page));
  world.refuse(DocumentKind::kTransaction, ids_of(world.pull(DocumentKind::kTransaction, 1)));
  const auto rest = world.pull(DocumentKind::kTransaction, 2);
  BOOST_TEST(rest.documents.size() == 2u);
  BOOST_TEST(!rest.more_available);
  BOOST_TEST(rest.parked_count == 1);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(names_the_limit_and_the_site_that_a_get_got_wrong, Store, AllStores) {
  Store store;
  OrderWorld world(*store);
  struct Row { std::optional<std::int64_t> max_count; std::string site; const char* word; const char* field; const char* says; };
  const std::vector<Row> rows = {{1'001, "", "too_many", "MaxCount", "1000"}, {0, "", "bad_max_count", "MaxCount", "1 to 1000"},
                                 {-5, "", "bad_max_count", "MaxCount", "-5"}, {100, "Shop", "unknown_site", "Site", "\"Shop\""}};
  for (const auto& row : rows) {
    const auto answer = services::GetNewTransactionsHandler(*store, world.clock()).handle(world.caller(), {row.max_count, row.site, ""});
    BOOST_REQUIRE(!answer.has_value());
    BOOST_TEST((answer.error().code == base::ErrorCode::kInvalidRequest));
    BOOST_TEST(answer.error().word == row.word);
    BOOST_TEST(answer.error().field == row.field);
    BOOST_TEST(answer.error().message.find(row.says) != std::string::npos, answer.error().message);
  }
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_kind_that_the_account_does_not_pull_gives_an_empty_list_and_a_warning, Store, AllStores) {
  Store store;
  OrderWorld world(*store);
  world.account().pulls = {DocumentKind::kTransaction};
  world.store_settings();
  const auto answer = services::GetNewOrdersHandler(*store, world.clock()).handle(world.caller(), {});
  BOOST_TEST(answer->documents.empty());
  BOOST_REQUIRE(answer->warnings.size() == 1u);
  BOOST_TEST(services::GetNewCapturesHandler(*store, world.clock()).handle(world.caller(), {})->warnings.size() == 1u);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(filters_by_site_and_by_the_store_that_receives_the_orders, Store, AllStores) {
  Store store;
  OrderWorld world(*store);
  world.site().pos_store = "north";
  world.store_settings();
  ship_orders(world, 1);
  const services::GetNewTransactionsHandler handler(*store, world.clock());
  BOOST_TEST(handler.handle(world.caller(), {100, "shop", ""})->documents.size() == 1u);
  BOOST_TEST(handler.handle(world.caller(), {100, "", "north"})->documents.size() == 1u);
  const auto other = handler.handle(world.caller(), {100, "", "south"});
  BOOST_TEST(other->documents.empty());
  BOOST_TEST(other->warnings.size() == 1u);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(another_accounts_ids_and_never_offered_ones_are_not_found_alike, Store, AllStores) {
  Store store;
  OrderWorld world(*store), stranger(*store, "store-2");
  ship_orders(world, 1);
  const auto ids = ids_of(world.pull(DocumentKind::kTransaction));
  const auto foreign = stranger.confirm(DocumentKind::kTransaction, {entry(ids[0])}).outcomes[0];
  const std::string unknown = "txn_" + std::string(26, 'q');
  const auto none = stranger.confirm(DocumentKind::kTransaction, {entry(unknown)}).outcomes[0];
  BOOST_TEST((foreign.result == domain::ConfirmResult::kNotFound));
  BOOST_TEST((none.result == domain::ConfirmResult::kNotFound));
  BOOST_TEST(foreign.message.substr(0, 20) == none.message.substr(0, 20));
  BOOST_TEST(state_of(world, ids[0]) == "offered");
  BOOST_TEST(stranger.pull(DocumentKind::kTransaction).documents.empty());

  OrderWorld fresh(*store, "store-3");
  ship_orders(fresh, 1);
  const auto never_offered = domain::DocumentId(domain::document_id_of(fresh.account(), fresh.site().id, DocumentKind::kTransaction, "1/s", 0));
  BOOST_TEST((fresh.accept(DocumentKind::kTransaction, {never_offered}) == Words{"not_found"}));
  BOOST_TEST(state_of(fresh, never_offered) == "new");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(one_list_may_be_good_bad_doubled_and_contradictory, Store, AllStores) {
  Store store;
  OrderWorld world(*store);
  ship_orders(world, 3);
  const auto ids = ids_of(world.pull(DocumentKind::kTransaction));
  const auto outcomes = world.confirm(DocumentKind::kTransaction, {entry("x"), entry(ids[0], true, {"S1"}), entry(ids[1]), entry(ids[0], true, {"S2"}), entry(ids[1], false),
                                                                   entry(ids[2], false), entry("cap_" + std::string(26, 'a')), entry("")}).outcomes;
  Words words;
  for (const auto& outcome : outcomes) words.push_back(to_word(outcome.result));
  BOOST_TEST((words == Words{"invalid_id", "confirmed", "conflict", "confirmed", "conflict", "refused", "invalid_id", "invalid_id"}));
  BOOST_TEST(outcomes[3].warning.find("twice") != std::string::npos);
  BOOST_TEST(outcomes[1].id == ids[0]);
  BOOST_TEST(state_of(world, ids[0]) == "confirmed");
  BOOST_TEST(state_of(world, ids[1]) == "offered");
  BOOST_TEST(state_of(world, ids[2]) == "parked");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(refuses_an_empty_and_an_overlong_list, Store, AllStores) {
  Store store;
  OrderWorld world(*store);
  const services::ConfirmTransactionsHandler handler(*store, world.clock());
  BOOST_TEST(handler.handle(world.caller(), {}).error().word == "empty_list");
  const std::vector<domain::ConfirmEntry> many(1'001, entry("x"));
  const auto answer = handler.handle(world.caller(), {many});
  BOOST_TEST(answer.error().word == "too_many");
  BOOST_TEST(answer.error().message.find("1000") != std::string::npos);
  BOOST_TEST(handler.handle(world.caller(), {{many.begin(), many.end() - 1}})->outcomes.size() == 1'000u);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_refused_document_is_parked_with_its_message_until_resent, Store, AllStores) {
  Store store;
  OrderWorld world(*store);
  ship_orders(world, 1);
  const auto ids = ids_of(world.pull(DocumentKind::kTransaction));
  BOOST_TEST((world.refuse(DocumentKind::kTransaction, ids) == Words{"refused"}));
  BOOST_TEST((world.refuse(DocumentKind::kTransaction, ids) == Words{"refused"}));
  BOOST_TEST(world.pull(DocumentKind::kTransaction).documents.empty());
  world.database().write([&](persistence::UnitOfWork& work) {
    const auto parked = work.documents().list_parked(world.account().id, std::nullopt, 10);
    BOOST_REQUIRE(parked.size() == 1u);
    BOOST_TEST(parked[0].status.refusal_message == "the customer is\nunknown");
    work.documents().resend(world.account().id, {ids[0], work.accounts().step_clock(world.account().id), "cli:tester", "", world.clock().now()});
  });
  const auto again = world.pull(DocumentKind::kTransaction);
  BOOST_REQUIRE(again.documents.size() == 1u);
  BOOST_TEST(again.documents[0].resent);
  BOOST_TEST(again.documents[0].generation == 2);
  BOOST_TEST(again.documents[0].document.id == ids[0]);
  BOOST_TEST((world.accept(DocumentKind::kTransaction, ids) == Words{"confirmed"}));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(another_number_later_warns_and_leaves_a_trace, Store, AllStores) {
  Store store;
  OrderWorld world(*store);
  ship_orders(world, 1);
  const auto ids = ids_of(world.pull(DocumentKind::kTransaction));
  world.confirm(DocumentKind::kTransaction, {entry(ids[0], true, {"S-1"})});
  const auto again = world.confirm(DocumentKind::kTransaction, {entry(ids[0], true, {"S-2"})}).outcomes[0];
  BOOST_TEST((again.result == domain::ConfirmResult::kAlreadyConfirmed));
  BOOST_TEST(again.warning.find("S-1") != std::string::npos);
  world.database().read([&](persistence::UnitOfWork& work) {
    const auto trail = work.audit().list(world.account().id, 5);
    BOOST_REQUIRE(trail.size() == 1u);
    BOOST_TEST(trail[0].act == "confirmed_with_another_number");
  });
}

BOOST_AUTO_TEST_CASE_TEMPLATE(the_echo_of_a_customer_number_stands_in_the_next_documents, Store, AllStores) {
  Store store;
  OrderWorld world(*store);
  ship_orders(world, 1);
  const auto first = world.pull(DocumentKind::kTransaction);
  BOOST_TEST(first.documents[0].pos_customer_number == "");
  auto echo = entry(first.documents[0].document.id);
  echo.pos_customer_number = "C-7";
  world.confirm(DocumentKind::kTransaction, {echo});
  const auto order = world.place(9, "A", "1");
  BOOST_TEST(world.pull(DocumentKind::kOrder).documents.back().pos_customer_number == "C-7");
  auto guest = order;
  guest.web.web_order_id = "10";
  guest.web.customer = {};
  guest.web.customer.email = " ann@EXAMPLE.com";
  world.collect(guest);
  BOOST_TEST(world.pull(DocumentKind::kOrder).documents.back().pos_customer_number == "C-7");
}

BOOST_AUTO_TEST_SUITE_END()
