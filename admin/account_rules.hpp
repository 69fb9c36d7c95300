#pragma once
#include <string>

#include "base/result.hpp"
#include "domain/account.hpp"

namespace tillbridge::admin {

constexpr std::size_t kMaxNameLength = 64;
constexpr std::size_t kMinChosenPassword = 12;
constexpr std::size_t kMaxChosenPassword = 256;

/// Names that stand on the wire and in commands: 1 to 64 of [A-Za-z0-9._-].
bool is_name(const std::string& text);

/// kInvalidRequest with the field and what to write instead.
base::Result<void> check_account(const domain::Account& account);
base::Result<void> check_user_name(const std::string& name);
base::Result<void> check_chosen_password(const std::string& password);

}  // namespace tillbridge::admin
