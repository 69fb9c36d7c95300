#pragma once
#include <map>
#include <vector>

#include "domain/allocation.hpp"
#include "domain/site.hpp"
#include "persistence/database.hpp"

namespace tillbridge::jobs {

/// The sum behind a shop's number: pos − allocated − safety = available; web is what may be shown.
struct WebStock {
  base::Decimal pos;                  ///< over the locations that the site sells from
  base::Decimal allocated;            ///< by the orders of all sites that share stock with it; 0 where the site does not allocate
  base::Decimal safety;               ///< pieces that the site never shows
  base::Decimal web;                  ///< floored to the site's decimals, not below 0
  base::Decimal held_by_shop;         ///< pieces of the site's own orders that the shop holds back beside its number
  base::Decimal available() const { return pos - allocated - safety; }  ///< signed
};

/// For each of these items that the POS ever counted, 0 where it never did so at a location that the site sells from; items that it counted
/// nowhere are missing: nobody said 0. One question per
/// part of the sum, whatever the number of items. `ids` sorted and unique. Only reads.
std::map<domain::ItemId, WebStock> web_stock(persistence::UnitOfWork& work, const domain::Site& site, const std::vector<domain::ItemId>& ids);

}  // namespace tillbridge::jobs
