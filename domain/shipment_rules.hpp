#pragma once
#include <string>
#include <vector>

#include "base/result.hpp"
#include "domain/order.hpp"
#include "domain/own_parcels.hpp"
#include "domain/shipment.hpp"

namespace tillbridge::domain {

/// Pieces of one line that no parcel holds yet.
struct LineLeft {
  std::string line_id;
  ItemId item_id;                     ///< the line's SKU
  Decimal quantity;
};

/// What is left of an order to be put into parcels, lines with nothing left included: ordered, less what never ships, less what the
/// shop knows as shipped, less saved parcels that the shop does not show yet (own_parcels.hpp says which it shows).
std::vector<LineLeft> lines_left(const Order& order, const std::vector<OrderEvent>& events, const std::vector<SavedParcel>& saved);

/// What the shop shipped by itself and no saved parcel stands for yet.
std::vector<LineLeft> shipped_by_shop(const Order& order, const std::vector<OrderEvent>& events, const std::vector<SavedParcel>& saved);

/// The lines of a parcel with their line_ids. A line named by item_id takes the order's lines with that item in their order, as far
/// as each has pieces left. No lines = all that is left. Errors: kInvalidRequest "unknown_line", "too_many_pieces" (says how many
/// are left), "bad_quantity" (0 or less), "nothing_left". Pure.
base::Result<std::vector<ShipmentLine>> resolve_shipment_lines(const std::vector<ShipmentLine>& asked, std::vector<LineLeft> left);

/// What a parcel of the POS holds.
struct ShipmentPieces {
  std::vector<ShipmentLine> lines;    ///< by line_id
  bool already_shipped = false;       ///< the shop shipped them itself
};

/// Resolves the lines of a parcel against the order as it stands beside the other saved parcels: pieces that are left; else pieces that the shop
/// shipped itself, which then only get carrier and tracking. A parcel of the shop with the same tracking number and pieces is this parcel.
/// Errors as resolve_shipment_lines. Pure.
base::Result<ShipmentPieces> resolve_shipment(const Order& order, const std::vector<OrderEvent>& events, const std::vector<SavedParcel>& others,
                                              const std::vector<ShipmentLine>& asked, const std::string& tracking_number);

/// Whether nothing of the order may be shipped any more: cancelled as a whole.
bool is_cancelled(const Order& order, const std::vector<OrderEvent>& events);

}  // namespace tillbridge::domain
