#pragma once
#include <map>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "connectors/bigcommerce/parcels.hpp"
#include "connectors/bigcommerce/part_reader.hpp"

namespace tillbridge::connectors::bigcommerce {

/// Writes one parcel into an order, as one shipment for each address that its pieces go to: the shop takes one address a shipment. The shipment tells the
/// shopper and moves the order's status by itself. What stands there already, by our mark or with the same tracking number and pieces, is not written again;
/// pieces that the shop shipped itself get the tracking number where it is missing and nothing else; cancelled, refunded and archived orders are
/// refused, and so are pieces that the order does not have any more. A parcel that stands in the order is never refused.
class ShipmentRecorder {
 public:
  explicit ShipmentRecorder(Api& api) : api_(api), parts_(api) {}

  Outcome record(const ShipmentWrite& write);

 private:
  using Pieces = std::map<std::string, base::Decimal>;  ///< by order product

  /// The order as it stood before the write.
  struct Before {
    Json order;
    OrderParts parts;
    std::vector<Parcel> parcels;
    Pieces left;                      ///< not shipped by any shipment, not refunded
  };
  Outcome look(const std::string& web_order_id, Before& before);
  Outcome add_parcels(const domain::Shipment& shipment, const Before& before, const Pieces& wanted);
  Outcome add_tracking(const domain::Shipment& shipment, const Before& before, Pieces wanted);

  Api& api_;
  PartReader parts_;
};

Outcome record_shipment(Api& api, const Settings& settings, const base::Clock& clock, const ShipmentWrite& write);

}  // namespace tillbridge::connectors::bigcommerce
