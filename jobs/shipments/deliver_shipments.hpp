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

/// What a parcel means to its order now.
struct Standing {
  bool closes_order = false;          ///< with it, and those written before, everything of the order is on its way
  bool already_shipped = false;       ///< the shop shipped its pieces itself: only carrier and tracking are missing there
};
Standing standing_of(persistence::UnitOfWork& work, domain::AccountId account, const persistence::ShipmentDelivery& parcel);

}  // namespace tillbridge::jobs
