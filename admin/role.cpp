#include "admin/role.hpp"

#include <fmt/format.h>

namespace tillbridge::admin {

std::string to_word(Role role) {
  switch (role) {
    case Role::kViewer: return "viewer";
    case Role::kOperator: return "operator";
    case Role::kAccountAdmin: return "account_admin";
    case Role::kSystemAdmin: return "system_admin";
  }
  return "viewer";
}

std::optional<Role> role_from(const std::string& word) {
  for (const auto role : {Role::kViewer, Role::kOperator, Role::kAccountAdmin, Role::kSystemAdmin})
    if (to_word(role) == word) return role;
  return std::nullopt;
}

base::Result<void> require_role(Role role, Role needed, const std::string& act) {
  if (role >= needed) return {};
  return base::Error{base::ErrorCode::kForbidden, fmt::format("the role {} may not {}: it takes the role {} (admin.role in the configuration, or --role)",
                                                              to_word(role), act, to_word(needed))};
}

}  // namespace tillbridge::admin
