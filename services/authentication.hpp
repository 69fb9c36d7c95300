#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "base/result.hpp"
#include "base/secret_bytes.hpp"
#include "domain/account.hpp"
#include "persistence/database.hpp"
#include "services/failure_throttle.hpp"
#include "services/front/front_parser.hpp"
#include "services/password_check.hpp"

namespace tillbridge::services {

/// A verified login.
struct Login {
  domain::Account account;
  std::string user_name;
  domain::AccountClock clock = {};    ///< where the account's clock stood when the login was read
};

/// Says who calls. Credentials come in the request's body (or a SOAP header that the front parser read) or as HTTP Basic with the
/// user StoreId/UserName; exactly one of them per call.
///
/// Errors: kInvalidRequest "several_credentials" · kUnauthenticated, one and the same for an unknown account, a wrong user, a wrong
/// password, a disabled account and an expired secret, after the same work · kRateLimited after repeated failures from one address
/// for one store, saying for how long · kBusy when too many chosen passwords are being checked.
/// Throws persistence::DatabaseUnavailable. Safe for any thread.
class Authentication {
 public:
  Authentication(persistence::Database& database, const base::Clock& clock, base::SecretBytes pepper);
  /// For tests: another way to stretch chosen passwords.
  Authentication(persistence::Database& database, const base::Clock& clock, base::SecretBytes pepper, PasswordCheck::Stretch stretch);

  base::Result<Login> verify(const std::optional<front::Credentials>& from_request, std::optional<std::string_view> authorization,
                             const std::string& peer_address);

 private:
  /// Nobody's login where the store does not exist.
  struct Candidate {
    persistence::StoredLogin login;
    bool usable = false;
  };
  Candidate look_up(const front::Credentials& sent);
  base::Result<bool> matches_any(const front::Credentials& sent, const std::vector<domain::Credential>& credentials);

  persistence::Database& database_;
  const base::Clock& clock_;
  base::SecretBytes pepper_;
  FailureThrottle throttle_;
  PasswordCheck passwords_;
};

/// Reads "Basic …" with StoreId/UserName or StoreId\UserName; nothing for anything else.
std::optional<front::Credentials> read_basic(std::string_view authorization);

}  // namespace tillbridge::services
