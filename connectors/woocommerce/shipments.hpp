#pragma once
#include <optional>

#include "connectors/woocommerce/api.hpp"
#include "connectors/woocommerce/order_events.hpp"
#include "connectors/woocommerce/parcels.hpp"

namespace tillbridge::connectors::woocommerce {

/// Writes one parcel into an order: our own meta entry (the mark against repeats) and, with the last parcel, the status in one PUT; then the
/// tracking number as a note, once. The shop allows any change of status, so the guard is here: only orders that wait for shipping are completed;
/// pieces that the shop shipped itself, by a completion or a tracking plugin, get the tracking number where it is missing and nothing else; all
/// others are refused, and so are pieces that the order does not have any more. A parcel that stands in the order is never refused.
class ShipmentRecorder {
 public:
  ShipmentRecorder(Api& api, const Settings& settings, const base::Clock& clock) : api_(api), settings_(settings), clock_(clock) {}

  Outcome record(const ShipmentWrite& write);

 private:
  /// The order as it stood before the write.
  struct Before {
    Json order;
    OrderChildren children;
    std::vector<Parcel> parcels;
    bool shipped = false;             ///< completed, or called so by a plugin
    bool shippable = false;
  };
  Outcome look(const std::string& web_order_id, Before& before);
  std::optional<Outcome> objection(const ShipmentWrite& write, const Before& before) const;
  Outcome add_parcel(const ShipmentWrite& write, Before& before);
  Outcome put(const Before& before, const Json& body);
  Outcome write_note(const domain::Shipment& shipment, const Before& before);

  Api& api_;
  const Settings& settings_;
  const base::Clock& clock_;
};

}  // namespace tillbridge::connectors::woocommerce
