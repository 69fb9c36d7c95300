#pragma once
#include <string>
#include <vector>

#include "domain/allocation.hpp"
#include "persistence/database.hpp"

namespace tillbridge::jobs {

/// Why a reservation still holds, as words for machines and for people.
struct HoldReason {
  std::string word;                   ///< "not_posted", "refused", "not_confirmed", "order_open", "no_document"
  std::string sentence;
  base::Decimal quantity;             ///< the part that it explains
};

/// One order line that holds something, with its order and what it waits for.
struct HeldReservation {
  domain::Reservation reservation;
  std::string web_order_number;       ///< "" where the order is not stored
  std::string site_name;
  std::vector<domain::PendingRelease> pending;   ///< confirmed, waiting for the POS's quantities
  std::vector<HoldReason> reasons;    ///< never empty; what hinders most stands first
};

/// Takes each of these reservations apart: what is confirmed and not posted since, what the POS refused or never confirmed, what is
/// still to ship, and what has no document yet. In the same order. Reads each order once.
std::vector<HeldReservation> held_reservations(persistence::UnitOfWork& work, const domain::Account& account, const std::vector<domain::Reservation>& reservations);

}  // namespace tillbridge::jobs
