#pragma once
#include "connectors/woocommerce/api.hpp"
#include "connectors/woocommerce/parcels.hpp"

namespace tillbridge::connectors::woocommerce {

/// Writes one parcel into an order: our own meta entry (the mark against repeats) and, with the last parcel, the status in one PUT; then the
/// tracking number as a note, once. The shop allows any change of status, so the guard is here: only orders that wait for shipping are completed, a
/// completed one gets what is missing, all others are refused.
class ShipmentRecorder {
 public:
  ShipmentRecorder(Api& api, const Settings& settings, const base::Clock& clock) : api_(api), settings_(settings), clock_(clock) {}

  Outcome record(const ShipmentWrite& write);

 private:
  Result<std::vector<domain::ShipmentLine>> lines_of(const ShipmentWrite& write, const Json& order);
  Outcome write_order(const ShipmentWrite& write, const Json& order, const std::vector<Parcel>& parcels, bool is_new);
  Outcome write_note(const domain::Shipment& shipment, const std::string& order_id);
  bool can_ship(const std::string& status) const;

  Api& api_;
  const Settings& settings_;
  const base::Clock& clock_;
};

}  // namespace tillbridge::connectors::woocommerce
