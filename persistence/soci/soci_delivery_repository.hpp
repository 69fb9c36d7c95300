#pragma once
#include "persistence/deliveries.hpp"
#include "persistence/soci/session.hpp"

namespace tillbridge::persistence::soci {

class SociDeliveryRepository final : public DeliveryRepository {
 public:
  explicit SociDeliveryRepository(Session& session) : session_(session) {}

  void claim(const domain::JobLease& lease, const std::vector<std::pair<domain::ItemId, domain::Step>>& items) override;
  std::vector<domain::Delivery> list_due(const domain::JobLease& lease, base::Timestamp now, int limit) override;
  std::vector<domain::Delivery> find_many(domain::AccountId account, domain::SiteId site, domain::JobKind job,
                                          const std::vector<domain::ItemId>& ids) override;
  std::int64_t remove_settled(const domain::JobLease& lease, const std::vector<domain::ItemId>& ids) override;
  std::int64_t settle(const domain::JobLease& lease, const std::vector<domain::Delivery>& deliveries) override;
  std::int64_t release(domain::AccountId account, domain::SiteId site, domain::JobKind job, const std::vector<domain::ItemId>& ids,
                       base::Timestamp now) override;
  std::vector<domain::Delivery> list(domain::AccountId account, std::optional<domain::SiteId> site, std::optional<domain::DeliveryState> state,
                                     int limit) override;
  Counts count(domain::AccountId account, domain::SiteId site) override;
  void remove(domain::AccountId account, domain::SiteId site, domain::JobKind job, const domain::ItemId& id) override;

 private:
  Session& session_;
};

}  // namespace tillbridge::persistence::soci
