#include "jobs/job_flows.hpp"

#include <fmt/format.h>

#include "base/log.hpp"
#include "jobs/collect/collect_orders.hpp"
#include "jobs/inventory/inventory_job.hpp"
#include "jobs/inventory/mass_zero.hpp"
#include "jobs/inventory/proven_releases.hpp"
#include "jobs/level/level_run.hpp"
#include "jobs/pricing/pricing_job.hpp"
#include "jobs/products/group_options.hpp"
#include "jobs/products/products_job.hpp"
#include "jobs/shipments/deliver_shipments.hpp"

namespace tillbridge::jobs {
namespace {

void note_orders(const Collection& collection, RunReport& report) {
  report.orders += collection.orders;
  report.parked += static_cast<std::int64_t>(collection.unreadable.size() + collection.not_stored.size());
  if (!collection.unreadable.empty()) {
    const auto& first = collection.unreadable.front();
    report.result = "partial";
    report.note = fmt::format("{} order(s) of the shop cannot be read and are parked, the first is {}: {}", collection.unreadable.size(), first.web_order_id, first.reason);
  }
  if (collection.not_stored.empty()) return;
  report.result = "partial";
  report.note = fmt::format("{} order(s) could not be stored, the first is {}; see the log", collection.not_stored.size(), collection.not_stored.front());
}

void note_kept_values(const RunContext& run, const ProductsJob& job, RunReport& report) {
  for (const auto& [key, kept] : job.kept())
    base::log_info("jobs", "value_not_mapped", {{"account", run.account.store_id}, {"site", run.site.name}, {"product", std::get<0>(key)}, {"attribute", kept.attribute},
                                                {"pos_value", kept.pos_value}, {"web_value", kept.web_value}, {"item", kept.item_id}, {"equal_to", kept.equal_to}});
  if (job.kept().empty() || !report.note.empty()) return;
  const auto& [key, first] = *job.kept().begin();
  report.note = fmt::format("{} value(s) not mapped, the first in product {}: {}", job.kept().size(), std::get<0>(key), words_of(first));
}

void note_stop(const Stop& stop, RunReport& report) {
  report.result = stop.result;
  report.note = stop.note;
}

void hold(RunContext& run, const std::string& reason) {
  run.lease.write([&](persistence::UnitOfWork& work) { work.jobs().store_held_reason(run.account.id, run.site.id, domain::JobKind::kInventory, reason); });
  base::log_warn("jobs", "job_held", {{"account", run.account.store_id}, {"site", run.site.name}, {"job", "inventory"}, {"reason", reason}});
}

RunReport plan(RunContext& run, LevelJob& job) {
  RunReport report;
  run.services.database.read([&](persistence::UnitOfWork& work) {
    report = {};
    survey(work, run, job, [&](const std::vector<domain::ItemId>& ids, const std::vector<Assessment>& answers) {
      for (std::size_t i = 0; i < ids.size(); ++i) {
        if (answers[i].kind == Assessment::kSend) report.planned.push_back({ids[i], answers[i].what});
        if (answers[i].kind == Assessment::kRefused) report.planned.push_back({ids[i], "park: " + answers[i].message});
        if (answers[i].kind == Assessment::kUnchanged) ++report.unchanged;
      }
      return true;
    });
  });
  report.note = fmt::format("{} would be sent", report.planned.size());
  return report;
}

InventoryJob inventory_job(RunContext& run) { return {run.site, run.services.clock, run.shop.capabilities().stock_batch}; }

PricingJob pricing_job(RunContext& run) {
  const auto shop = run.shop.capabilities();
  return {run.site, run.services.clock, shop.price_batch, shop.sale_window, sales_to_look_at(run)};
}

}  // namespace

RunReport run_products(RunContext& run, SiteGate& gate) {
  RunReport report;
  ProductsJob job(run.site, run.services.clock, run.shop.capabilities());
  LevelRun(run, gate, job).execute(report);
  note_kept_values(run, job, report);
  return report;
}

RunReport run_inventory(RunContext& run, SiteGate& gate) {
  RunReport report;
  const auto collection = collect_orders(run, gate);
  note_orders(collection, report);
  if (collection.stop) {
    note_stop(*collection.stop, report);
    return report;
  }
  if (!end_proven_releases(run)) {
    report.result = "lease_lost";
    return report;
  }
  if (!run.force)
    if (const auto reason = would_empty_the_shop(run, run.shop.capabilities().stock_batch)) {
      hold(run, *reason);
      note_stop({"held", *reason}, report);
      return report;
    }
  auto job = inventory_job(run);
  LevelRun(run, gate, job).execute(report);
  return report;
}

SaleSpan sales_to_look_at(const RunContext& run) {
  std::optional<persistence::JobRepository::Run> last;
  run.services.database.read(
      [&](persistence::UnitOfWork& work) { last = work.jobs().find_last_run(run.account.id, run.site.id, domain::JobKind::kPricing); });
  if (!last) return {};
  const bool got_through = last->result == "ok" || last->result == "partial";
  return {got_through && last->started <= run.started ? last->started : base::Timestamp{}, last->started};
}

RunReport run_pricing(RunContext& run, SiteGate& gate) {
  RunReport report;
  auto job = pricing_job(run);
  LevelRun(run, gate, job).execute(report);
  return report;
}

RunReport run_orders(RunContext& run, SiteGate& gate) {
  RunReport report;
  auto collect = [&] {
    const auto collection = collect_orders(run, gate);
    note_orders(collection, report);
    if (collection.stop) note_stop(*collection.stop, report);
    return !collection.stop;
  };
  if (!collect()) return report;
  const auto parcels = deliver_shipments(run, gate);
  report.sent += parcels.sent;
  report.waiting += parcels.waiting;
  report.parked += parcels.parked;
  report.calls += parcels.calls;
  if (parcels.waiting > 0 || parcels.parked > 0) report.result = "partial";
  if (parcels.stop)
    note_stop(*parcels.stop, report);
  else if (parcels.sent > 0)
    collect();
  return report;
}

RunReport plan_products(RunContext& run) {
  ProductsJob job(run.site, run.services.clock, run.shop.capabilities());
  return plan(run, job);
}

RunReport plan_inventory(RunContext& run) {
  auto job = inventory_job(run);
  auto report = plan(run, job);
  if (const auto reason = would_empty_the_shop(run, run.shop.capabilities().stock_batch)) {
    report.result = "held";
    report.note += "; the run would be held: it " + *reason;
  }
  report.note += "; orders that the shop has and we do not are not in these numbers";
  return report;
}

RunReport plan_pricing(RunContext& run) {
  auto job = pricing_job(run);
  return plan(run, job);
}

RunReport plan_orders(RunContext& run) {
  constexpr int kMost = 100'000;
  RunReport report;
  run.services.database.read([&](persistence::UnitOfWork& work) {
    report = {};
    for (const auto& parcel : work.shipments().list_unsettled(run.account.id, run.site.id, kMost))
      if (parcel.state != domain::DeliveryState::kParked)
        report.planned.push_back({parcel.shipment.shipment_id, "write the parcel into order " + parcel.shipment.web_order_id});
  });
  report.note = fmt::format("{} parcel(s) would be written; orders are not read in a dry run", report.planned.size());
  return report;
}

}  // namespace tillbridge::jobs
