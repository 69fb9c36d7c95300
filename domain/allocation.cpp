#include "domain/allocation.hpp"

#include <algorithm>

namespace tillbridge::domain {

std::string to_word(AllocationReason reason) {
  switch (reason) {
    case AllocationReason::kPlaced: return "placed";
    case AllocationReason::kCancelled: return "cancelled";
    case AllocationReason::kRefunded: return "refunded";
    case AllocationReason::kPosted: return "posted";
    case AllocationReason::kReleasedByHand: return "released_by_hand";
    case AllocationReason::kEdited: return "edited";
  }
  return "edited";
}

std::optional<AllocationReason> allocation_reason_from(const std::string& word) {
  for (const auto reason : {AllocationReason::kPlaced, AllocationReason::kCancelled, AllocationReason::kRefunded, AllocationReason::kPosted,
                            AllocationReason::kReleasedByHand, AllocationReason::kEdited})
    if (to_word(reason) == word) return reason;
  return std::nullopt;
}

bool ends_reservation(const PendingRelease& release, const std::optional<Timestamp>& as_of, Timestamp received_at) {
  if (as_of && release.booked_at) return *as_of >= *release.booked_at;
  return received_at > release.confirmed_at;
}

Decimal web_quantity(Decimal pos_quantity, Decimal allocated, int decimals) {
  return std::max(Decimal{}, (pos_quantity - allocated).floored(decimals));
}

}  // namespace tillbridge::domain
