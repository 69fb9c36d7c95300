#pragma once
#include <string>
#include <vector>

#include "base/result.hpp"
#include "domain/order.hpp"
#include "domain/shipment.hpp"

namespace tillbridge::domain {

/// Pieces of one line that no parcel holds yet.
struct LineLeft {
  std::string line_id;
  ItemId item_id;                     ///< the line's SKU
  Decimal quantity;
};

/// What is left of an order to be put into parcels, lines with nothing left included: ordered, less what never ships, less what the
/// shop knows as shipped, less saved parcels that the shop does not show yet (known by shipment_id, else by tracking number).
std::vector<LineLeft> lines_left(const Order& order, const std::vector<OrderEvent>& events, const std::vector<Shipment>& saved);

/// The lines of a parcel with their line_ids. A line named by item_id takes the order's lines with that item in their order, as far
/// as each has pieces left. No lines = all that is left. Errors: kInvalidRequest "unknown_line", "too_many_pieces" (says how many
/// are left), "bad_quantity" (0 or less), "nothing_left". Pure.
base::Result<std::vector<ShipmentLine>> resolve_shipment_lines(const std::vector<ShipmentLine>& asked, std::vector<LineLeft> left);

/// Whether nothing of the order may be shipped any more: cancelled as a whole.
bool is_cancelled(const Order& order, const std::vector<OrderEvent>& events);

}  // namespace tillbridge::domain
