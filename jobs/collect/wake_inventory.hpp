#pragma once
#include <vector>

#include "domain/site.hpp"
#include "persistence/database.hpp"

namespace tillbridge::jobs {

/// An order of `site` changed what these items have to spare: the inventory jobs of the account's other sites that list one of them become
/// due now, those run by hand excepted. The site's own shop has moved its number itself; its next run puts right what differs.
void wake_inventory(persistence::UnitOfWork& work, const domain::Site& site, const std::vector<domain::ItemId>& items, base::Timestamp now);

}  // namespace tillbridge::jobs
