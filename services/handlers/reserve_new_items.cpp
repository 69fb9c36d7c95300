#include "services/handlers/reserve_new_items.hpp"

#include <set>

#include "domain/plan_allocation.hpp"
#include "domain/stock_scope.hpp"

namespace tillbridge::services {
namespace {

using persistence::UnitOfWork;

void reserve_order(UnitOfWork& work, const domain::Account& account, const domain::OrderId& id, base::Timestamp now, std::set<domain::ItemId>& moved) {
  const auto order = work.orders().find(account.id, id);
  if (!order) return;
  std::set<domain::ItemId> skus;
  for (const auto& line : order->web.lines)
    if (!line.sku.empty()) skus.insert(line.sku);
  const auto ours = work.items().find_existing(account.id, {skus.begin(), skus.end()});
  std::vector<domain::KnownDocument> documents;
  for (auto& stored : work.documents().list_by_order(account.id, id)) documents.push_back({std::move(stored.document), stored.status.state});
  auto& allocations = work.allocations();
  const auto events = work.orders().list_events(account.id, id);
  const auto ledger = allocations.list_by_order(account.id, id);
  const auto pending = allocations.list_pending_releases_of_order(account.id, id);
  const auto meaning = domain::stock_meaning_of(account, work.sites().get(account.id, order->site_id));
  const auto plan = domain::plan_allocation(meaning, {*order, events, documents, ledger, pending}, ours, now);
  allocations.update_pending_releases(account.id, plan.changed);
  for (auto& item : allocations.append(account.id, plan.append)) moved.insert(std::move(item));
}

}  // namespace

void reserve_new_items(UnitOfWork& work, domain::AccountId account_id, const std::vector<domain::ItemId>& created, domain::Step step, base::Timestamp now) {
  if (created.empty()) return;
  const auto orders = work.shop_holds().list_orders(account_id, created);
  if (orders.empty()) return;
  const auto account = work.accounts().get(account_id);
  std::set<domain::ItemId> moved;
  for (const auto& order : orders) reserve_order(work, account, order, now, moved);
  if (!moved.empty()) work.stock().touch(account_id, {moved.begin(), moved.end()}, step);
}

}  // namespace tillbridge::services
