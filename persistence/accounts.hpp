#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "domain/account.hpp"

namespace tillbridge::persistence {

/// Accounts and their logins. Called by authentication and by the command line.
class AccountRepository {
 public:
  virtual ~AccountRepository() = default;

  /// Stores a new account with its clock at step 0 and returns its id. Throws DuplicateKey when the store id is taken.
  virtual domain::AccountId insert(const domain::Account& account) = 0;
  virtual void update(const domain::Account& account) = 0;
  /// Byte-equal store id.
  virtual std::optional<domain::Account> find_by_store_id(const std::string& store_id) = 0;
  virtual domain::Account get(domain::AccountId id) = 0;
  /// By store id.
  virtual std::vector<domain::Account> list() = 0;

  virtual std::vector<domain::Credential> list_credentials(domain::AccountId account, const std::string& user_name) = 0;
  virtual std::vector<domain::Credential> list_credentials(domain::AccountId account) = 0;
  /// Replaces the slot of that user.
  virtual void upsert_credential(const domain::Credential& credential) = 0;
  virtual void remove_credential(domain::AccountId account, const std::string& user_name, int slot) = 0;

  /// Steps the account's clock and returns the new step. Takes the account's lock: every writing transaction of the
  /// account does this first, so writers of one account come one after another.
  virtual domain::Step step_clock(domain::AccountId account) = 0;
  virtual domain::Step clock(domain::AccountId account) = 0;
};

}  // namespace tillbridge::persistence
