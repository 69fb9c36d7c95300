#include <boost/test/unit_test.hpp>

#include "admin/account_rules.hpp"
#include "base/credential_digest.hpp"
#include "tests/unit/admin/admin_fixture.hpp"

using namespace tillbridge;
using base::ErrorCode;

namespace {

std::vector<domain::Credential> credentials(tests::AdminFixture& fixture) { return admin::list_accounts(fixture.services).front().credentials; }

bool opens(tests::AdminFixture& fixture, const std::string& secret) {
  for (const auto& credential : credentials(fixture)) {
    if (base::matches_generated(fixture.key.pepper(), secret, credential.digest)) return true;
  }
  return false;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(accounts, tests::AdminFixture)

BOOST_AUTO_TEST_CASE(a_new_account_has_a_login_whose_secret_is_stored_as_a_digest_only) {
  const auto secret = add_account();
  BOOST_TEST(base::is_generated_secret(secret));
  BOOST_TEST(opens(*this, secret));
  BOOST_TEST(credentials(*this).front().digest.find(secret) == std::string::npos);
  BOOST_TEST(acts() == std::vector<std::string>{"account_added"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_taken_store_id_is_a_conflict_and_changes_nothing) {
  const auto secret = add_account();
  admin::AccountRequest again{.account = {.store_id = "POS1", .name = "Other"}, .user_name = "x"};
  BOOST_CHECK(admin::add_account(services, again).error().code == ErrorCode::kConflict);
  BOOST_TEST(opens(*this, secret));
  BOOST_TEST(admin::list_accounts(services).size() == 1u);
}

BOOST_AUTO_TEST_CASE(bad_accounts_are_refused_with_the_field) {
  struct Case { domain::Account account; std::string user, field; };
  using domain::DocumentKind;
  const std::vector<Case> cases = {
      {{.store_id = "", .name = "x"}, "u", "store-id"},
      {{.store_id = "a b", .name = "x"}, "u", "store-id"},
      {{.store_id = std::string(65, 'a'), .name = "x"}, "u", "store-id"},
      {{.store_id = "ok", .name = ""}, "u", "name"},
      {{.store_id = "ok", .name = "x"}, "ü", "user"},
      {{.store_id = "ok", .name = "x", .time_zone = "CET+1"}, "u", "time-zone"},
      {{.store_id = "ok", .name = "x", .currency = "euro"}, "u", "currency"},
      {{.store_id = "ok", .name = "x", .currency = "eur"}, "u", "currency"},
      {{.store_id = "ok", .name = "x", .pulls = {}}, "u", "pulls"},
      {{.store_id = "ok", .name = "x", .pulls = {DocumentKind::kOrder}}, "u", "stock-meaning"},
      {{.store_id = "ok", .name = "x", .stock_meaning = domain::PosStockMeaning::kAvailable}, "u", "stock-meaning"},
  };
  for (const auto& c : cases) {
    const auto added = admin::add_account(services, {.account = c.account, .user_name = c.user});
    BOOST_REQUIRE(!added);
    BOOST_TEST(added.error().field == c.field);
    BOOST_CHECK(added.error().code == ErrorCode::kInvalidRequest);
  }
  BOOST_TEST(admin::list_accounts(services).empty());
}

BOOST_AUTO_TEST_CASE(a_chosen_password_is_stretched_and_a_short_one_refused) {
  admin::AccountRequest request{.account = {.store_id = "POS1", .name = "x"}, .user_name = "u", .chosen_password = "short"};
  BOOST_TEST(admin::add_account(services, request).error().field == "password");
  request.chosen_password = "correct horse battery";
  BOOST_TEST(admin::add_account(services, request).value().secret == "");
  const auto stored = credentials(*this).front();
  BOOST_CHECK(stored.kind == domain::SecretKind::kChosenScrypt);
  BOOST_TEST(base::matches_chosen("correct horse battery", stored.digest));
}

BOOST_AUTO_TEST_CASE(after_a_rotation_the_old_secret_works_until_its_end_and_the_third_takes_its_place) {
  const auto first = add_account();
  clock.advance(std::chrono::hours(1));
  const auto second = admin::rotate_credential(services, {.keep_old = std::chrono::hours(24)}).value();
  BOOST_TEST(opens(*this, first));
  BOOST_TEST(opens(*this, second.secret));
  BOOST_REQUIRE(second.old_secret_ends);
  BOOST_CHECK((*second.old_secret_ends - tests::at("2026-11-26T09:00:00Z") < std::chrono::seconds(1)));
  clock.advance(std::chrono::hours(1));
  const auto third = admin::rotate_credential(services, {.keep_old = std::nullopt}).value();
  BOOST_TEST(!opens(*this, first));
  BOOST_TEST(opens(*this, second.secret));
  BOOST_TEST(opens(*this, third.secret));
  BOOST_TEST(credentials(*this).size() == 2u);
}

BOOST_AUTO_TEST_CASE(keeping_nothing_leaves_only_the_new_secret) {
  const auto first = add_account();
  const auto second = admin::rotate_credential(services, {.keep_old = std::chrono::seconds(0)}).value();
  BOOST_TEST(!opens(*this, first));
  BOOST_TEST(opens(*this, second.secret));
  BOOST_TEST(credentials(*this).size() == 1u);
}

BOOST_AUTO_TEST_CASE(an_unknown_user_is_not_made_by_a_typing_mistake) {
  add_account();
  BOOST_CHECK(admin::rotate_credential(services, {.user_name = "till2"}).error().code == ErrorCode::kNotFound);
  BOOST_REQUIRE(admin::rotate_credential(services, {.user_name = "till2", .new_user = true}));
  BOOST_CHECK(admin::rotate_credential(services, {.user_name = "till2", .new_user = true}).error().code == ErrorCode::kConflict);
  const auto unclear = admin::rotate_credential(services, {});
  BOOST_TEST(unclear.error().message.find("till1, till2") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(disabling_is_stored_and_leaves_one_trace) {
  add_account();
  BOOST_TEST(admin::set_account_disabled(services, "POS1", true).value().disabled);
  BOOST_REQUIRE(admin::set_account_disabled(services, "POS1", true));
  BOOST_TEST(admin::list_accounts(services).front().account.disabled);
  BOOST_TEST(acts() == (std::vector<std::string>{"account_disabled", "account_added"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
