#pragma once
#include <optional>
#include <string>

#include "base/result.hpp"

namespace tillbridge::admin {

/// What somebody may do; each role may do what those before it may.
enum class Role {
  kViewer,                            ///< looks
  kOperator,                          ///< all acts of the command line
  kAccountAdmin,                      ///< as kOperator, and may shorten what is kept of one account
  kSystemAdmin,                       ///< as kAccountAdmin, for all accounts
};

std::string to_word(Role role);  ///< "viewer", "operator", "account_admin", "system_admin"
std::optional<Role> role_from(const std::string& word);

/// Nothing where `role` is enough, else kForbidden: "the role viewer may not resend a document: it takes the role operator; …".
/// `act` stands in the message: "resend a document".
base::Result<void> require_role(Role role, Role needed, const std::string& act);

}  // namespace tillbridge::admin
