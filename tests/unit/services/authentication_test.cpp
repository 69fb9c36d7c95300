#include "services/authentication.hpp"

#include <boost/test/unit_test.hpp>

#include "base/base64.hpp"
#include "base/credential_digest.hpp"
#include "tests/support/fixed_clock.hpp"
#include "tests/support/seeded_random.hpp"
#include "tests/support/temp_database.hpp"

using namespace tillbridge;
using domain::SecretKind;
using services::Authentication;
namespace front = services::front;

namespace {

const base::SecretBytes kPepper{std::string_view("pepper of the tests, 32 bytes ...")};

struct Fixture {
  tests::FixedClock clock{tests::at("2026-11-25T08:00:00Z")};
  tests::SeededRandom random;
  tests::TempDatabase store;
  std::string secret = base::generate_secret(random);
  int stretched = 0;
  /// Chosen passwords are stored as they are and compared as they are.
  Authentication authentication{*store, clock, kPepper, [this](std::string_view password, std::string_view digest) {
                                  ++stretched;
                                  return digest == "plain:" + std::string(password);
                                }};

  Fixture() {
    store->write([&](persistence::UnitOfWork& work) {
      domain::Account account;
      account.store_id = "main-street";
      account.name = "Main Street";
      const auto id = work.accounts().insert(account);
      work.accounts().upsert_credential({.account_id = id, .user_name = "till1", .digest = base::digest_generated(kPepper, secret), .created_at = clock.now()});
      work.accounts().upsert_credential({.account_id = id, .user_name = "old", .digest = base::digest_generated(kPepper, secret), .created_at = clock.now(),
                                         .expires_at = tests::at("2026-11-25T08:00:00Z")});
      work.accounts().upsert_credential({.account_id = id, .user_name = "boss", .kind = SecretKind::kChosenScrypt, .digest = "plain:correct horse", .created_at = clock.now()});
      account.store_id = "closed";
      account.disabled = true;
      const auto closed = work.accounts().insert(account);
      work.accounts().upsert_credential({.account_id = closed, .user_name = "till1", .digest = base::digest_generated(kPepper, secret), .created_at = clock.now()});
    });
  }

  base::Result<services::Login> log_in(const std::string& store_id, const std::string& user, const std::string& password) {
    return authentication.verify(front::Credentials{store_id, user, password}, std::nullopt, "10.0.0.1");
  }
  base::Result<services::Login> basic(const std::string& text) {
    const std::vector<std::uint8_t> bytes(text.begin(), text.end());
    const std::string header = "Basic " + base::to_base64(bytes);
    return authentication.verify(std::nullopt, std::string_view(header), "10.0.0.1");
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(authentication, Fixture)

BOOST_AUTO_TEST_CASE(accepts_a_generated_secret_and_says_which_account) {
  const auto login = log_in("main-street", "till1", secret);
  BOOST_REQUIRE(login.has_value());
  BOOST_TEST(login->account.store_id == "main-street");
  BOOST_TEST(login->user_name == "till1");
  BOOST_TEST(stretched == 0);
}

BOOST_AUTO_TEST_CASE(accepts_http_basic_with_either_slash) {
  BOOST_TEST(basic("main-street/till1:" + secret).has_value());
  BOOST_TEST(basic("main-street\\till1:" + secret).has_value());
  BOOST_TEST(!basic("till1:" + secret).has_value());
}

BOOST_AUTO_TEST_CASE(refuses_everything_wrong_with_one_and_the_same_fault) {
  struct Wrong { const char* what; std::string store_id, user, password; };
  const Wrong table[] = {{"unknown account", "nobody", "till1", secret}, {"wrong user", "main-street", "till9", secret},
                         {"wrong password", "main-street", "till1", base::generate_secret(random)}, {"expired", "main-street", "old", secret},
                         {"disabled", "closed", "till1", secret}, {"not generated", "main-street", "till1", "guess"}};
  for (const auto& wrong : table) {
    const auto login = log_in(wrong.store_id, wrong.user, wrong.password);
    BOOST_REQUIRE_MESSAGE(!login.has_value(), wrong.what);
    BOOST_TEST((login.error().code == base::ErrorCode::kUnauthenticated), wrong.what);
    BOOST_TEST(login.error().message == log_in("nobody", "x", "y").error().message, wrong.what);
  }
}

BOOST_AUTO_TEST_CASE(stretches_a_guess_for_users_that_do_not_exist_too) {
  static_cast<void>(log_in("nobody", "boss", "guess"));
  BOOST_TEST(stretched == 1);
  static_cast<void>(log_in("main-street", "boss", "guess"));
  BOOST_TEST(stretched == 2);
}

BOOST_AUTO_TEST_CASE(remembers_a_right_chosen_password_for_a_minute) {
  BOOST_TEST(log_in("main-street", "boss", "correct horse").has_value());
  BOOST_TEST(log_in("main-street", "boss", "correct horse").has_value());
  BOOST_TEST(stretched == 1);
  clock.advance(std::chrono::seconds(61));
  BOOST_TEST(log_in("main-street", "boss", "correct horse").has_value());
  BOOST_TEST(stretched == 2);
}

BOOST_AUTO_TEST_CASE(refuses_credentials_that_come_twice) {
  const std::string text = "main-street/till1:" + secret;
  const std::string header = "Basic " + base::to_base64(std::vector<std::uint8_t>(text.begin(), text.end()));
  const auto login = authentication.verify(front::Credentials{"main-street", "till1", secret}, std::string_view(header), "10.0.0.1");
  BOOST_REQUIRE(!login.has_value());
  BOOST_TEST(login.error().word == "several_credentials");
}

BOOST_AUTO_TEST_CASE(slows_guessing_down_even_for_the_right_password) {
  for (int i = 0; i < 10; ++i) static_cast<void>(log_in("main-street", "till1", "guess"));
  const auto login = log_in("main-street", "till1", secret);
  BOOST_REQUIRE(!login.has_value());
  BOOST_TEST((login.error().code == base::ErrorCode::kRateLimited));
  BOOST_TEST(login.error().message.find("15 seconds") != std::string::npos);
  clock.advance(std::chrono::seconds(15));
  BOOST_TEST(log_in("main-street", "till1", secret).has_value());
}

BOOST_AUTO_TEST_SUITE_END()
