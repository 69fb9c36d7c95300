#pragma once
#include <algorithm>
#include <map>
#include <vector>

#include "jobs/level/level_job.hpp"
#include "persistence/database.hpp"

namespace tillbridge::jobs {

using Listings = std::map<domain::ItemId, domain::Listing>;

/// The listings of these ids (any order) on a site, by item.
inline Listings listings_of(persistence::UnitOfWork& work, domain::AccountId account, domain::SiteId site, std::vector<domain::ItemId> ids) {
  std::ranges::sort(ids);
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  Listings found;
  for (auto& listing : work.listings().find_many(account, site, ids)) found.emplace(listing.item_id, std::move(listing));
  return found;
}

/// A listing that was gone is tried once more when a person released its row, or when the try is in doubt; a mere change of the
/// item leaves it parked.
inline bool may_try_gone(const LevelJob::Rows& rows, const domain::ItemId& id) {
  const auto row = rows.find(id);
  return row != rows.end() && row->second.state != domain::DeliveryState::kParked;
}

/// Keeps what a try told about the listings themselves: gone, or there again.
inline void store_listing_states(persistence::UnitOfWork& work, domain::AccountId account, domain::SiteId site, const std::vector<domain::ItemId>& ids,
                                 const std::vector<connectors::Outcome>& outcomes, const Listings& before) {
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const auto known = before.find(ids[i]);
    if (known == before.end()) continue;
    const bool was_gone = known->second.state == domain::ListingState::kGone;
    if (outcomes[i].kind == connectors::OutcomeKind::kGone && !was_gone)
      work.listings().store_state(account, site, ids[i], domain::ListingState::kGone);
    else if (outcomes[i].ok() && was_gone)
      work.listings().store_state(account, site, ids[i], domain::ListingState::kLive);
  }
}

}  // namespace tillbridge::jobs
