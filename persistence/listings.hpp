#pragma once
#include <vector>

#include "domain/listing.hpp"

namespace tillbridge::persistence {

/// Items as they stand in a shop. Ids in arguments are sorted and unique.
class ListingRepository {
 public:
  virtual ~ListingRepository() = default;
  virtual std::vector<domain::Listing> find_many(domain::AccountId account, domain::SiteId site, const std::vector<domain::ItemId>& ids) = 0;
  /// Listings of one parent in the shop.
  virtual std::vector<domain::Listing> list_by_remote_product(domain::AccountId account, domain::SiteId site, const std::string& remote_product_id) = 0;
  virtual void upsert(domain::AccountId account, const std::vector<domain::Listing>& listings) = 0;
  virtual void store_sent_quantities(domain::AccountId account, domain::SiteId site, const std::vector<std::pair<domain::ItemId, base::Decimal>>& sent, base::Timestamp at) = 0;
  virtual void store_sent_prices(domain::AccountId account, domain::SiteId site, const std::vector<std::pair<domain::ItemId, domain::WebPrice>>& sent, base::Timestamp at) = 0;
  /// The shop moved its own number (an order event): what it holds is unknown again.
  virtual void forget_sent_quantities(domain::AccountId account, domain::SiteId site, const std::vector<domain::ItemId>& ids) = 0;
  /// What was last asked of the shop; absent = the merchant's own choice again.
  virtual void store_sent_visible(domain::AccountId account, domain::SiteId site, const std::vector<domain::ItemId>& ids, std::optional<bool> visible) = 0;
  virtual void store_state(domain::AccountId account, domain::SiteId site, const domain::ItemId& id, domain::ListingState state) = 0;
  virtual void remove(domain::AccountId account, domain::SiteId site, const domain::ItemId& id) = 0;
  struct Counts { std::int64_t live = 0, gone = 0, sent_above_zero = 0; };
  virtual Counts count(domain::AccountId account, domain::SiteId site) = 0;
};

}  // namespace tillbridge::persistence
