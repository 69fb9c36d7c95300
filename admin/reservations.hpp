#pragma once
#include <string>
#include <vector>

#include "admin/admin_services.hpp"
#include "jobs/held_reservations.hpp"

namespace tillbridge::admin {

struct ReservationFilter {
  std::string store_id;
  std::string site;                   ///< "" = all sites of the account
  std::string item;                   ///< "" = all
  bool stuck = false;                 ///< only those older than services.stuck_after_days
  int limit = 200;
};

/// One order line that web orders hold, and why.
struct ReservationEntry {
  jobs::HeldReservation held;
  bool stuck = false;
};
/// The oldest first. Reservations that no site of the account subtracts (allocation is off wherever they would count) are never stuck.
base::Result<std::vector<ReservationEntry>> list_reservations(AdminServices& services, const ReservationFilter& filter);

struct ReleaseRequest {
  std::string store_id;
  std::string site;                   ///< narrows the order down; may be empty
  std::string order;                  ///< our order id, the shop's id or its number
  std::string line_id;                ///< "" = all lines that hold something
  std::string item;                   ///< "" = whatever the line holds
  std::optional<base::Decimal> quantity;  ///< of one line; absent = all that it holds
  std::string reason;
};
/// Lets reservations go by hand: the pieces count as known to the POS from now on and are never reserved again. Shops may show them
/// at once: only for orders that the POS has in its number, or never will have. Returns the ledger entries written. kInvalidRequest without
/// a reason or with a quantity for several lines, kNotFound where nothing is held.
base::Result<std::vector<domain::AllocationEntry>> release_reservation(AdminServices& services, const ReleaseRequest& request);

}  // namespace tillbridge::admin
