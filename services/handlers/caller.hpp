#pragma once
#include <optional>
#include <string>

#include "domain/ids.hpp"

namespace tillbridge::services {

/// Who calls, after authentication: made only from a verified credential. Handlers read the tenant from here and nowhere else.
struct Caller {
  domain::AccountId account_id{};
  std::string user_name;
  std::string request_id;             ///< stands in answers, faults, logs and evidence
  std::optional<domain::AccountClock> clock = std::nullopt;  ///< where the account's clock stood at the login
};

}  // namespace tillbridge::services
