#include "jobs/collect/unreadable_orders.hpp"

#include <algorithm>
#include <limits>

#include "jobs/level/row_after.hpp"

namespace tillbridge::jobs {
namespace {

using domain::Delivery;
using domain::DeliveryState;
using domain::JobKind;
using persistence::UnitOfWork;

const std::string kPrefix = "order:";
constexpr int kMostTriedAtOnce = 100;

/// A holder that meets any row: who writes here is fenced by the lease of its run.
domain::JobLease holder(const domain::Site& site, std::int64_t token) {
  domain::JobLease lease;
  lease.account_id = site.account_id;
  lease.site_id = site.id;
  lease.job = JobKind::kOrders;
  lease.token = token;
  return lease;
}

}  // namespace

std::string unreadable_row_id(const std::string& web_order_id) { return kPrefix + web_order_id; }

std::string web_order_id_of(const Delivery& row) {
  return row.job == JobKind::kOrders && row.item_id.starts_with(kPrefix) ? row.item_id.substr(kPrefix.size()) : "";
}

void store_unreadable(UnitOfWork& work, const domain::Site& site, const Delivery& row) {
  const auto lease = holder(site, 0);
  work.deliveries().remove(site.account_id, site.id, JobKind::kOrders, row.item_id);
  work.deliveries().claim(lease, {{row.item_id, 0}});
  work.deliveries().settle(lease, {row});
}

bool set_aside(UnitOfWork& work, const domain::Site& site, const connectors::UnreadableOrder& order, const std::string& code, base::Timestamp now) {
  const auto id = unreadable_row_id(order.web_order_id);
  auto rows = work.deliveries().find_many(site.account_id, site.id, JobKind::kOrders, {id});
  Delivery row = rows.empty() ? Delivery{} : std::move(rows.front());
  const connectors::Outcome refused{connectors::OutcomeKind::kRejected, code, connectors::words_of(order), {}};
  const auto before = row;
  row.site_id = site.id;
  row.job = JobKind::kOrders;
  row.item_id = id;
  row = row_after(std::move(row), refused, {}, now, 0);
  row.due_at = now;
  if (!rows.empty() && before.state == DeliveryState::kParked && before.last_code == row.last_code && before.last_message == row.last_message) return false;
  store_unreadable(work, site, row);
  return true;
}

void forget_unreadable(UnitOfWork& work, const domain::Site& site, std::span<const domain::CollectedOrder> orders) {
  std::vector<domain::ItemId> ids;
  for (const auto& order : orders)
    if (order.order.web_order_id.size() <= connectors::UnreadableOrder::kLongestId) ids.push_back(unreadable_row_id(order.order.web_order_id));
  std::ranges::sort(ids);
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  if (ids.empty()) return;
  for (const auto& row : work.deliveries().find_many(site.account_id, site.id, JobKind::kOrders, ids))
    work.deliveries().remove(site.account_id, site.id, JobKind::kOrders, row.item_id);
}

void forget_unreadable(UnitOfWork& work, const domain::Site& site, const std::string& web_order_id) {
  work.deliveries().remove(site.account_id, site.id, JobKind::kOrders, unreadable_row_id(web_order_id));
}

std::vector<Delivery> list_unreadable_due(UnitOfWork& work, const domain::Site& site, base::Timestamp now) {
  return work.deliveries().list_due(holder(site, std::numeric_limits<std::int64_t>::max()), now, kMostTriedAtOnce);
}

}  // namespace tillbridge::jobs
