#pragma once
#include <cstdint>
#include <optional>

#include "jobs/run_context.hpp"
#include "jobs/site_gate.hpp"

namespace tillbridge::jobs {

/// What a delivery of parcels did.
struct ShipmentDeliveries {
  std::int64_t sent = 0, waiting = 0, parked = 0, calls = 0;
  std::optional<Stop> stop;
};

/// Writes the site's due parcels to the shop, each once, those of one order in their sequence: a parcel that failed, is unknown or parked
/// holds back the later ones of its order and of no other. The connector looks for a parcel before it repeats it.
ShipmentDeliveries deliver_shipments(RunContext& run, SiteGate& gate);

/// With this parcel, and those written before, everything of the order is on its way.
bool closes_order(persistence::UnitOfWork& work, domain::AccountId account, const persistence::ShipmentDelivery& parcel);

}  // namespace tillbridge::jobs
