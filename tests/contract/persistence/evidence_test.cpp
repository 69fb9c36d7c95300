#include "tests/contract/persistence/stores.hpp"

namespace tillbridge::tests {
namespace {

using persistence::CallerReference;
using persistence::UnitOfWork;

const auto kNow = at("2026-11-25T08:00:00.123Z");

}  // namespace

BOOST_AUTO_TEST_SUITE(audit)

BOOST_AUTO_TEST_CASE_TEMPLATE(lists_the_newest_acts_of_an_account_first, Store, StoresOfDocuments) {
  Store store;
  const auto account = add_account(store), other = add_account(store, "other");
  store->write([&](UnitOfWork& unit) {
    for (int i = 0; i < 3; ++i)
      unit.audit().append(account, {.at = kNow + std::chrono::seconds(i), .actor = "cli:root", .act = "site_paused", .object = "shop " + std::to_string(i), .reason = "Inventur ✔"});
    unit.audit().append(other, {.at = kNow, .actor = "pos:till", .act = "x", .object = "y", .reason = ""});
  });
  const auto entries = read_from(store, [&](UnitOfWork& unit) { return unit.audit().list(account, 2); });
  BOOST_REQUIRE(entries.size() == 2u);
  BOOST_TEST(entries[0].object == "shop 2");
  BOOST_TEST((entries[0].at == kNow + std::chrono::seconds(2)));
  BOOST_TEST(entries[0].actor == "cli:root");
  BOOST_TEST(entries[0].act == "site_paused");
  BOOST_TEST(entries[0].reason == "Inventur ✔");
  BOOST_TEST(entries[1].object == "shop 1");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(keeps_one_entry_of_an_act_that_is_written_again_and_the_order_of_one_moment, Store, StoresOfDocuments) {
  Store store;
  const auto account = add_account(store);
  const persistence::AuditEntry entry{.at = kNow, .actor = "cli:root", .act = "site_paused", .object = "shop", .reason = ""};
  auto sibling = entry;
  sibling.object = "shop 2";
  for (int i = 0; i < 2; ++i)
    store->write([&](UnitOfWork& unit) {
      unit.audit().append(account, entry);
      unit.audit().append(account, sibling);
    });
  const auto entries = read_from(store, [&](UnitOfWork& unit) { return unit.audit().list(account, 10); });
  BOOST_REQUIRE(entries.size() == 2u);
  BOOST_TEST(entries[0].object == "shop 2");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(caller_references)

BOOST_AUTO_TEST_CASE_TEMPLATE(keeps_the_first_answer_under_a_reference, Store, AllStores) {
  Store store;
  const auto account = add_account(store), other = add_account(store, "other");
  CallerReference reference{.reference = "Ref 1", .operation = "UpdateInventory", .content_hash = "abc", .finished = false, .started_at = kNow, .answer = ""};
  const auto insert = [&](domain::AccountId whose) { return written(store, [&](UnitOfWork& unit) { return unit.caller_references().insert(whose, reference); }); };
  const auto find = [&](const std::string& name) { return read_from(store, [&](UnitOfWork& unit) { return unit.caller_references().find(account, name); }); };
  BOOST_TEST(insert(account));
  BOOST_TEST(!insert(account));
  BOOST_TEST(insert(other));
  BOOST_TEST(!find("ref 1").has_value());
  BOOST_REQUIRE(find("Ref 1").has_value());
  BOOST_TEST(!find("Ref 1")->finished);

  reference.finished = true;
  reference.answer = std::string(200'000, 'z') + "🧀";
  store->write([&](UnitOfWork& unit) { unit.caller_references().store(account, reference); });
  BOOST_TEST(find("Ref 1")->finished);
  BOOST_TEST(find("Ref 1")->answer == reference.answer);
  BOOST_TEST(find("Ref 1")->operation == "UpdateInventory");
  BOOST_TEST(find("Ref 1")->content_hash == "abc");
  BOOST_TEST((find("Ref 1")->started_at == kNow));

  store->write([&](UnitOfWork& unit) { unit.caller_references().remove(account, "Ref 1"); });
  BOOST_TEST(!find("Ref 1").has_value());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(goes_on_in_the_same_transaction_after_a_reference_was_taken, Store, AllStores) {
  Store store;
  const auto account = add_account(store);
  const CallerReference reference{.reference = "r", .operation = "x", .content_hash = "y", .finished = false, .started_at = kNow, .answer = ""};
  store->write([&](UnitOfWork& unit) {
    unit.accounts().step_clock(account);
    BOOST_TEST(unit.caller_references().insert(account, reference));
    BOOST_TEST(!unit.caller_references().insert(account, reference));
  });
  BOOST_TEST(read_from(store, [&](UnitOfWork& unit) { return unit.accounts().clock(account); }) == 1);
  BOOST_TEST(read_from(store, [&](UnitOfWork& unit) { return unit.caller_references().find(account, "r"); }).has_value());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(purges_references_that_began_before_a_moment, Store, AllStores) {
  Store store;
  const auto account = add_account(store);
  store->write([&](UnitOfWork& unit) {
    for (int i = 0; i < 4; ++i)
      unit.caller_references().insert(account, {.reference = std::to_string(i), .operation = "x", .content_hash = "y", .finished = true, .started_at = kNow + std::chrono::hours(i), .answer = ""});
  });
  BOOST_TEST(written(store, [&](UnitOfWork& unit) { return unit.caller_references().purge(kNow + std::chrono::hours(2)); }) == 2);
  BOOST_TEST(!read_from(store, [&](UnitOfWork& unit) { return unit.caller_references().find(account, "1"); }).has_value());
  BOOST_TEST(read_from(store, [&](UnitOfWork& unit) { return unit.caller_references().find(account, "2"); }).has_value());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace tillbridge::tests
