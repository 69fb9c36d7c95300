#pragma once
#include "persistence/listings.hpp"
#include "persistence/soci/session.hpp"

namespace tillbridge::persistence::soci {

class SociListingRepository final : public ListingRepository {
 public:
  explicit SociListingRepository(Session& session) : session_(session) {}

  std::vector<domain::Listing> find_many(domain::AccountId account, domain::SiteId site, const std::vector<domain::ItemId>& ids) override;
  std::vector<domain::Listing> list_by_remote_product(domain::AccountId account, domain::SiteId site, const std::string& remote_product_id) override;
  void upsert(domain::AccountId account, const std::vector<domain::Listing>& listings) override;
  void store_sent_quantities(domain::AccountId account, domain::SiteId site, const std::vector<std::pair<domain::ItemId, base::Decimal>>& sent,
                             base::Timestamp at) override;
  void store_sent_prices(domain::AccountId account, domain::SiteId site, const std::vector<std::pair<domain::ItemId, domain::WebPrice>>& sent,
                         base::Timestamp at) override;
  void forget_sent_quantities(domain::AccountId account, domain::SiteId site, const std::vector<domain::ItemId>& ids) override;
  void store_sent_visible(domain::AccountId account, domain::SiteId site, const std::vector<domain::ItemId>& ids, std::optional<bool> visible) override;
  void store_state(domain::AccountId account, domain::SiteId site, const domain::ItemId& id, domain::ListingState state) override;
  void remove(domain::AccountId account, domain::SiteId site, const domain::ItemId& id) override;
  Counts count(domain::AccountId account, domain::SiteId site) override;

 private:
  Session& session_;
};

}  // namespace tillbridge::persistence::soci
