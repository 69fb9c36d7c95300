#pragma once
#include <optional>
#include <string>
#include <vector>

#include "domain/web_order.hpp"

namespace tillbridge::domain {

/// Pieces of one order line in a parcel. The POS names the line by line_id or by item_id.
struct ShipmentLine {
  std::string line_id;
  ItemId item_id;
  Decimal quantity;
};

/// A parcel that the POS tells of (SaveShipments), to be written to the shop once.
struct Shipment {
  std::string shipment_id;            ///< the POS's own: the idempotency key inside the account
  SiteId site_id{};
  OrderId order_id;
  std::string web_order_id;
  std::string carrier, service, tracking_number, tracking_url;
  std::optional<Timestamp> shipped_at;
  std::vector<ShipmentLine> lines;    ///< resolved to line_id; empty = all that is left of the order
  bool already_shipped = false;       ///< the shop shipped these pieces itself: carrier and tracking are added there, no pieces move
  std::string content_hash;           ///< of what the POS sent: the same id with other content is a conflict
};

}  // namespace tillbridge::domain
