#pragma once
#include <string>

#include "domain/order.hpp"
#include "jobs/job_services.hpp"
#include "jobs/run_report.hpp"

namespace tillbridge::jobs {

struct RunOptions {
  bool dry_run = false;               ///< says what would be sent: stores nothing and calls nothing that writes
  bool force = false;                 ///< lifts a held job and sends without the check for a mass of zeros
};

/// Runs one job of one site now, whether due or not, in the calling thread, and returns when it has ended. The runner's
/// schedule goes on from the end of this run. kNotFound for an unknown site; kBusy while a runner has the job (its
/// message says so); kForbidden where the site is paused, or the job is held and `force` is not given; an ended run is a
/// value, however it went (RunReport::result).
base::Result<RunReport> run_job_once(JobServices& services, domain::AccountId account, const std::string& site_name,
                                     domain::JobKind job, const RunOptions& options = {});

/// Fetches one order from the shop and stores it with its events, as a collection would; returns it as stored. `web_order_id`
/// is the shop's key or the number of an order that we hold. kNotFound where the shop has none; the errors of
/// connectors::Connector::fetch_order pass through. Leaves an audit entry of `actor`.
base::Result<domain::Order> pull_order(JobServices& services, domain::AccountId account, const std::string& site_name,
                                       const std::string& web_order_id, const std::string& actor);

/// Starts a job again that was held because it would have emptied the shop: the next run looks anew, and holds again if
/// the reason is still there (RunOptions::force sends in spite of it). kNotFound for an unknown site.
base::Result<void> lift_hold(JobServices& services, domain::AccountId account, const std::string& site_name, domain::JobKind job);

/// The credentials or the address were put right: closes the site's breaker and makes its jobs due that have an interval.
base::Result<void> close_breaker(JobServices& services, domain::AccountId account, const std::string& site_name);

/// Parked rows are tried again: those of `job` with these ids, all of the job's where `ids` is empty; a product that was
/// gone is tried as it was. Returns how many.
base::Result<std::int64_t> retry_parked(JobServices& services, domain::AccountId account, const std::string& site_name,
                                        domain::JobKind job, const std::vector<domain::ItemId>& ids);

/// A product that was deleted in the shop is made anew by the next products run: forgets where it was there.
base::Result<void> recreate_listing(JobServices& services, domain::AccountId account, const std::string& site_name,
                                    const domain::ItemId& item);

}  // namespace tillbridge::jobs
