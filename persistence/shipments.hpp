#pragma once
#include <optional>
#include <string>
#include <vector>

#include "domain/delivery.hpp"
#include "domain/shipment.hpp"

namespace tillbridge::persistence {

/// A parcel on its way into the shop: edge work, one effect each, in order per web order.
struct ShipmentDelivery {
  domain::Shipment shipment;
  domain::DeliveryState state = domain::DeliveryState::kWaiting;
  bool done = false;
  std::int64_t sequence = 0;          ///< order of arrival inside the account
  std::int64_t token = 0;
  base::Timestamp due_at;
  int tries = 0;
  std::optional<base::Timestamp> first_failed_at;
  std::string last_code, last_message;
};

class ShipmentRepository {
 public:
  virtual ~ShipmentRepository() = default;
  virtual std::optional<ShipmentDelivery> find(domain::AccountId account, const std::string& shipment_id) = 0;
  virtual void append(domain::AccountId account, const domain::Shipment& shipment, base::Timestamp now) = 0;
  /// All parcels of an order, in sequence.
  virtual std::vector<ShipmentDelivery> list_by_order(domain::AccountId account, const domain::OrderId& order) = 0;
  /// Not done and due at `now` (or leased by an older token), the lowest unsettled sequence of each order only; leases them.
  virtual std::vector<ShipmentDelivery> claim_due(const domain::JobLease& lease, base::Timestamp now, int limit) = 0;
  /// Guarded by the token; false when it is no longer ours.
  virtual bool settle(const domain::JobLease& lease, const ShipmentDelivery& delivery) = 0;
  virtual std::vector<ShipmentDelivery> list_unsettled(domain::AccountId account, std::optional<domain::SiteId> site, int limit) = 0;
  virtual bool release(domain::AccountId account, const std::string& shipment_id, base::Timestamp now) = 0;
};

}  // namespace tillbridge::persistence
