#include <algorithm>

#include "tests/contract/persistence/stores.hpp"

namespace tillbridge::tests {
namespace {

using persistence::UnitOfWork;

domain::Account an_account() {
  return {.id = {},
          .store_id = "store-1",
          .name = "Wein & Käse 🧀",
          .time_zone = "Europe/Vienna",
          .currency = "CHF",
          .prices_include_tax = false,
          .pulls = {domain::DocumentKind::kOrder, domain::DocumentKind::kTransaction},
          .stock_meaning = domain::PosStockMeaning::kAvailable,
          .disabled = true};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(accounts)

BOOST_AUTO_TEST_CASE_TEMPLATE(gives_back_an_account_as_it_was_stored, Store, AllStores) {
  Store store;
  const auto id = written(store, [](UnitOfWork& unit) { return unit.accounts().insert(an_account()); });

  const auto account = read_from(store, [&](UnitOfWork& unit) { return unit.accounts().get(id); });

  BOOST_TEST((account.id == id));
  BOOST_TEST(account.store_id == "store-1");
  BOOST_TEST(account.name == "Wein & Käse 🧀");
  BOOST_TEST(account.time_zone == "Europe/Vienna");
  BOOST_TEST(account.currency == "CHF");
  BOOST_TEST(!account.prices_include_tax);
  BOOST_TEST((account.pulls == an_account().pulls));
  BOOST_TEST((account.stock_meaning == domain::PosStockMeaning::kAvailable));
  BOOST_TEST(account.disabled);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(replaces_every_field_of_an_account, Store, AllStores) {
  Store store;
  auto account = an_account();
  account.id = written(store, [&](UnitOfWork& unit) { return unit.accounts().insert(account); });

  account.name = "New name";
  account.pulls = {domain::DocumentKind::kCapture};
  account.disabled = false;
  store->write([&](UnitOfWork& unit) { unit.accounts().update(account); });

  const auto stored = read_from(store, [](UnitOfWork& unit) { return unit.accounts().find_by_store_id("store-1"); });
  BOOST_REQUIRE(stored.has_value());
  BOOST_TEST(stored->name == "New name");
  BOOST_TEST((stored->pulls == account.pulls));
  BOOST_TEST(!stored->disabled);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(refuses_a_store_id_that_is_taken, Store, AllStores) {
  Store store;
  add_account(store, "one");
  BOOST_CHECK_THROW(add_account(store, "one"), persistence::DuplicateKey);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(compares_store_ids_byte_by_byte, Store, AllStores) {
  Store store;
  const auto lower = add_account(store, "abc");
  const auto upper = add_account(store, "ABC");
  const auto padded = add_account(store, "abc ");

  const auto found = [&](const std::string& store_id) {
    return read_from(store, [&](UnitOfWork& unit) { return unit.accounts().find_by_store_id(store_id); });
  };
  BOOST_TEST((found("abc")->id == lower));
  BOOST_TEST((found("ABC")->id == upper));
  BOOST_TEST((found("abc ")->id == padded));
  BOOST_TEST(!found("Abc").has_value());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(lists_accounts_by_store_id, Store, AllStores) {
  Store store;
  for (const char* store_id : {"b", "a", "c"}) add_account(store, store_id);
  const auto accounts = read_from(store, [](UnitOfWork& unit) { return unit.accounts().list(); });
  BOOST_REQUIRE(accounts.size() == 3u);
  BOOST_TEST(std::is_sorted(accounts.begin(), accounts.end(), [](const auto& x, const auto& y) { return x.store_id < y.store_id; }));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(says_that_an_account_does_not_exist, Store, AllStores) {
  Store store;
  const domain::AccountId nobody{77};
  BOOST_CHECK_THROW(read_from(store, [&](UnitOfWork& unit) { return unit.accounts().get(nobody); }), persistence::NoSuchRow);
  BOOST_CHECK_THROW(written(store, [&](UnitOfWork& unit) { return unit.accounts().step_clock(nobody); }), persistence::NoSuchRow);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(keeps_two_secrets_per_user_and_replaces_a_slot, Store, AllStores) {
  Store store;
  const auto account = add_account(store);
  const auto created = at("2026-11-25T08:00:00.000001Z");
  const auto credential = [&](int slot, const char* digest) {
    return domain::Credential{.account_id = account, .user_name = "till", .slot = slot, .kind = domain::SecretKind::kChosenScrypt, .digest = digest,
                              .created_at = created, .expires_at = created + std::chrono::hours(1)};
  };
  store->write([&](UnitOfWork& unit) {
    unit.accounts().upsert_credential(credential(1, "old"));
    unit.accounts().upsert_credential(credential(2, "second"));
    unit.accounts().upsert_credential(credential(1, "new"));
  });

  const auto stored = read_from(store, [&](UnitOfWork& unit) { return unit.accounts().list_credentials(account, "till"); });
  BOOST_REQUIRE(stored.size() == 2u);
  BOOST_TEST(stored[0].digest == "new");
  BOOST_TEST((stored[0].kind == domain::SecretKind::kChosenScrypt));
  BOOST_TEST((stored[0].created_at == created));
  BOOST_TEST((stored[0].expires_at == created + std::chrono::hours(1)));
  BOOST_TEST(stored[1].digest == "second");

  store->write([&](UnitOfWork& unit) { unit.accounts().remove_credential(account, "till", 1); });
  BOOST_TEST(read_from(store, [&](UnitOfWork& unit) { return unit.accounts().list_credentials(account); }).size() == 1u);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(shows_no_account_the_credentials_of_another, Store, AllStores) {
  Store store;
  const auto one = add_account(store, "one"), two = add_account(store, "two");
  store->write([&](UnitOfWork& unit) {
    for (const auto account : {one, two})
      unit.accounts().upsert_credential({.account_id = account, .user_name = "till", .slot = 1, .kind = {}, .digest = account == one ? "1" : "2", .created_at = {}, .expires_at = {}});
  });
  const auto of_one = read_from(store, [&](UnitOfWork& unit) { return unit.accounts().list_credentials(one, "till"); });
  BOOST_REQUIRE(of_one.size() == 1u);
  BOOST_TEST(of_one[0].digest == "1");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(steps_each_clock_by_one_from_zero, Store, AllStores) {
  Store store;
  const auto one = add_account(store, "one"), two = add_account(store, "two");
  BOOST_TEST(read_from(store, [&](UnitOfWork& unit) { return unit.accounts().clock(one); }) == 0);
  for (domain::Step expected = 1; expected <= 3; ++expected)
    BOOST_TEST(written(store, [&](UnitOfWork& unit) { return unit.accounts().step_clock(one); }) == expected);
  BOOST_TEST(read_from(store, [&](UnitOfWork& unit) { return unit.accounts().clock(one); }) == 3);
  BOOST_TEST(read_from(store, [&](UnitOfWork& unit) { return unit.accounts().clock(two); }) == 0);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(finds_a_login_with_its_secrets_and_its_clock_in_one_glance, Store, AllStores) {
  Store store;
  const auto id = written(store, [](UnitOfWork& unit) { return unit.accounts().insert(an_account()); });
  const auto created = at("2026-11-25T08:00:00.000001Z");
  const auto moment = written(store, [&](UnitOfWork& unit) {
    for (const int slot : {2, 1})
      unit.accounts().upsert_credential({.account_id = id, .user_name = "till", .slot = slot, .kind = domain::SecretKind::kChosenScrypt,
                                         .digest = "d" + std::to_string(slot), .created_at = created, .expires_at = {}});
    unit.accounts().upsert_credential({.account_id = id, .user_name = "other", .slot = 1, .kind = {}, .digest = "o", .created_at = created, .expires_at = {}});
    return unit.accounts().advance_clock(id);
  });

  const auto find = [&](const char* store_id, const char* user_name) {
    std::optional<persistence::StoredLogin> found;
    store->glance([&](UnitOfWork& unit) { found = unit.accounts().find_login(store_id, user_name); });
    return found;
  };
  const auto login = find("store-1", "till");
  BOOST_REQUIRE(login.has_value());
  BOOST_TEST((login->account.id == id));
  BOOST_TEST(login->account.name == "Wein & Käse 🧀");
  BOOST_TEST((login->account.stock_meaning == domain::PosStockMeaning::kAvailable));
  BOOST_TEST((login->clock == moment));
  BOOST_REQUIRE(login->credentials.size() == 2u);
  BOOST_TEST(login->credentials[0].digest == "d1");
  BOOST_TEST((login->credentials[1].created_at == created));

  BOOST_REQUIRE(find("store-1", "TILL").has_value());
  BOOST_TEST(find("store-1", "TILL")->credentials.empty());
  BOOST_TEST((find("store-1", "nobody")->clock == moment));
  for (const char* unknown : {"Store-1", "store-1 ", "", "store-2"}) BOOST_TEST(!find(unknown, "till").has_value(), unknown);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(steps_a_clock_only_from_the_moment_that_is_known, Store, AllStores) {
  Store store;
  const auto one = add_account(store, "one"), two = add_account(store, "two");
  const auto step_from = [&](domain::AccountClock known) { return written(store, [&](UnitOfWork& unit) { return unit.accounts().step_clock_from(one, known); }); };
  const auto now = [&] { return read_from(store, [&](UnitOfWork& unit) { return unit.accounts().clock_moment(one); }); };

  const auto start = now();
  const auto first = step_from(start);
  BOOST_REQUIRE(first.has_value());
  BOOST_TEST(first->step == start.step + 1);
  BOOST_TEST(first->mark != start.mark);
  BOOST_TEST((now() == *first));

  BOOST_TEST(!step_from(start).has_value(), "an older moment");
  BOOST_TEST(!step_from({first->step, first->mark + 1}).has_value(), "the same step in another history");
  BOOST_TEST(!step_from({first->step + 1, first->mark}).has_value());
  BOOST_TEST((now() == *first));
  BOOST_TEST(read_from(store, [&](UnitOfWork& unit) { return unit.accounts().clock(two); }) == 0);
  BOOST_TEST(!written(store, [&](UnitOfWork& unit) { return unit.accounts().step_clock_from(domain::AccountId{77}, {}); }).has_value());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(steps_a_clock_with_one_quantity_or_does_nothing, Store, AllStores) {
  Store store;
  const auto account = add_account(store, "one"), other = add_account(store, "two");
  const base::Timestamp read_at{std::chrono::seconds(1'700'000'000)}, now = read_at + std::chrono::hours(1);
  const domain::StockLevel held{.item_id = "a", .location = "", .quantity = base::Decimal::from_units(50'000), .as_of = read_at, .received_at = read_at};
  for (const auto id : {account, other})
    store->write([&](UnitOfWork& unit) { unit.stock().upsert(id, {held}, unit.accounts().step_clock(id)); });
  auto wanted = held;
  wanted.quantity = base::Decimal::from_units(70'000);
  wanted.as_of.reset();
  wanted.received_at = now;

  const auto moment = read_from(store, [&](UnitOfWork& unit) { return unit.accounts().clock_moment(account); });
  const auto level = [&](domain::AccountId id) { return read_from(store, [&](UnitOfWork& unit) { return unit.stock().find_many(id, {"a"}).at(0); }); };
  const auto set = [&](const domain::AccountClock& known, const domain::StockLevel& one) {
    std::optional<domain::AccountClock> next;
    store->write_at_once([&](UnitOfWork& unit) { next = unit.accounts().step_clock_with(account, known, one); });
    return next;
  };
  auto missing = wanted;
  missing.location = "cellar";
  BOOST_TEST(!set({moment.step, moment.mark + 1}, wanted).has_value(), "another history");
  BOOST_TEST(!set(moment, missing).has_value(), "no such level");
  BOOST_TEST((read_from(store, [&](UnitOfWork& unit) { return unit.accounts().clock_moment(account); }) == moment));
  BOOST_TEST((level(account).quantity == held.quantity));

  const auto next = set(moment, wanted);
  BOOST_REQUIRE(next.has_value());
  BOOST_TEST(next->step == moment.step + 1);
  BOOST_TEST((read_from(store, [&](UnitOfWork& unit) { return unit.accounts().clock_moment(account); }) == *next));
  BOOST_TEST((read_from(store, [&](UnitOfWork& unit) { return unit.accounts().came_from(account, moment); })));
  BOOST_TEST((level(account).quantity == wanted.quantity));
  BOOST_TEST((level(account).as_of == std::optional(read_at)), "what the POS said of its time stays");
  BOOST_TEST((level(account).received_at == now));
  BOOST_TEST((level(other).quantity == held.quantity));
  const auto changed = read_from(store, [&](UnitOfWork& unit) { return unit.stock().list_changed(account, moment.step, next->step, {}, 10); });
  BOOST_REQUIRE(changed.size() == 1u);
  BOOST_TEST(changed[0].first == next->step);
  BOOST_TEST(!set(moment, wanted).has_value(), "the moment has passed");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(sets_quantities_and_leaves_their_as_of, Store, AllStores) {
  Store store;
  const auto account = add_account(store, "one");
  const base::Timestamp read_at{std::chrono::seconds(1'700'000'000)}, now = read_at + std::chrono::hours(1);
  std::vector<domain::StockLevel> levels;
  for (const char* id : {"a", "b", "c"}) levels.push_back({.item_id = id, .location = "main", .quantity = base::Decimal::from_units(10'000), .as_of = read_at, .received_at = read_at});
  store->write([&](UnitOfWork& unit) { unit.stock().upsert(account, levels, unit.accounts().step_clock(account)); });
  auto wanted = levels;
  for (auto& level : wanted) {
    level.quantity = base::Decimal::from_units(-25'000);
    level.as_of.reset();
    level.received_at = now;
  }
  wanted.pop_back();
  store->write([&](UnitOfWork& unit) { unit.stock().set_quantities(account, wanted, unit.accounts().step_clock(account)); });
  const auto found = read_from(store, [&](UnitOfWork& unit) { return unit.stock().find_many(account, {"a", "b", "c"}); });
  BOOST_REQUIRE(found.size() == 3u);
  BOOST_TEST((found[0].quantity == wanted[0].quantity && found[1].quantity == wanted[1].quantity && found[2].quantity == levels[2].quantity));
  BOOST_TEST((found[0].as_of == std::optional(read_at) && found[0].received_at == now && found[2].received_at == read_at));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(gives_no_mark_twice_not_even_after_a_rollback, Store, AllStores) {
  Store store;
  const auto account = add_account(store);
  domain::AccountClock undone;
  try {
    store->write([&](UnitOfWork& unit) {
      undone = unit.accounts().advance_clock(account);
      throw std::runtime_error("rolled back");
    });
  } catch (const std::runtime_error&) {
  }
  const auto done = written(store, [&](UnitOfWork& unit) { return unit.accounts().advance_clock(account); });
  BOOST_TEST(done.step == undone.step);
  BOOST_TEST(done.mark != undone.mark);
  BOOST_TEST(!read_from(store, [&](UnitOfWork& unit) { return unit.accounts().came_from(account, undone); }));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(knows_from_which_moments_a_clock_came, Store, AllStores) {
  Store store;
  const auto account = add_account(store);
  const auto came_from = [&](domain::AccountClock known) { return read_from(store, [&](UnitOfWork& unit) { return unit.accounts().came_from(account, known); }); };
  std::vector<domain::AccountClock> moments{read_from(store, [&](UnitOfWork& unit) { return unit.accounts().clock_moment(account); })};
  for (int i = 0; i < 40; ++i) moments.push_back(written(store, [&](UnitOfWork& unit) { return unit.accounts().advance_clock(account); }));

  for (std::size_t back = 0; back < 32; ++back) BOOST_TEST(came_from(moments[moments.size() - 1 - back]), "steps back: " << back);
  for (std::size_t back = 32; back < moments.size(); ++back) BOOST_TEST(!came_from(moments[moments.size() - 1 - back]), "steps back: " << back);
  BOOST_TEST(!came_from({moments.back().step, moments.back().mark + 1}), "another history");
  BOOST_TEST(!came_from({moments.back().step + 1, moments.back().mark}), "what has not been yet");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace tillbridge::tests
