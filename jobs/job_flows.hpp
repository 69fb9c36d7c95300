#pragma once
#include "domain/delivery.hpp"
#include "jobs/pricing/pricing_job.hpp"
#include "jobs/run_context.hpp"
#include "jobs/site_gate.hpp"

namespace tillbridge::jobs {

/// The four jobs of a site, each from its first call to its report. Called by run_claimed_job, behind an open gate.

RunReport run_products(RunContext& run, SiteGate& gate);
/// Reads the site's orders first, so that no quantity goes out that an order already known to the shop has overtaken.
RunReport run_inventory(RunContext& run, SiteGate& gate);
RunReport run_pricing(RunContext& run, SiteGate& gate);
/// Collects orders, then writes due parcels, then collects once more if a parcel went out: its transaction waits for nobody.
RunReport run_orders(RunContext& run, SiteGate& gate);

/// Which starts and ends of sales may not be in the shop yet: those since the start of the last pricing run, if that one got
/// through; else all, which costs reads only. A last run in what is now the future (the clock was put back) has shown sales that are not
/// to be seen yet: then all up to that run.
SaleSpan sales_to_look_at(const RunContext& run);

/// What the jobs would send now, without writing anything anywhere.
RunReport plan_products(RunContext& run);
RunReport plan_inventory(RunContext& run);
RunReport plan_pricing(RunContext& run);
RunReport plan_orders(RunContext& run);

}  // namespace tillbridge::jobs
