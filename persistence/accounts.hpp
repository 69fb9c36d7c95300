#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "domain/account.hpp"
#include "domain/item.hpp"

namespace tillbridge::persistence {

/// What a login is checked against, and where the clock of its account stands.
struct StoredLogin {
  domain::Account account;
  std::vector<domain::Credential> credentials;  ///< of the user, by slot; expired ones too
  domain::AccountClock clock;
};

/// Accounts and their logins. Called by authentication and by the command line.
class AccountRepository {
 public:
  virtual ~AccountRepository() = default;

  /// Stores a new account with its clock at step 0 and returns its id. Throws DuplicateKey when the store id is taken.
  virtual domain::AccountId insert(const domain::Account& account) = 0;
  virtual void update(const domain::Account& account) = 0;
  /// Byte-equal store id.
  virtual std::optional<domain::Account> find_by_store_id(const std::string& store_id) = 0;
  /// In one statement that does the same work for a store or user that does not exist. Nothing for an unknown store, no credentials for
  /// an unknown user. Byte-equal names.
  virtual std::optional<StoredLogin> find_login(const std::string& store_id, const std::string& user_name) = 0;
  virtual domain::Account get(domain::AccountId id) = 0;
  /// By store id.
  virtual std::vector<domain::Account> list() = 0;

  virtual std::vector<domain::Credential> list_credentials(domain::AccountId account, const std::string& user_name) = 0;
  virtual std::vector<domain::Credential> list_credentials(domain::AccountId account) = 0;
  /// Replaces the slot of that user.
  virtual void upsert_credential(const domain::Credential& credential) = 0;
  virtual void remove_credential(domain::AccountId account, const std::string& user_name, int slot) = 0;

  /// Steps the account's clock. Takes the account's lock: every writing transaction of the account does this first, so writers of one
  /// account come one after another.
  virtual domain::AccountClock advance_clock(domain::AccountId account) = 0;
  domain::Step step_clock(domain::AccountId account) { return advance_clock(account).step; }
  /// The same in one statement where the clock stands at `known`; where it does not (or the account is gone), nothing happens, nothing comes
  /// back and no lock is held.
  virtual std::optional<domain::AccountClock> step_clock_from(domain::AccountId account, const domain::AccountClock& known) = 0;
  /// step_clock_from, and in the same statement a new quantity for one level, which exists and keeps its AsOf: Database::write_at_once is enough.
  /// Nothing happens where the level does not exist, either.
  virtual std::optional<domain::AccountClock> step_clock_with(domain::AccountId account, const domain::AccountClock& known, const domain::StockLevel& level) = 0;
  virtual domain::AccountClock clock_moment(domain::AccountId account) = 0;
  domain::Step clock(domain::AccountId account) { return clock_moment(account).step; }
  /// Whether the clock came to where it stands by steps from `known`: false when that is more than 31 steps ago, or was in another history.
  virtual bool came_from(domain::AccountId account, const domain::AccountClock& known) = 0;
};

}  // namespace tillbridge::persistence
