#include "jobs/run_claimed_job.hpp"

#include <algorithm>
#include <exception>

#include "base/log.hpp"
#include "jobs/job_flows.hpp"
#include "jobs/schedule.hpp"

namespace tillbridge::jobs {
namespace {

using persistence::UnitOfWork;

struct Setting {
  domain::Account account;
  domain::Site site;
  domain::JobStatus status;
};

Setting read_setting(JobServices& services, const domain::JobLease& lease) {
  Setting setting;
  services.database.read([&](UnitOfWork& work) {
    setting.account = work.accounts().get(lease.account_id);
    setting.site = work.sites().get(lease.account_id, lease.site_id);
    const auto jobs = work.jobs().list(lease.account_id, lease.site_id);
    const auto status = std::ranges::find(jobs, lease.job, &domain::JobStatus::job);
    if (status != jobs.end()) setting.status = *status;
  });
  return setting;
}

RunReport stopped(const Stop& stop) {
  RunReport report;
  report.result = stop.result;
  report.note = stop.note;
  return report;
}

RunReport run_flow(JobServices& services, LeaseKeeper& keeper, const Setting& setting, std::stop_token stop, const RunOptions& options) {
  const auto& lease = keeper.lease();
  const auto started = services.clock.now();
  if (!lease.by_hand && !in_window(setting.status.window, setting.account.time_zone, started))
    return stopped({"outside_window", "runs again in its window " + setting.status.window});
  const auto shop = services.connectors(setting.site);
  if (!shop) return stopped({"misconfigured", shop.error().message});
  RunContext run{services, setting.account, setting.site, *shop.value(), keeper, stop, started, options.force};
  SiteGate gate(run);
  if (auto closed = gate.enter(lease.by_hand)) return stopped(*closed);
  switch (lease.job) {
    case domain::JobKind::kProducts: return run_products(run, gate);
    case domain::JobKind::kInventory: return run_inventory(run, gate);
    case domain::JobKind::kPricing: return run_pricing(run, gate);
    case domain::JobKind::kOrders: return run_orders(run, gate);
  }
  return {};
}

/// The earliest row of this job that is to be tried again.
std::optional<base::Timestamp> earliest_retry(UnitOfWork& work, const domain::JobLease& lease) {
  constexpr int kEnough = 1'000;
  std::optional<base::Timestamp> earliest;
  auto consider = [&](base::Timestamp due) { earliest = earliest ? std::min(*earliest, due) : due; };
  if (lease.job == domain::JobKind::kOrders) {
    for (const auto& parcel : work.shipments().list_unsettled(lease.account_id, lease.site_id, kEnough))
      if (parcel.state == domain::DeliveryState::kWaiting || parcel.state == domain::DeliveryState::kUnknown) consider(parcel.due_at);
  }
  for (const auto state : {domain::DeliveryState::kWaiting, domain::DeliveryState::kUnknown})
    for (const auto& row : work.deliveries().list(lease.account_id, lease.site_id, state, kEnough))
      if (row.job == lease.job) consider(row.due_at);
  return earliest;
}

/// A run that had nothing to do is no news: with short intervals there is one every second.
base::LogLevel level_of(const RunReport& report) {
  if (report.idle()) return base::LogLevel::kDebug;
  return report.fine() || report.result == "continues" || report.result == "stopped" || report.result == "outside_window" ? base::LogLevel::kInfo : base::LogLevel::kWarn;
}

void finish(JobServices& services, LeaseKeeper& keeper, const Setting& setting, const RunReport& report, base::Timestamp started) {
  const auto& lease = keeper.lease();
  const auto now = services.clock.now();
  const auto fraction = services.random.fraction();
  keeper.write([&](UnitOfWork& work) {
    const auto health = work.sites().health(lease.account_id, lease.site_id);
    const auto next = next_due({setting.status, setting.account.time_zone, started, now, report.result, earliest_retry(work, lease), health, fraction});
    work.jobs().finish(lease, next, report.result, summary_line(report), started, now);
  });
  base::log(level_of(report), "jobs", "run_finished",
            {{"account", setting.account.store_id}, {"site", setting.site.name}, {"job", domain::to_word(lease.job)}, {"token", lease.token},
             {"result", report.result}, {"summary", summary_line(report)}, {"calls", report.calls}});
}

void log_failure(const domain::JobLease& lease, const char* event, const std::exception& cause) {
  base::log_error("jobs", event, {{"account", domain::raw(lease.account_id)}, {"site", domain::raw(lease.site_id)}, {"job", domain::to_word(lease.job)},
                                  {"token", lease.token}, {"cause", cause.what()}});
}

/// The store failed for a moment: the job is given back with what little is known. Where it stays away the lease runs out.
void give_back(JobServices& services, const domain::JobLease& lease, const RunReport& report) {
  constexpr std::chrono::seconds kSoon{30};
  try {
    services.database.write([&](UnitOfWork& work) {
      const auto now = services.clock.now();
      bool scheduled = false;
      for (const auto& job : work.jobs().list(lease.account_id, lease.site_id)) scheduled = scheduled || (job.job == lease.job && job.interval.count() > 0);
      work.jobs().finish(lease, scheduled ? std::optional(now + kSoon) : std::nullopt, report.result, summary_line(report), now, now);
    });
  } catch (const std::exception& e) {
    log_failure(lease, "job_not_given_back", e);
  }
}

}  // namespace

RunReport run_claimed_job(JobServices& services, const domain::JobLease& lease, std::stop_token stop, const RunOptions& options) {
  RunReport report;
  try {
    const auto started = services.clock.now();
    const auto setting = read_setting(services, lease);
    LeaseKeeper keeper(services.database, services.clock, lease, services.settings.lease);
    try {
      report = run_flow(services, keeper, setting, std::move(stop), options);
    } catch (const persistence::DatabaseUnavailable&) {
      throw;
    } catch (const std::exception& e) {
      // The edge of a run: the cause goes to the log, never its text to the caller.
      log_failure(lease, "run_failed", e);
      report = stopped({"failed", "an internal error; the log has the cause"});
    }
    finish(services, keeper, setting, report, started);
  } catch (const std::exception& e) {
    log_failure(lease, "run_not_settled", e);
    if (report.fine()) report = stopped({"failed", "the database did not answer; the log has the cause"});
    give_back(services, lease, report);
  }
  return report;
}

}  // namespace tillbridge::jobs
