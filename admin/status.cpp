#include "admin/status.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "admin/choice.hpp"

namespace tillbridge::admin {
namespace {

constexpr int kMaxShipmentsCounted = 10'000;
constexpr std::int64_t kOneDocument = 1;
/// A due job that nobody takes for so long means that no runner works.
constexpr std::chrono::minutes kOverdue{5};

DocumentBacklog backlog_of(persistence::UnitOfWork& work, const domain::Account& account, const domain::Site& site, domain::DocumentKind kind) {
  const persistence::DocumentRepository::Filter filter{.kind = kind, .site = site.id, .pos_store = {}};
  DocumentBacklog out{kind, work.documents().count(account.id, filter), {}};
  const auto oldest = work.documents().list_waiting(account.id, filter, 1, kOneDocument);
  if (!oldest.empty()) out.oldest_waiting = oldest.front().status.created_at;
  return out;
}

SiteStatus site_status(persistence::UnitOfWork& work, const AdminServices& services, const domain::Account& account, const domain::Site& site) {
  SiteStatus out{.site = site,
                 .health = work.sites().health(account.id, site.id),
                 .jobs = work.jobs().list(account.id, site.id),
                 .deliveries = work.deliveries().count(account.id, site.id),
                 .listings = work.listings().count(account.id, site.id)};
  for (const auto kind : account.pulls) out.documents.push_back(backlog_of(work, account, site, kind));
  for (const auto& shipment : work.shipments().list_unsettled(account.id, site.id, kMaxShipmentsCounted)) {
    ++(shipment.state == domain::DeliveryState::kParked ? out.shipments_parked : out.shipments_waiting);
  }
  out.orders = work.orders().count(account.id, site.id);
  out.reservations = work.allocations().count_reservations(account.id, site.id, {});
  if (site.allocation)
    out.reservations_stuck = work.allocations().count_reservations(account.id, site.id, services.clock.now() - std::chrono::hours(24) * services.stuck_after_days);
  return out;
}

/// Since when the oldest job waits that a runner could take.
std::optional<base::Timestamp> due_since(const SiteStatus& site, base::Timestamp now) {
  std::optional<base::Timestamp> out;
  const bool callable = !site.site.paused && !site.health.needs_person && !(site.health.open_until && *site.health.open_until > now);
  for (const auto& job : site.jobs) {
    const bool waits = callable && job.next_due_at && job.held_reason.empty() && job.window.empty() && !(job.running_until && *job.running_until > now);
    if (waits && (!out || *job.next_due_at < *out)) out = job.next_due_at;
  }
  return out;
}

void collect_attention(const AccountStatus& account, base::Timestamp now, std::vector<std::string>& out) {
  for (const auto& site : account.sites) {
    const auto name = account.account.store_id + "/" + site.site.name;
    if (site.site.paused) {
      out.push_back(fmt::format("{} is paused: {}; `tillbridge site resume {}`", name, site.site.pause_reason.empty() ? "no reason given" : site.site.pause_reason, name));
    } else if (site.health.needs_person) {
      out.push_back(fmt::format("{} waits for a person: {}; put it right with `tillbridge site set {}`, then `tillbridge site resume {}`", name,
                                site.health.reason, name, name));
    }
    if (const auto since = due_since(site, now); since && *since + kOverdue < now) {
      out.push_back(fmt::format("{} has had work due for more than {} minutes: is `tillbridge jobs` running?", name, kOverdue.count()));
    }
    for (const auto& job : site.jobs) {
      if (!job.held_reason.empty()) {
        out.push_back(fmt::format("{} {} is held: {}; check, then `tillbridge run {} {} --force`", name, to_word(job.job), job.held_reason, name, to_word(job.job)));
      }
    }
    std::int64_t documents = 0;
    for (const auto& backlog : site.documents) documents += backlog.counts.parked;
    const auto parked = documents + site.deliveries.parked + site.shipments_parked;
    if (site.reservations_stuck > 0)
      out.push_back(fmt::format("{} has {} order lines that have held stock for too long; `tillbridge reservations list --stuck --site {}` says why", name, site.reservations_stuck, name));
    if (parked > 0) out.push_back(fmt::format("{} has {} parked; `tillbridge parked list --site {}` says why", name, parked, name));
  }
}

}  // namespace

base::Result<SystemStatus> system_status(AdminServices& services, const std::string& store_id) {
  base::Result<SystemStatus> out = SystemStatus{};
  services.database.read([&](persistence::UnitOfWork& work) {
    out = SystemStatus{.at = services.clock.now(), .database = services.database.description()};
    const auto accounts = choose_accounts(work, store_id);
    if (!accounts) return void(out = accounts.error());
    for (const auto& account : *accounts) {
      AccountStatus status{account, work.items().count(account.id), {}};
      for (const auto& site : work.sites().list(account.id)) status.sites.push_back(site_status(work, services, account, site));
      collect_attention(status, out->at, out->attention);
      out->accounts.push_back(std::move(status));
    }
  });
  return out;
}

}  // namespace tillbridge::admin
