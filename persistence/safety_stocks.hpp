#pragma once
#include <map>
#include <optional>
#include <vector>

#include "base/decimal.hpp"
#include "domain/ids.hpp"

namespace tillbridge::persistence {

/// Pieces of one item that one site never shows, in place of the site's own figure.
class SafetyStockRepository {
 public:
  virtual ~SafetyStockRepository() = default;
  /// Of these items, sorted and unique; items without a figure of their own are missing.
  virtual std::map<domain::ItemId, base::Decimal> find_many(domain::AccountId account, domain::SiteId site, const std::vector<domain::ItemId>& ids) = 0;
  /// All of a site.
  virtual std::map<domain::ItemId, base::Decimal> list(domain::AccountId account, domain::SiteId site) = 0;
  /// Absent takes the figure away: the site's own counts again.
  virtual void store(domain::AccountId account, domain::SiteId site, const domain::ItemId& id, std::optional<base::Decimal> quantity) = 0;
};

}  // namespace tillbridge::persistence
