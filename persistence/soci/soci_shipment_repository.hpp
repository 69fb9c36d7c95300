#pragma once
#include "persistence/shipments.hpp"
#include "persistence/soci/session.hpp"

namespace tillbridge::persistence::soci {

class SociShipmentRepository final : public ShipmentRepository {
 public:
  explicit SociShipmentRepository(Session& session) : session_(session) {}

  std::optional<ShipmentDelivery> find(domain::AccountId account, const std::string& shipment_id) override;
  void append(domain::AccountId account, const domain::Shipment& shipment, base::Timestamp now) override;
  std::vector<ShipmentDelivery> list_by_order(domain::AccountId account, const domain::OrderId& order) override;
  std::vector<ShipmentDelivery> claim_due(const domain::JobLease& lease, base::Timestamp now, int limit) override;
  bool settle(const domain::JobLease& lease, const ShipmentDelivery& delivery) override;
  std::vector<ShipmentDelivery> list_unsettled(domain::AccountId account, std::optional<domain::SiteId> site, int limit) override;
  bool release(domain::AccountId account, const std::string& shipment_id, base::Timestamp now) override;

 private:
  Session& session_;
};

}  // namespace tillbridge::persistence::soci
