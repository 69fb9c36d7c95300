#include "jobs/run_by_hand.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/time_text.hpp"
#include "jobs/collect/record_collected_order.hpp"
#include "jobs/collect/unreadable_orders.hpp"
#include "jobs/collect/wake_inventory.hpp"
#include "jobs/job_flows.hpp"
#include "jobs/lease_owner.hpp"
#include "jobs/run_claimed_job.hpp"

namespace tillbridge::jobs {
namespace {

using base::Error;
using base::ErrorCode;
using domain::JobKind;
using persistence::UnitOfWork;

struct Place {
  domain::Account account;
  domain::Site site;
  std::vector<domain::JobStatus> jobs;

  domain::JobStatus status(JobKind job) const {
    const auto found = std::ranges::find(jobs, job, &domain::JobStatus::job);
    return found == jobs.end() ? domain::JobStatus{} : *found;
  }
};

base::Result<Place> find_place(JobServices& services, domain::AccountId account, const std::string& site_name) {
  std::optional<Place> place;
  services.database.read([&](UnitOfWork& work) {
    place.reset();
    const auto site = work.sites().find_by_name(account, site_name);
    if (site) place = Place{work.accounts().get(account), *site, work.jobs().list(account, site->id)};
  });
  if (!place) return Error{ErrorCode::kNotFound, "there is no site \"" + site_name + "\" in this account"};
  return *place;
}

RunReport plan(RunContext& run, JobKind job) {
  switch (job) {
    case JobKind::kProducts: return plan_products(run);
    case JobKind::kInventory: return plan_inventory(run);
    case JobKind::kPricing: return plan_pricing(run);
    case JobKind::kOrders: return plan_orders(run);
  }
  return {};
}

base::Result<RunReport> run_dry(JobServices& services, const Place& place, JobKind job) {
  auto shop = services.connectors(place.site);
  if (!shop) return shop.error();
  domain::JobLease none;
  none.account_id = place.account.id;
  none.site_id = place.site.id;
  none.job = job;
  none.seen_step = place.status(job).seen_step;
  LeaseKeeper keeper(services.database, services.clock, none, services.settings.lease, LeaseKeeper::kStill);
  RunContext run{services, place.account, place.site, *shop.value(), keeper, {}, services.clock.now()};
  return plan(run, job);
}

std::optional<Error> refusal(const Place& place, JobKind job, const RunOptions& options) {
  if (place.site.paused)
    return Error{ErrorCode::kForbidden, fmt::format("site \"{}\" is paused ({}); resume it first", place.site.name, place.site.pause_reason)};
  const auto held = place.status(job).held_reason;
  if (!held.empty() && !options.force) return Error{ErrorCode::kForbidden, "the job is held: it " + held};
  return std::nullopt;
}

std::optional<domain::JobLease> claim_by_hand(JobServices& services, const Place& place, JobKind job, const RunOptions& options) {
  const auto owner = new_lease_owner(services.random);
  std::optional<domain::JobLease> lease;
  services.database.write([&](UnitOfWork& work) {
    lease = work.jobs().claim(place.account.id, place.site.id, job, owner, services.clock.now(), services.settings.lease,
                              {{}, services.settings.one_lane_platforms});
    if (lease && options.force) work.jobs().store_held_reason(place.account.id, place.site.id, job, "");
  });
  return lease;
}

/// What is in the way: a run of the same job, or another job of a site whose jobs take turns.
JobKind running_instead(const JobServices& services, const Place& place, JobKind job) {
  const auto now = services.clock.now();
  if (!services.settings.has_one_lane(place.site) || place.status(job).running_until > now) return job;
  const auto other = std::ranges::find_if(place.jobs, [&](const auto& status) { return status.running_until > now; });
  return other == place.jobs.end() ? job : other->job;
}

Error busy(const Place& place, JobKind job) {
  const auto until = place.status(job).running_until;
  return {ErrorCode::kBusy, fmt::format("a runner is at {} of \"{}\"{}; try again when it has ended", domain::to_word(job), place.site.name,
                                        until ? " (until " + base::format_utc(*until) + " at the latest, should it have died)" : "")};
}

void store_pulled(JobServices& services, const Place& place, const domain::CollectedOrder& collected, const std::string& actor, domain::Order& order) {
  services.database.write([&](UnitOfWork& work) {
    const auto step = work.accounts().step_clock(place.account.id);
    const auto now = services.clock.now();
    const auto recorded = record_collected_order(work, place.account, place.site, collected, step, now);
    wake_inventory(work, place.site, recorded.items, now);
    forget_unreadable(work, place.site, {&collected, 1});
    work.audit().append(place.account.id, {now, actor, "order_pulled", place.site.name + "/" + collected.order.web_order_id,
                                           fmt::format("{} new event(s)", recorded.new_events)});
    if (auto stored = work.orders().find(place.account.id, recorded.order_id)) order = std::move(*stored);
  });
}

void make_due_where_scheduled(UnitOfWork& work, const Place& place, base::Timestamp now) {
  for (const auto& job : place.jobs)
    if (job.interval.count() > 0) work.jobs().make_due(place.account.id, place.site.id, job.job, now);
}

std::int64_t release_shipments(UnitOfWork& work, const Place& place, const std::vector<std::string>& ids, base::Timestamp now) {
  constexpr int kMost = 100'000;
  std::int64_t released = 0;
  for (const auto& parcel : work.shipments().list_unsettled(place.account.id, place.site.id, kMost)) {
    const bool asked = ids.empty() ? parcel.state == domain::DeliveryState::kParked : std::ranges::find(ids, parcel.shipment.shipment_id) != ids.end();
    if (asked && work.shipments().release(place.account.id, parcel.shipment.shipment_id, now)) ++released;
  }
  return released;
}

/// Orders that could not be read, by the shop's id or as `parked list` shows them.
std::int64_t release_unreadable(UnitOfWork& work, const Place& place, std::vector<std::string> ids, base::Timestamp now) {
  for (std::size_t i = 0, asked = ids.size(); i < asked; ++i) ids.push_back(unreadable_row_id(ids[i]));
  std::ranges::sort(ids);
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return work.deliveries().release(place.account.id, place.site.id, JobKind::kOrders, ids, now);
}

}  // namespace

base::Result<RunReport> run_job_once(JobServices& services, domain::AccountId account, const std::string& site_name, JobKind job, const RunOptions& options) {
  const auto place = find_place(services, account, site_name);
  if (!place) return place.error();
  if (options.dry_run) return run_dry(services, *place, job);
  if (auto refused = refusal(*place, job, options)) return *refused;
  auto lease = claim_by_hand(services, *place, job, options);
  if (!lease && end_abandoned_leases(services.database, services.clock) > 0) lease = claim_by_hand(services, *place, job, options);
  if (!lease) return busy(*place, running_instead(services, *place, job));
  lease->by_hand = true;
  return run_claimed_job(services, *lease, {}, options);
}

base::Result<domain::Order> pull_order(JobServices& services, domain::AccountId account, const std::string& site_name, const std::string& web_order_id,
                                       const std::string& actor) {
  const auto place = find_place(services, account, site_name);
  if (!place) return place.error();
  auto key = web_order_id;
  services.database.read([&](UnitOfWork& work) {
    if (work.orders().find_by_web_id(account, place->site.id, web_order_id)) return;
    if (const auto by_number = work.orders().find_by_number(account, place->site.id, web_order_id)) key = by_number->web.web_order_id;
  });
  auto shop = services.connectors(place->site);
  if (!shop) return shop.error();
  const auto collected = shop.value()->fetch_order(key);
  if (!collected) return collected.error();
  domain::Order order;
  store_pulled(services, *place, *collected, actor, order);
  return order;
}

base::Result<void> lift_hold(JobServices& services, domain::AccountId account, const std::string& site_name, JobKind job) {
  const auto place = find_place(services, account, site_name);
  if (!place) return place.error();
  services.database.write([&](UnitOfWork& work) {
    work.jobs().store_held_reason(account, place->site.id, job, "");
    if (place->status(job).interval.count() > 0) work.jobs().make_due(account, place->site.id, job, services.clock.now());
  });
  return {};
}

base::Result<void> close_breaker(JobServices& services, domain::AccountId account, const std::string& site_name) {
  const auto place = find_place(services, account, site_name);
  if (!place) return place.error();
  services.database.write([&](UnitOfWork& work) {
    work.sites().store_health(account, place->site.id, {});
    make_due_where_scheduled(work, *place, services.clock.now());
  });
  return {};
}

base::Result<std::int64_t> retry_parked(JobServices& services, domain::AccountId account, const std::string& site_name, JobKind job,
                                        const std::vector<domain::ItemId>& ids) {
  const auto place = find_place(services, account, site_name);
  if (!place) return place.error();
  auto sorted = ids;
  std::ranges::sort(sorted);
  std::int64_t released = 0;
  services.database.write([&](UnitOfWork& work) {
    const auto now = services.clock.now();
    released = job == JobKind::kOrders ? release_shipments(work, *place, sorted, now) + release_unreadable(work, *place, sorted, now)
                                       : work.deliveries().release(account, place->site.id, job, sorted, now);
    if (released > 0 && place->status(job).interval.count() > 0) work.jobs().make_due(account, place->site.id, job, now);
  });
  return released;
}

base::Result<void> recreate_listing(JobServices& services, domain::AccountId account, const std::string& site_name, const domain::ItemId& item) {
  const auto place = find_place(services, account, site_name);
  if (!place) return place.error();
  bool known = false;
  services.database.write([&](UnitOfWork& work) {
    const auto step = work.accounts().step_clock(account);
    const auto items = work.items().find_many(account, {item});
    known = !items.empty();
    if (!known) return;
    work.listings().remove(account, place->site.id, item);
    for (const auto job : {JobKind::kProducts, JobKind::kInventory, JobKind::kPricing}) work.deliveries().remove(account, place->site.id, job, item);
    // As a changed item the products job looks at it again.
    work.items().upsert(account, items, step);
    if (place->status(JobKind::kProducts).interval.count() > 0) work.jobs().make_due(account, place->site.id, JobKind::kProducts, services.clock.now());
  });
  if (!known) return Error{ErrorCode::kNotFound, "there is no item \"" + item + "\" in this account"};
  return {};
}

}  // namespace tillbridge::jobs
