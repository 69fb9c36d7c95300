#include "admin/reservations.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "admin/audit_trail.hpp"
#include "admin/choice.hpp"
#include "admin/orders.hpp"
#include "admin/wake_stock.hpp"
#include "domain/plan_allocation.hpp"
#include "domain/stock_scope.hpp"

namespace tillbridge::admin {
namespace {

using base::Error;
using base::ErrorCode;
using persistence::UnitOfWork;

/// Sites whose reservations some site subtracts.
std::set<domain::SiteId> sites_that_count(const std::vector<domain::Site>& sites) {
  std::set<domain::SiteId> counting;
  for (const auto& site : sites)
    if (site.allocation)
      for (const auto sharing : domain::sites_sharing_stock(site, sites)) counting.insert(sharing);
  return counting;
}

/// The reservations of the order that the request means.
base::Result<std::vector<domain::Reservation>> chosen_lines(UnitOfWork& work, domain::AccountId account, const domain::Order& order, const ReleaseRequest& request) {
  constexpr int kMost = 10'000;
  auto held = work.allocations().list_reservations(account, {.order = order.id, .limit = kMost});
  std::erase_if(held, [&](const auto& line) {
    return (!request.line_id.empty() && line.line_id != request.line_id) || (!request.item.empty() && line.item_id != request.item);
  });
  if (held.empty()) return Error{ErrorCode::kNotFound, fmt::format("order {} holds nothing of that; `tillbridge reservations list` shows what is held", order.web.number)};
  if (request.quantity && held.size() > 1) return Error{ErrorCode::kInvalidRequest, "--quantity needs one line: name it with --line"};
  return held;
}

base::Result<void> check(const ReleaseRequest& request) {
  if (request.reason.empty()) return Error{ErrorCode::kInvalidRequest, "say why with --reason: shops may show these pieces from now on"};
  if (request.quantity && *request.quantity <= base::Decimal{}) return Error{ErrorCode::kInvalidRequest, "--quantity must be above 0"};
  return {};
}

}  // namespace

base::Result<std::vector<ReservationEntry>> list_reservations(AdminServices& services, const ReservationFilter& filter) {
  base::Result<std::vector<ReservationEntry>> out = std::vector<ReservationEntry>{};
  services.database.read([&](UnitOfWork& work) {
    out = std::vector<ReservationEntry>{};
    std::optional<domain::SiteId> site;
    base::Result<domain::Account> account = domain::Account{};
    if (filter.site.empty()) {
      account = choose_account(work, filter.store_id);
    } else if (auto chosen = choose_site(work, filter.store_id, filter.site)) {
      account = chosen->account;
      site = chosen->site.id;
    } else {
      account = chosen.error();
    }
    if (!account) return void(out = account.error());
    const auto counting = sites_that_count(work.sites().list(account->id));
    const auto until = services.clock.now() - std::chrono::hours(24) * services.stuck_after_days;
    persistence::AllocationRepository::Filter asked{.site = site, .item = filter.item, .limit = filter.limit};
    if (filter.stuck) asked.until = until;
    for (auto& held : jobs::held_reservations(work, *account, work.allocations().list_reservations(account->id, asked))) {
      const bool stuck = held.reservation.since <= until && counting.contains(held.reservation.site_id);
      if (stuck || !filter.stuck) out->push_back({std::move(held), stuck});
    }
  });
  return out;
}

base::Result<std::vector<domain::AllocationEntry>> release_reservation(AdminServices& services, const ReleaseRequest& request) {
  if (auto allowed = require_role(services.role, Role::kOperator, "release a reservation"); !allowed) return allowed.error();
  if (auto checked = check(request); !checked) return checked.error();
  const auto view = show_order(services, request.store_id, request.site, request.order);
  if (!view) return view.error();
  const auto& order = view->order;
  base::Result<std::vector<domain::AllocationEntry>> out = std::vector<domain::AllocationEntry>{};
  services.database.write([&](UnitOfWork& work) {
    out = std::vector<domain::AllocationEntry>{};
    const auto account = request.site.empty() ? choose_account(work, request.store_id) : [&]() -> base::Result<domain::Account> {
      auto chosen = choose_site(work, request.store_id, request.site);
      if (!chosen) return chosen.error();
      return chosen->account;
    }();
    if (!account) return void(out = account.error());
    const auto step = work.accounts().step_clock(account->id);
    const auto now = services.clock.now();
    const auto lines = chosen_lines(work, account->id, order, request);
    if (!lines) return void(out = lines.error());
    std::vector<domain::KnownDocument> documents;
    for (auto& stored : work.documents().list_by_order(account->id, order.id))
      documents.push_back({std::move(stored.document), stored.status.state, stored.status.offered_count > 0, stored.status.purged_at.has_value()});
    const auto ledger = work.allocations().list_by_order(account->id, order.id);
    const auto pending = work.allocations().list_pending_releases_of_order(account->id, order.id);
    std::set<domain::ItemId> items;
    for (const auto& line : *lines) {
      const auto plan = domain::plan_release_by_hand({order, {}, documents, ledger, pending}, line.line_id, line.item_id, request.quantity.value_or(line.quantity), now);
      work.allocations().update_pending_releases(account->id, plan.changed);
      work.allocations().append(account->id, plan.append);
      base::Decimal pieces;
      for (const auto& entry : plan.append) {
        pieces -= entry.quantity;
        out->push_back(entry);
      }
      items.insert(line.item_id);
      record_act(work, services, account->id, "reservation_released", fmt::format("{}/{}", order.id, line.line_id),
                 fmt::format("{} of {}, order {}: {}", pieces.to_text(), line.item_id, order.web.number, request.reason));
    }
    wake_stock(work, services, account->id, {items.begin(), items.end()}, step);
  });
  return out;
}

}  // namespace tillbridge::admin
