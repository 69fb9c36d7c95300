#pragma once
#include <string>
#include <vector>

#include "domain/account.hpp"
#include "domain/site.hpp"

namespace tillbridge::domain {

/// What the POS's quantities mean for this site: its own word, else the account's.
PosStockMeaning stock_meaning_of(const Account& account, const Site& site);

/// The kind of document whose confirm tells the POS what a site with this meaning has reserved: the order or the shipment transaction.
DocumentKind telling_kind(PosStockMeaning meaning);

/// Whether the site sells what lies at this POS location.
bool sells_from(const Site& site, const std::string& location);

/// The sites of the account whose open orders take from what `site` sells, itself included: all that have a location in common with it. Sorted.
std::vector<SiteId> sites_sharing_stock(const Site& site, const std::vector<Site>& sites_of_account);

}  // namespace tillbridge::domain
