#include "jobs/collect/forget_and_pull.hpp"

#include <map>
#include <set>

#include <fmt/format.h>

#include "jobs/collect/record_collected_order.hpp"
#include "jobs/collect/unreadable_orders.hpp"
#include "jobs/collect/wake_inventory.hpp"

namespace tillbridge::jobs {
namespace {

using base::Error;
using base::ErrorCode;
using persistence::UnitOfWork;

/// The order may change in the shop while it is read.
constexpr int kReadsAtMost = 3;

struct Held {
  domain::Account account;
  domain::Site site;
  domain::Order order;
};

std::optional<domain::Order> find_order(UnitOfWork& work, const Held& held, const std::string& key) {
  if (auto order = work.orders().find(held.account.id, key); order && order->site_id == held.site.id) return order;
  if (auto order = work.orders().find_by_web_id(held.account.id, held.site.id, key)) return order;
  return work.orders().find_by_number(held.account.id, held.site.id, key);
}

base::Result<Held> find_held(JobServices& services, const ForgetRequest& request) {
  base::Result<Held> out = Held{};
  services.database.read([&](UnitOfWork& work) {
    const auto site = work.sites().find_by_name(request.account, request.site_name);
    if (!site) return void(out = Error{ErrorCode::kNotFound, fmt::format("there is no site \"{}\" in this account", request.site_name)});
    Held held{work.accounts().get(request.account), *site, {}};
    auto order = find_order(work, held, request.order);
    if (!order) return void(out = Error{ErrorCode::kNotFound, fmt::format("no order {} of \"{}\" is stored; `tillbridge orders pull` fetches one that is not", request.order, request.site_name)});
    held.order = std::move(*order);
    out = std::move(held);
  });
  return out;
}

/// Signed entries that bring what the order holds of each item down to what the POS was told and has not counted yet; planning anew takes
/// it from there.
std::vector<domain::AllocationEntry> take_back(const std::vector<domain::AllocationEntry>& ledger, const std::vector<domain::PendingRelease>& pending,
                                               domain::Step step, base::Timestamp now) {
  if (ledger.empty()) return {};
  std::map<std::pair<std::string, domain::ItemId>, base::Decimal> sums;
  for (const auto& entry : ledger) sums[{entry.line_id, entry.item_id}] += entry.quantity;
  for (const auto& release : pending) sums[{release.line_id, release.item_id}] -= release.quantity;
  std::vector<domain::AllocationEntry> entries;
  for (const auto& [key, sum] : sums) {
    if (sum.is_zero()) continue;
    const auto& [line_id, item_id] = key;
    entries.push_back({.entry_key = fmt::format("{}|forgotten/{}|{}|{}#1", ledger.front().order_id, step, line_id, item_id), .item_id = item_id,
                       .site_id = ledger.front().site_id, .order_id = ledger.front().order_id, .line_id = line_id,
                       .reason = domain::AllocationReason::kEdited, .quantity = -sum, .document_id = {}, .at = now});
  }
  return entries;
}

/// Everything in one transaction; false when what the shop answered is older than what has been stored meanwhile.
bool replace(JobServices& services, const Held& held, const ForgetRequest& request, const domain::CollectedOrder& collected, ForgottenOrder& out) {
  bool fits = true;
  services.database.write([&](UnitOfWork& work) {
    out = ForgottenOrder{};
    const auto step = work.accounts().step_clock(held.account.id);
    const auto now = services.clock.now();
    const auto stored = work.orders().find(held.account.id, held.order.id);
    fits = !stored || stored->web.modified_at <= collected.order.modified_at;
    if (!fits) return;
    for (const auto& document : work.documents().list_by_order(held.account.id, held.order.id))
      if (document.status.offered_count > 0) out.kept.push_back(document.status.id);
    out.dropped = work.retention().forget_order(held.account.id, stored.value_or(held.order));
    auto& allocations = work.allocations();
    const auto ledger = allocations.list_by_order(held.account.id, held.order.id);
    const auto pending = allocations.list_pending_releases_of_order(held.account.id, held.order.id);
    const auto freed = allocations.append(held.account.id, take_back(ledger, pending, step, now));
    const auto recorded = record_collected_order(work, held.account, held.site, collected, step, now);
    std::set<domain::ItemId> items(freed.begin(), freed.end());
    items.insert(recorded.items.begin(), recorded.items.end());
    const std::vector<domain::ItemId> moved(items.begin(), items.end());
    if (!moved.empty()) {
      work.stock().touch(held.account.id, moved, step);
      work.listings().forget_sent_quantities(held.account.id, held.site.id, moved);
      wake_inventory(work, held.site, moved, now);
    }
    forget_unreadable(work, held.site, {&collected, 1});
    out.appended = recorded.documents;
    out.order = *work.orders().find(held.account.id, recorded.order_id);
    work.audit().append(held.account.id, {now, request.actor, "order_forgotten_and_pulled", held.site.name + "/" + collected.order.web_order_id,
                                          fmt::format("{}; {} documents dropped, {} kept, {} made", request.reason, out.dropped.size(), out.kept.size(), out.appended.size())});
  });
  return fits;
}

}  // namespace

base::Result<ForgottenOrder> forget_and_pull(JobServices& services, const ForgetRequest& request) {
  const auto held = find_held(services, request);
  if (!held) return held.error();
  auto shop = services.connectors(held->site);
  if (!shop) return shop.error();
  ForgottenOrder out;
  for (int i = 0; i < kReadsAtMost; ++i) {
    const auto collected = shop.value()->fetch_order(held->order.web.web_order_id);
    if (!collected) return collected.error();
    if (replace(services, *held, request, *collected, out)) return out;
  }
  return Error{ErrorCode::kConflict, fmt::format("order {} changes in the shop while it is read; nothing was dropped, try again", held->order.web.number)};
}

}  // namespace tillbridge::jobs
