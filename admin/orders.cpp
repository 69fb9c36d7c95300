#include "admin/orders.hpp"

#include <map>

#include <fmt/format.h>

#include "admin/audit_trail.hpp"
#include "admin/choice.hpp"
#include "base/time_text.hpp"
#include "jobs/run_by_hand.hpp"

namespace tillbridge::admin {
namespace {

using base::Error;
using base::ErrorCode;

/// The account, and the site where one was named.
struct Scope {
  domain::Account account;
  std::optional<domain::Site> site;
};

base::Result<Scope> choose_scope(persistence::UnitOfWork& work, const std::string& store_id, const std::string& site) {
  if (site.empty()) {
    auto account = choose_account(work, store_id);
    if (!account) return account.error();
    return Scope{std::move(*account), {}};
  }
  auto chosen = choose_site(work, store_id, site);
  if (!chosen) return chosen.error();
  return Scope{std::move(chosen->account), std::move(chosen->site)};
}

std::vector<domain::Order> find_orders(persistence::UnitOfWork& work, const Scope& scope, const std::string& key) {
  if (auto order = work.orders().find(scope.account.id, key)) return {*order};
  std::vector<domain::Order> out;
  const auto sites = scope.site ? std::vector<domain::Site>{*scope.site} : work.sites().list(scope.account.id);
  for (const auto& site : sites) {
    auto order = work.orders().find_by_web_id(scope.account.id, site.id, key);
    if (!order) order = work.orders().find_by_number(scope.account.id, site.id, key);
    if (order) out.push_back(std::move(*order));
  }
  return out;
}

base::Result<OrderView> view_of(persistence::UnitOfWork& work, const Scope& scope, const std::string& key) {
  auto orders = find_orders(work, scope, key);
  if (orders.empty()) {
    return Error{ErrorCode::kNotFound, fmt::format("account {} has no order {}; `tillbridge orders pull SITE {}` fetches it from the shop", scope.account.store_id, key, key)};
  }
  if (orders.size() > 1) return Error{ErrorCode::kConflict, fmt::format("several sites have an order {}; choose one with --site", key)};
  const auto account = scope.account.id;
  OrderView out{.order = orders.front(), .site_name = work.sites().get(account, orders.front().site_id).name};
  out.events = work.orders().list_events(account, out.order.id);
  out.documents = work.documents().list_by_order(account, out.order.id);
  out.allocations = work.allocations().list_by_order(account, out.order.id);
  out.shipments = work.shipments().list_by_order(account, out.order.id);
  return out;
}

base::Result<void> may_resend(const domain::DocumentStatus& status, const ResendRequest& request) {
  if (status.purged_at)
    return Error{ErrorCode::kConflict, fmt::format("the names and texts of {} were purged on {}: only its figures are left, so it cannot be sent again", status.id,
                                                   base::format_utc(*status.purged_at))};
  switch (status.state) {
    case domain::DocumentState::kParked: return {};
    case domain::DocumentState::kConfirmed:
      if (!request.reason.empty() && request.confirmed_too) return {};
      return Error{ErrorCode::kForbidden,
                   fmt::format("{} was confirmed by the POS: sending it again may book it twice; if that is right, say why with --reason and add --yes", status.id)};
    case domain::DocumentState::kReplaced: return Error{ErrorCode::kConflict, fmt::format("{} was replaced by a newer revision and is not offered any more", status.id)};
    case domain::DocumentState::kNew:
    case domain::DocumentState::kOffered: break;
  }
  return Error{ErrorCode::kConflict, fmt::format("{} waits for the POS already: it is offered until the POS confirms it", status.id)};
}

}  // namespace

base::Result<std::vector<OrderListEntry>> list_orders(AdminServices& services, const OrderListRequest& request) {
  base::Result<std::vector<OrderListEntry>> out = std::vector<OrderListEntry>{};
  services.database.read([&](persistence::UnitOfWork& work) {
    out = std::vector<OrderListEntry>{};
    const auto scope = choose_scope(work, request.store_id, request.site);
    if (!scope) return void(out = scope.error());
    std::map<domain::SiteId, std::string> names;
    for (const auto& site : work.sites().list(scope->account.id)) names[site.id] = site.name;
    persistence::OrderRepository::Filter filter{.site = {}, .status = request.status, .limit = request.limit};
    if (scope->site) filter.site = scope->site->id;
    for (auto& order : work.orders().list(scope->account.id, filter)) out->push_back({order, names[order.site_id]});
  });
  return out;
}

base::Result<OrderView> show_order(AdminServices& services, const std::string& store_id, const std::string& site, const std::string& key) {
  base::Result<OrderView> out = OrderView{};
  services.database.read([&](persistence::UnitOfWork& work) {
    const auto scope = choose_scope(work, store_id, site);
    if (scope) out = view_of(work, *scope, key);
    else out = scope.error();
  });
  return out;
}

base::Result<domain::Order> pull_order(AdminServices& services, const std::string& store_id, const std::string& site, const std::string& web_order_id) {
  if (auto allowed = require_role(services.role, Role::kOperator, "pull an order"); !allowed) return allowed.error();
  base::Result<ChosenSite> chosen = ChosenSite{};
  services.database.read([&](persistence::UnitOfWork& work) { chosen = choose_site(work, store_id, site); });
  if (!chosen) return chosen.error();
  auto services_of_jobs = job_services(services);
  return jobs::pull_order(services_of_jobs, chosen->account.id, chosen->site.name, web_order_id, services.actor);
}

base::Result<jobs::ForgottenOrder> forget_and_pull_order(AdminServices& services, const ForgetOrderRequest& request) {
  if (auto allowed = require_role(services.role, Role::kOperator, "forget an order"); !allowed) return allowed.error();
  if (request.reason.empty()) return Error{ErrorCode::kInvalidRequest, "say why with --reason: it stands in the audit trail", {}, {}, "reason"};
  base::Result<ChosenSite> chosen = ChosenSite{};
  services.database.read([&](persistence::UnitOfWork& work) { chosen = choose_site(work, request.store_id, request.site); });
  if (!chosen) return chosen.error();
  auto services_of_jobs = job_services(services);
  return jobs::forget_and_pull(services_of_jobs, {.account = chosen->account.id, .site_name = chosen->site.name, .order = request.order, .actor = services.actor, .reason = request.reason});
}

base::Result<domain::DocumentStatus> resend_document(AdminServices& services, const ResendRequest& request) {
  if (auto allowed = require_role(services.role, Role::kOperator, "send a document to the POS again"); !allowed) return allowed.error();
  base::Result<domain::DocumentStatus> out = domain::DocumentStatus{};
  services.database.write([&](persistence::UnitOfWork& work) {
    const auto account = choose_account(work, request.store_id);
    if (!account) return void(out = account.error());
    const auto step = work.accounts().step_clock(account->id);
    const auto stored = work.documents().find(account->id, request.document_id);
    if (!stored) return void(out = Error{ErrorCode::kNotFound, fmt::format("account {} has no document {}; `tillbridge orders show` lists an order's documents", account->store_id, request.document_id)});
    if (auto allowed = may_resend(stored->status, request); !allowed) return void(out = allowed.error());
    const auto reason = request.reason.empty() ? stored->status.refusal_code : request.reason;
    work.documents().resend(account->id, {request.document_id, step, services.actor, reason, services.clock.now()});
    record_act(work, services, account->id, stored->status.state == domain::DocumentState::kConfirmed ? "confirmed_document_resent" : "document_resent",
               request.document_id, reason);
    out = work.documents().find(account->id, request.document_id)->status;
  });
  return out;
}

}  // namespace tillbridge::admin
