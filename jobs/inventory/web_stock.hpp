#pragma once
#include <map>
#include <vector>

#include "domain/allocation.hpp"
#include "domain/site.hpp"
#include "persistence/database.hpp"

namespace tillbridge::jobs {

/// The sum behind a shop's number: pos − allocated = available; web is what may be shown.
struct WebStock {
  base::Decimal pos;                  ///< over all locations
  base::Decimal allocated;            ///< 0 where the site does not allocate
  base::Decimal web;                  ///< floored to the site's decimals, not below 0
};

/// For each of these items that the POS ever counted; the others are missing: nobody said 0. `ids` sorted and unique. Only reads.
std::map<domain::ItemId, WebStock> web_stock(persistence::UnitOfWork& work, const domain::Site& site, const std::vector<domain::ItemId>& ids);

}  // namespace tillbridge::jobs
