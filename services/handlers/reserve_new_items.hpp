#pragma once
#include <vector>

#include "domain/account.hpp"
#include "persistence/database.hpp"

namespace tillbridge::services {

/// Items that the POS has just told for the first time may stand in web orders that came before: what those still have to ship is
/// reserved now, so that the first quantity of the item goes to the shops without it. Inside the transaction that creates the items,
/// after they are stored; `created` sorted and unique. Touches what it reserves at `step`.
void reserve_new_items(persistence::UnitOfWork& work, domain::AccountId account, const std::vector<domain::ItemId>& created, domain::Step step,
                       base::Timestamp now);

}  // namespace tillbridge::services
