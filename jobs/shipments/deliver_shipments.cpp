#include "jobs/shipments/deliver_shipments.hpp"

#include <algorithm>
#include <array>

#include "base/log.hpp"
#include "domain/shipment_rules.hpp"
#include "jobs/level/row_after.hpp"

namespace tillbridge::jobs {
namespace {

using connectors::Outcome;
using domain::DeliveryState;
using persistence::ShipmentDelivery;
using persistence::UnitOfWork;

/// Parcels claimed at once: one call each, so few are handed back when the run has to end.
constexpr int kClaimed = 20;

struct Parcel {
  ShipmentDelivery delivery;
  Standing standing;
};

bool claim(RunContext& run, std::vector<Parcel>& parcels) {
  return run.lease.write([&](UnitOfWork& work) {
    parcels.clear();
    for (auto& delivery : work.shipments().claim_due(run.lease.lease(), run.started, kClaimed)) {
      const auto standing = standing_of(work, run.account.id, delivery);
      parcels.push_back({std::move(delivery), standing});
    }
  });
}

ShipmentDelivery after(ShipmentDelivery parcel, const Outcome& outcome, const RunContext& run) {
  const auto& settings = run.services.settings;
  auto result = after_try(parcel.tries, parcel.first_failed_at, outcome, {settings.backoff_base, settings.shipment_backoff_cap}, run.now(),
                          run.services.random.fraction());
  parcel.done = outcome.ok();
  parcel.state = result.state;
  parcel.due_at = result.due_at;
  parcel.tries = result.tries;
  parcel.first_failed_at = result.first_failed_at;
  parcel.last_code = std::move(result.code);
  parcel.last_message = std::move(result.message);
  return parcel;
}

void count(const RunContext& run, const ShipmentDelivery& parcel, ShipmentDeliveries& done) {
  if (parcel.done) {
    ++done.sent;
    base::log_info("jobs", "shipment_recorded", {{"account", run.account.store_id}, {"site", run.site.name}, {"shipment", parcel.shipment.shipment_id},
                                                 {"web_order", parcel.shipment.web_order_id}, {"token", run.lease.lease().token}});
    return;
  }
  const bool parked = parcel.state == DeliveryState::kParked;
  parked ? ++done.parked : ++done.waiting;
  base::log_warn("jobs", parked ? "shipment_parked" : "shipment_failed",
                 {{"account", run.account.store_id}, {"site", run.site.name}, {"shipment", parcel.shipment.shipment_id}, {"tries", parcel.tries},
                  {"code", parcel.last_code}, {"message", parcel.last_message}});
}

void send(RunContext& run, SiteGate& gate, const Parcel& parcel, ShipmentDeliveries& done) {
  connectors::ShipmentWrite write{parcel.delivery.shipment, parcel.standing.closes_order};
  write.shipment.already_shipped = parcel.standing.already_shipped;
  const std::array outcomes{run.shop.record_shipment(write)};
  ++done.calls;
  const auto& outcome = outcomes.front();
  const auto settled = after(parcel.delivery, outcome, run);
  const bool ours = run.lease.write([&](UnitOfWork& work) {
    work.shipments().settle(run.lease.lease(), settled);
    done.stop = gate.settle(work, judge(outcomes), outcome.message.empty() ? outcome.code : outcome.message, outcome.retry_after);
  });
  if (ours) count(run, settled, done);
}

void hand_back(RunContext& run, std::span<const Parcel> parcels, ShipmentDeliveries& done) {
  if (parcels.empty()) return;
  done.waiting += static_cast<std::int64_t>(parcels.size());
  run.lease.write([&](UnitOfWork& work) {
    for (auto parcel : parcels) {
      // One that was tried before keeps its doubt; the connector looks before every write anyhow.
      parcel.delivery.state = parcel.delivery.tries > 0 ? DeliveryState::kUnknown : DeliveryState::kWaiting;
      parcel.delivery.due_at = run.now();
      work.shipments().settle(run.lease.lease(), parcel.delivery);
    }
  });
}

}  // namespace

Standing standing_of(UnitOfWork& work, domain::AccountId account, const ShipmentDelivery& parcel) {
  const auto& shipment = parcel.shipment;
  const auto order = work.orders().find(account, shipment.order_id);
  if (!order) return {false, shipment.already_shipped};
  const auto events = work.orders().list_events(account, order->id);
  std::vector<domain::SavedParcel> others;
  for (const auto& other : work.shipments().list_by_order(account, shipment.order_id))
    if (other.done && other.shipment.shipment_id != shipment.shipment_id) others.push_back({other.shipment, true});

  // Between the POS's word and now the shop may have shipped the same pieces itself.
  const auto pieces = domain::resolve_shipment(*order, events, others, shipment.lines, shipment.tracking_number);
  const bool shown = domain::shown_parcels({{shipment, false}}, events).front() != nullptr;
  Standing standing{false, shipment.already_shipped || (!shown && pieces && pieces->already_shipped)};
  auto written = others;
  written.push_back({shipment, false});
  if (standing.already_shipped) written.back().shipment.already_shipped = true;
  standing.closes_order = std::ranges::all_of(domain::lines_left(*order, events, written), [](const auto& line) { return line.quantity <= base::Decimal{}; });
  return standing;
}

ShipmentDeliveries deliver_shipments(RunContext& run, SiteGate& gate) {
  ShipmentDeliveries done;
  while (!(done.stop = run.may_not_call())) {
    std::vector<Parcel> parcels;
    if (!claim(run, parcels)) continue;  // the lease is lost: may_not_call says so
    if (parcels.empty()) return done;
    for (std::size_t i = 0; i < parcels.size(); ++i) {
      if (auto stop = run.may_not_call()) done.stop = std::move(stop);
      if (done.stop) {
        hand_back(run, std::span(parcels).subspan(i), done);
        return done;
      }
      send(run, gate, parcels[i], done);
    }
    if (done.stop) return done;
  }
  return done;
}

}  // namespace tillbridge::jobs
