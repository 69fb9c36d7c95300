#include "jobs/inventory/web_stock.hpp"

#include "domain/stock_scope.hpp"

namespace tillbridge::jobs {
namespace {

using Figures = std::map<domain::ItemId, base::Decimal>;

void put(std::map<domain::ItemId, WebStock>& stock, const Figures& figures, base::Decimal WebStock::*part) {
  for (const auto& [id, figure] : figures)
    if (const auto found = stock.find(id); found != stock.end()) found->second.*part = figure;
}

}  // namespace

std::map<domain::ItemId, WebStock> web_stock(persistence::UnitOfWork& work, const domain::Site& site, const std::vector<domain::ItemId>& ids) {
  std::map<domain::ItemId, WebStock> stock;
  for (const auto& level : work.stock().find_many(site.account_id, ids)) {
    auto& entry = stock[level.item_id];  // counted elsewhere only: there is none where the site sells from
    if (domain::sells_from(site, level.location)) entry.pos += level.quantity;
  }
  if (stock.empty()) return stock;
  for (auto& [id, entry] : stock) entry.safety = site.safety_stock;
  put(stock, work.safety_stocks().find_many(site.account_id, site.id, ids), &WebStock::safety);
  if (site.allocation) {
    const auto sharing = domain::sites_sharing_stock(site, work.sites().list(site.account_id));
    put(stock, work.allocations().sums(site.account_id, sharing, ids), &WebStock::allocated);
  }
  put(stock, work.shop_holds().sums(site.account_id, site.id, ids), &WebStock::held_by_shop);
  for (auto& [id, entry] : stock) entry.web = domain::web_quantity(entry.pos, entry.allocated, entry.safety, site.stock_decimals);
  return stock;
}

}  // namespace tillbridge::jobs
