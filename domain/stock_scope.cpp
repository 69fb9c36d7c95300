#include "domain/stock_scope.hpp"

#include <algorithm>

namespace tillbridge::domain {
namespace {

bool share(const Site& a, const Site& b) {
  if (a.id == b.id || a.stock_locations.empty() || b.stock_locations.empty()) return true;
  return std::any_of(a.stock_locations.begin(), a.stock_locations.end(), [&](const auto& location) { return sells_from(b, location); });
}

}  // namespace

PosStockMeaning stock_meaning_of(const Account& account, const Site& site) { return site.stock_meaning.value_or(account.stock_meaning); }

DocumentKind telling_kind(PosStockMeaning meaning) {
  return meaning == PosStockMeaning::kOnHand ? DocumentKind::kTransaction : DocumentKind::kOrder;
}

bool sells_from(const Site& site, const std::string& location) {
  const auto& named = site.stock_locations;
  return named.empty() || std::find(named.begin(), named.end(), location) != named.end();
}

std::vector<SiteId> sites_sharing_stock(const Site& site, const std::vector<Site>& sites_of_account) {
  std::vector<SiteId> ids{site.id};
  for (const auto& other : sites_of_account)
    if (other.id != site.id && share(site, other)) ids.push_back(other.id);
  std::sort(ids.begin(), ids.end());
  return ids;
}

}  // namespace tillbridge::domain
