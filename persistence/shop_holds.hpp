#pragma once
#include <map>
#include <vector>

#include "domain/shop_hold.hpp"

namespace tillbridge::persistence {

/// Pieces of a shop's own orders that the shop itself still holds back, per order line.
class ShopHoldRepository {
 public:
  virtual ~ShopHoldRepository() = default;
  /// These are all that the order holds back now; earlier ones of the order go. Sorted by (item, line).
  virtual void replace(domain::AccountId account, domain::SiteId site, const domain::OrderId& order, const std::vector<domain::ShopHold>& holds) = 0;
  /// The sum per item on one site; items of which nothing is held back are missing. `ids` sorted and unique.
  virtual std::map<domain::ItemId, base::Decimal> sums(domain::AccountId account, domain::SiteId site, const std::vector<domain::ItemId>& ids) = 0;
  /// Orders of any site that hold one of these items back, sorted. `ids` sorted and unique.
  virtual std::vector<domain::OrderId> list_orders(domain::AccountId account, const std::vector<domain::ItemId>& ids) = 0;
};

}  // namespace tillbridge::persistence
