// One case per row of the promise of a confirm, each for the three pairs of calls, on both databases.
#include <boost/test/unit_test.hpp>

#include <array>

#include "domain/derive_documents.hpp"
#include "tests/orders/both_stores.hpp"
#include "tests/orders/order_world.hpp"
#include "tests/support/losing_database.hpp"

using namespace tillbridge;
using namespace tillbridge::tests;
using domain::ConfirmResult;
using domain::DocumentKind;
using Words = std::vector<std::string>;

namespace {

constexpr std::array kKinds = {DocumentKind::kOrder, DocumentKind::kCapture, DocumentKind::kTransaction};

/// A world in which every sale gives one document of the kind that is looked at.
template <class Store>
struct Table {
  Store store;
  OrderWorld world{*store};
  int orders = 0;

  std::string web_id(int number) const { return std::to_string(number); }
  domain::DocumentId id_of(OrderWorld& whose, DocumentKind kind, int number) const {
    const std::string event = kind == DocumentKind::kOrder ? "/placed" : kind == DocumentKind::kCapture ? "/c" : "/s";
    return domain::document_id_of(whose.account(), whose.site().id, kind, web_id(number) + event, 0);
  }
  /// One more order; paid or shipped where that makes the document.
  int sell(OrderWorld& whose, DocumentKind kind) {
    const int number = ++orders;
    const auto order = whose.place(number, "A", "1");
    auto captured = an_event(domain::OrderEventKind::kCaptured, web_id(number) + "/c", "2026-11-25T08:30:00Z");
    captured.amount = decimal("10");
    if (kind == DocumentKind::kCapture) whose.collect(order, {captured});
    if (kind == DocumentKind::kTransaction)
      whose.collect(order, {an_event(domain::OrderEventKind::kShipped, web_id(number) + "/s", "2026-11-25T09:00:00Z", {pieces("1", "1")})});
    return number;
  }
  domain::DocumentId offered(DocumentKind kind) {
    const auto id = id_of(world, kind, sell(world, kind));
    world.pull(kind);
    return id;
  }
  domain::DocumentStatus status(const domain::DocumentId& id) {
    domain::DocumentStatus found;
    world.database().read([&](persistence::UnitOfWork& work) { found = work.documents().find(world.account().id, id)->status; });
    return found;
  }
  std::vector<std::string> acts() {
    std::vector<std::string> out;
    world.database().read([&](persistence::UnitOfWork& work) {
      out.clear();
      for (const auto& entry : work.audit().list(world.account().id, 50)) out.push_back(entry.act);
    });
    return out;
  }
  domain::ConfirmOutcome one(DocumentKind kind, domain::ConfirmEntry entry) { return world.confirm(kind, {std::move(entry)}).outcomes.at(0); }
};

domain::ConfirmEntry yes(const std::string& id, Words numbers = {}) {
  domain::ConfirmEntry entry;
  entry.id = id;
  entry.pos_document_numbers = std::move(numbers);
  return entry;
}

domain::ConfirmEntry no(const std::string& id, const std::string& message = "no such tax class") {
  domain::ConfirmEntry entry;
  entry.id = id;
  entry.accepted = false;
  entry.error_code = "E7";
  entry.error_message = message;
  return entry;
}

Words words_of(const services::ConfirmAnswer& answer) {
  Words words;
  for (const auto& outcome : answer.outcomes) words.push_back(to_word(outcome.result));
  return words;
}

/// Runs `act(kind)` for the three pairs of calls.
template <class Act>
void for_each_pair(Act act) {
  for (const auto kind : kKinds) BOOST_TEST_CONTEXT("kind " << to_word(kind)) act(kind);
}

bool same(const domain::ConfirmOutcome& a, const domain::ConfirmOutcome& b) {
  return a.id == b.id && a.result == b.result && a.message == b.message && a.warning == b.warning;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(confirm_table)

BOOST_AUTO_TEST_CASE_TEMPLATE(ok_the_first_time_is_confirmed_with_its_numbers, Store, AllStores) {
  Table<Store> table;
  for_each_pair([&](DocumentKind kind) {
    const auto id = table.offered(kind);
    const auto outcome = table.one(kind, yes(id, {"S-1", "S-2"}));
    BOOST_TEST(to_word(outcome.result) == "confirmed");
    BOOST_TEST(outcome.warning == "");
    const auto status = table.status(id);
    BOOST_TEST(to_word(status.state) == "confirmed");
    BOOST_TEST((status.pos_document_numbers == Words{"S-1", "S-2"}));
    BOOST_TEST(table.world.pull(kind).documents.empty());
  });
}

BOOST_AUTO_TEST_CASE_TEMPLATE(ok_again_with_the_same_number_or_none_is_already_confirmed, Store, AllStores) {
  Table<Store> table;
  for_each_pair([&](DocumentKind kind) {
    const auto id = table.offered(kind);
    table.one(kind, yes(id, {"S-1", "S-2"}));
    for (const auto& numbers : {Words{}, Words{"S-2", "S-1"}, Words{"S-1", "S-2"}}) {
      const auto again = table.one(kind, yes(id, numbers));
      BOOST_TEST(to_word(again.result) == "already_confirmed");
      BOOST_TEST(again.warning == "");
    }
    BOOST_TEST((table.status(id).pos_document_numbers == Words{"S-1", "S-2"}));
  });
  BOOST_TEST(table.acts().empty());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(ok_again_with_another_number_warns_and_leaves_a_trace, Store, AllStores) {
  Table<Store> table;
  for_each_pair([&](DocumentKind kind) {
    const auto id = table.offered(kind);
    table.one(kind, yes(id, {"S-1"}));
    const auto again = table.one(kind, yes(id, {"S-9"}));
    BOOST_TEST(to_word(again.result) == "already_confirmed");
    BOOST_TEST(again.warning.find("S-1") != std::string::npos);
    BOOST_TEST((table.status(id).pos_document_numbers == Words{"S-1"}));
    BOOST_TEST(table.acts().front() == "confirmed_with_another_number");
  });
  BOOST_TEST(table.acts().size() == 3u);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(an_error_parks_with_the_tills_words_and_counts, Store, AllStores) {
  Table<Store> table;
  for_each_pair([&](DocumentKind kind) {
    const auto id = table.offered(kind), other = table.offered(kind);
    BOOST_TEST(to_word(table.one(kind, no(id, "first\nline\x01" + std::string(5'000, 'x'))).result) == "refused");
    auto status = table.status(id);
    BOOST_TEST(to_word(status.state) == "parked");
    BOOST_TEST(status.refusal_code == "E7");
    BOOST_TEST(status.refusal_message.starts_with("first\nline xx"));
    BOOST_TEST(status.refusal_message.size() == 4'000u);
    BOOST_TEST(status.refused_count == 1);
    BOOST_TEST(to_word(table.one(kind, no(id, "second")).result) == "refused");
    status = table.status(id);
    BOOST_TEST(status.refusal_message == "second");
    BOOST_TEST(status.refused_count == 2);
    const auto answer = table.world.pull(kind);
    BOOST_TEST((ids_of(answer) == Words{other}));  // the parked one holds up nobody
    BOOST_TEST(answer.parked_count == 1);
  });
}

BOOST_AUTO_TEST_CASE_TEMPLATE(an_error_after_ok_changes_nothing_but_leaves_a_trace, Store, AllStores) {
  Table<Store> table;
  for_each_pair([&](DocumentKind kind) {
    const auto id = table.offered(kind);
    table.one(kind, yes(id, {"S-1"}));
    const auto late = table.one(kind, no(id));
    BOOST_TEST(to_word(late.result) == "already_confirmed");
    BOOST_TEST(late.warning != "");
    BOOST_TEST(to_word(table.status(id).state) == "confirmed");
    BOOST_TEST(table.status(id).refused_count == 0);
    BOOST_TEST(table.world.pull(kind).documents.empty());
    BOOST_TEST(table.acts().front() == "refused_after_confirm");
  });
}

BOOST_AUTO_TEST_CASE_TEMPLATE(ok_after_an_error_confirms_and_leaves_the_parked_list, Store, AllStores) {
  Table<Store> table;
  for_each_pair([&](DocumentKind kind) {
    const auto id = table.offered(kind);
    table.one(kind, no(id));
    BOOST_TEST(to_word(table.one(kind, yes(id, {"S-1"})).result) == "confirmed");
    BOOST_TEST(to_word(table.status(id).state) == "confirmed");
    const auto answer = table.world.pull(kind);
    BOOST_TEST(answer.parked_count == 0);
    BOOST_TEST(answer.documents.empty());
  });
}

BOOST_AUTO_TEST_CASE_TEMPLATE(unknown_foreign_and_never_offered_ids_get_one_answer, Store, AllStores) {
  Table<Store> table;
  OrderWorld stranger(*table.store, "store-2");
  for_each_pair([&](DocumentKind kind) {
    // Asked before the document exists, while it exists elsewhere, and from its own account before it was offered.
    const int number = table.orders + 1;
    const auto foreign = table.id_of(stranger, kind, number), own = table.id_of(table.world, kind, number + 1);
    for (const bool accepted : {true, false}) {
      const auto ask = [&](const std::string& id) { return table.one(kind, accepted ? yes(id, {"S-1"}) : no(id)); };
      const auto foreign_before = ask(foreign), own_before = ask(own);
      BOOST_TEST(to_word(foreign_before.result) == "not_found");
      if (accepted) {
        BOOST_REQUIRE(table.sell(stranger, kind) == number);
        stranger.pull(kind);
        BOOST_REQUIRE(table.sell(table.world, kind) == number + 1);
      }
      BOOST_TEST(same(ask(foreign), foreign_before));
      BOOST_TEST(same(ask(own), own_before));
    }
    BOOST_TEST(to_word(table.status(own).state) == "new");
    BOOST_TEST((stranger.accept(kind, {foreign}) == Words{"confirmed"}));
  });
  BOOST_TEST(table.acts().empty());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(malformed_ids_are_invalid_and_hinder_nobody, Store, AllStores) {
  Table<Store> table;
  for_each_pair([&](DocumentKind kind) {
    const auto id = table.offered(kind);
    const auto other_kind = table.id_of(table.world, kind == DocumentKind::kOrder ? DocumentKind::kCapture : DocumentKind::kOrder, table.orders);
    const std::string wrong_letter = id.substr(0, id.size() - 1) + "1";
    const auto answer = table.world.confirm(kind, {yes(""), yes("x"), no(id + "a"), yes(other_kind), yes(wrong_letter), yes(id), yes(std::string(128, 'a'))});
    BOOST_TEST((words_of(answer) == Words{"invalid_id", "invalid_id", "invalid_id", "invalid_id", "invalid_id", "confirmed", "invalid_id"}));
  });
}

BOOST_AUTO_TEST_CASE_TEMPLATE(an_empty_list_is_a_fault, Store, AllStores) {
  Table<Store> table;
  for_each_pair([&](DocumentKind kind) {
    const auto answer = services::confirm_documents(*table.store, table.world.clock(), table.world.caller(), kind, {});
    BOOST_REQUIRE(!answer.has_value());
    BOOST_TEST(answer.error().word == "empty_list");
  });
}

BOOST_AUTO_TEST_CASE_TEMPLATE(an_id_twice_in_a_list_gets_one_outcome_and_a_contradiction_none, Store, AllStores) {
  Table<Store> table;
  for_each_pair([&](DocumentKind kind) {
    const auto accepted = table.offered(kind), refused = table.offered(kind), torn = table.offered(kind);
    const auto answer = table.world.confirm(kind, {yes(accepted, {"S-1"}), no(refused), yes(torn), yes(accepted, {"S-1"}), no(torn), no(refused)});
    BOOST_TEST((words_of(answer) == Words{"confirmed", "refused", "conflict", "confirmed", "conflict", "refused"}));
    BOOST_TEST(table.status(refused).refused_count == 1);
    BOOST_TEST(to_word(table.status(torn).state) == "offered");
    BOOST_TEST((table.world.accept(kind, {torn}) == Words{"confirmed"}));
  });
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_database_that_is_lost_leaves_the_decision_to_the_repeat, Store, AllStores) {
  Table<Store> table;
  LosingDatabase losing(*table.store);
  for_each_pair([&](DocumentKind kind) {
    const auto id = table.offered(kind);
    table.world.use(losing);
    losing.lose_after(0);
    BOOST_CHECK_THROW(table.one(kind, yes(id)), persistence::DatabaseUnavailable);
    losing.come_back();
    BOOST_TEST(to_word(table.status(id).state) == "offered");
    BOOST_TEST(to_word(table.one(kind, yes(id)).result) == "confirmed");
    // The process died between the commit and the answer: the till knows nothing and says it again.
    BOOST_TEST(to_word(table.one(kind, yes(id)).result) == "already_confirmed");
  });
}

BOOST_AUTO_TEST_CASE_TEMPLATE(an_account_may_keep_offering_what_was_refused_with_growing_pauses, Store, AllStores) {
  using std::chrono::minutes;
  Table<Store> table;
  table.world.account().refusal_policy = domain::RefusalPolicy::kKeepOffering;
  table.world.store_settings();
  for_each_pair([&](DocumentKind kind) {
    const auto id = table.offered(kind);
    for (const int pause : {1, 5, 15, 60, 60}) {
      BOOST_TEST_CONTEXT("pause " << pause) {
        const auto refused = table.one(kind, no(id));
        BOOST_TEST(to_word(refused.result) == "refused");
        BOOST_TEST(refused.message.find("offered again by itself") != std::string::npos);
        table.world.clock().advance(minutes(pause) - std::chrono::seconds(5));
        const auto early = table.world.pull(kind);
        BOOST_TEST(early.documents.empty());
        BOOST_TEST(early.parked_count == 1);
        table.world.clock().advance(std::chrono::seconds(5));
        const auto again = table.world.pull(kind);
        BOOST_TEST((ids_of(again) == Words{id}));
        BOOST_TEST(!again.documents.at(0).resent);
        BOOST_TEST(again.documents.at(0).generation == 1);
      }
    }
    table.one(kind, no(id));
    const auto due = table.status(id).offer_again_at;
    table.one(kind, no(id));  // said again because the answer was lost: the pause does not begin anew
    BOOST_TEST((table.status(id).offer_again_at == due));
    BOOST_TEST(to_word(table.one(kind, yes(id)).result) == "confirmed");
    table.world.clock().advance(minutes(90));
    BOOST_TEST(table.world.pull(kind).documents.empty());
  });
}

BOOST_AUTO_TEST_SUITE_END()
