#include "domain/allocation.hpp"

#include <algorithm>

#include "domain/stock_scope.hpp"

namespace tillbridge::domain {

std::string to_word(AllocationReason reason) {
  switch (reason) {
    case AllocationReason::kPlaced: return "placed";
    case AllocationReason::kCancelled: return "cancelled";
    case AllocationReason::kShipped: return "shipped";
    case AllocationReason::kRefunded: return "refunded";
    case AllocationReason::kPosted: return "posted";
    case AllocationReason::kReleasedByHand: return "released_by_hand";
    case AllocationReason::kEdited: return "edited";
  }
  return "edited";
}

std::optional<AllocationReason> allocation_reason_from(const std::string& word) {
  for (const auto reason : {AllocationReason::kPlaced, AllocationReason::kCancelled, AllocationReason::kShipped, AllocationReason::kRefunded,
                            AllocationReason::kPosted, AllocationReason::kReleasedByHand, AllocationReason::kEdited})
    if (to_word(reason) == word) return reason;
  return std::nullopt;
}

bool ends_reservation(const PendingRelease& release, const std::optional<Timestamp>& as_of, Timestamp received_at) {
  if (as_of && release.booked_at) return *as_of >= *release.booked_at;
  return received_at > release.confirmed_at;
}

bool note_post(PendingRelease& release, const std::string& location, const std::optional<Timestamp>& as_of, Timestamp received_at) {
  if (!ends_reservation(release, as_of, received_at)) return false;
  auto& known = release.posted_locations;
  const auto place = std::lower_bound(known.begin(), known.end(), location);
  if (place != known.end() && *place == location) return false;
  known.insert(place, location);
  return true;
}

bool is_over(const PendingRelease& release, const Site& site, const std::vector<std::string>& item_locations) {
  const auto& posted = release.posted_locations;
  const auto has_posted = [&](const std::string& location) { return std::binary_search(posted.begin(), posted.end(), location); };
  if (!site.order_location.empty()) return has_posted(site.order_location);
  if (posted.empty()) return false;
  return std::all_of(item_locations.begin(), item_locations.end(), [&](const auto& location) { return !sells_from(site, location) || has_posted(location); });
}

void note_proof(PendingRelease& release, const Site& site, const std::vector<StockLevel>& levels_of_item) {
  if (!release.booked_at) return;
  std::vector<std::string> locations;
  for (const auto& level : levels_of_item) {
    locations.push_back(level.location);
    if (level.as_of && *level.as_of >= *release.booked_at) note_post(release, level.location, level.as_of, level.received_at);
  }
  release.proven = is_over(release, site, locations);
}

Decimal web_quantity(Decimal pos_quantity, Decimal allocated, Decimal safety, int decimals) {
  return std::max(Decimal{}, (pos_quantity - allocated - safety).floored(decimals));
}

}  // namespace tillbridge::domain
