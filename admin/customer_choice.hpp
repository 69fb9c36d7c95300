#pragma once
#include <string>
#include <vector>

#include "base/result.hpp"
#include "domain/account.hpp"
#include "persistence/database.hpp"

namespace tillbridge::admin {

/// One customer for "cus_12", all that have it for a customer number of the POS (or for one that was merged away). Never empty, no erased
/// ones; kNotFound names the key.
base::Result<std::vector<persistence::StoredCustomer>> choose_customers(persistence::UnitOfWork& work, const domain::Account& account, const std::string& key);

}  // namespace tillbridge::admin
