#include "jobs/inventory/web_stock.hpp"

namespace tillbridge::jobs {

std::map<domain::ItemId, WebStock> web_stock(persistence::UnitOfWork& work, const domain::Site& site, const std::vector<domain::ItemId>& ids) {
  std::map<domain::ItemId, WebStock> stock;
  for (const auto& level : work.stock().find_many(site.account_id, ids)) stock[level.item_id].pos += level.quantity;
  if (site.allocation)
    for (const auto& [id, sum] : work.allocations().sums(site.account_id, ids))
      if (const auto found = stock.find(id); found != stock.end()) found->second.allocated = sum;
  for (auto& [id, entry] : stock) entry.web = domain::web_quantity(entry.pos, entry.allocated, site.stock_decimals);
  return stock;
}

}  // namespace tillbridge::jobs
