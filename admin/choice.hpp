#pragma once
#include <string>
#include <vector>

#include "base/result.hpp"
#include "domain/account.hpp"
#include "domain/site.hpp"
#include "persistence/database.hpp"

namespace tillbridge::admin {

/// The account with this store id; "" chooses the only one. kNotFound names the known ones, kInvalidRequest when "" is not enough.
base::Result<domain::Account> choose_account(persistence::UnitOfWork& work, const std::string& store_id);

/// The account with this store id as a list of one; "" means all of them, by store id. Errors as choose_account.
base::Result<std::vector<domain::Account>> choose_accounts(persistence::UnitOfWork& work, const std::string& store_id);

struct ChosenSite {
  domain::Account account;
  domain::Site site;
};

/// `name` is NAME or STORE_ID/NAME; the latter wins over `store_id`. Errors as choose_account.
base::Result<ChosenSite> choose_site(persistence::UnitOfWork& work, const std::string& store_id, const std::string& name);

}  // namespace tillbridge::admin
