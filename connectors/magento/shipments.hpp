#pragma once
#include <map>
#include <string>

#include "connectors/magento/api.hpp"
#include "connectors/magento/order_events.hpp"

namespace tillbridge::connectors::magento {

/// Writes one parcel into an order by POST /order/{id}/ship, which moves the order's pieces, its state and the source's stock (POST /shipment does not).
/// Looks first: a shipment with our mark, or one of the same tracking number and pieces, is that parcel. Pieces that the shop shipped itself get the
/// tracking number where it is missing (POST /shipment/track) and nothing else. Refuses orders that cannot ship and pieces that are not left.
Outcome record_shipment(Api& api, const Settings& settings, const base::Clock& clock, const ShipmentWrite& write);

/// Pieces per line that can still ship: ordered less cancelled, less what shipped or was given back, whichever is more, as the shop counts.
/// Shipments that some tool wrote past the order's counts are taken off too.
std::map<std::string, Decimal> pieces_left(const OrderLines& lines, const Json& shipments);

}  // namespace tillbridge::connectors::magento
