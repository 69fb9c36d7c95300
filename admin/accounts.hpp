#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "admin/admin_services.hpp"

namespace tillbridge::admin {

/// A login as it is shown: its secret once, right after it was generated, and never again.
struct NewLogin {
  std::string store_id, user_name;
  std::string secret;                 ///< "" where a password was chosen
  std::optional<base::Timestamp> old_secret_ends;  ///< of a rotation: until when the one before works too
};

struct AccountRequest {
  domain::Account account;
  std::string user_name;
  std::optional<std::string> chosen_password;  ///< else a secret is generated
};

/// Stores a new account with its first login. kInvalidRequest names the field, kConflict when the store id is taken.
base::Result<NewLogin> add_account(AdminServices& services, const AccountRequest& request);

struct AccountView {
  domain::Account account;
  std::vector<domain::Credential> credentials;  ///< without a use for their digests
  std::vector<std::string> sites;
};
std::vector<AccountView> list_accounts(AdminServices& services);

struct RotateRequest {
  std::string store_id;
  std::string user_name;              ///< "" = the only one of the account
  bool new_user = false;              ///< makes a further login instead
  std::optional<std::string> chosen_password;
  std::optional<std::chrono::seconds> keep_old;  ///< how long the secret before works too; absent = until the next rotation
};

/// A new secret for a login; at most two work at a time. kNotFound for an unknown user.
base::Result<NewLogin> rotate_credential(AdminServices& services, const RotateRequest& request);

/// What of an account is to change; the rest stays as it is.
struct AccountChange {
  std::string store_id;
  std::optional<domain::RefusalPolicy> refusal_policy;
  std::optional<bool> match_customers_by_phone;
};
/// kInvalidRequest when nothing is named. Documents that were refused before stay as they are.
base::Result<domain::Account> change_account(AdminServices& services, const AccountChange& change);

/// A disabled account's calls are refused from the next one on.
base::Result<domain::Account> set_account_disabled(AdminServices& services, const std::string& store_id, bool disabled);

}  // namespace tillbridge::admin
