#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/result.hpp"
#include "domain/shipment.hpp"
#include "persistence/database.hpp"
#include "services/handlers/caller.hpp"

namespace tillbridge::services {

/// One parcel as the POS tells it. The order is named by order_id, or by site and web_order_number.
struct ShipmentRow {
  std::int64_t index = 0;                 ///< from 0 over the call
  std::string shipment_id;                ///< 1–128 bytes, the POS's own key
  std::string order_id, site, web_order_number;
  std::string carrier, service, tracking_number, tracking_url;
  std::optional<domain::Timestamp> shipped_at;
  std::vector<domain::ShipmentLine> lines;  ///< by line_id or item_id; empty = all that is left of the order
  std::optional<base::Error> unreadable;  ///< set by the binding where a field could not be read: the row is rejected with it
};

struct SaveShipmentsRequest {
  std::vector<ShipmentRow> shipments;     ///< 1–1,000
};

enum class SaveShipmentStatus { kSaved, kAlreadySaved, kRejected };
std::string to_word(SaveShipmentStatus status);  ///< "saved", "already_saved", "rejected"

struct SaveShipmentResult {
  std::int64_t index = 0;
  std::string shipment_id;
  SaveShipmentStatus status = SaveShipmentStatus::kRejected;
  std::string code;                       ///< of a rejected one: unknown_order, ambiguous_order, order_cancelled, unknown_line, too_many_pieces, conflict ...
  std::string message;
};

struct SaveShipmentsAnswer {
  std::vector<SaveShipmentResult> results;  ///< one per shipment, in request order
  std::vector<std::string> warnings;
};

inline constexpr std::size_t kMaxShipments = 1'000;

/// SaveShipments: stores parcels for the shop and wakes the site's Orders job in the same transaction. Per shipment_id one effect:
/// the same content again is already_saved, other content is rejected as conflict. Pieces that the shop shipped itself are saved too: the
/// shop then gets carrier and tracking, and nothing moves. An order that is not collected yet is unknown_order: its site's Orders job is
/// woken, so that the repeat finds it. One bad shipment never hinders the others.
/// Errors of the whole call: kInvalidRequest "empty_list" or "too_many". Throws persistence::DatabaseUnavailable. Safe for any thread.
class SaveShipmentsHandler {
 public:
  SaveShipmentsHandler(persistence::Database& database, const base::Clock& clock) : database_(database), clock_(clock) {}
  base::Result<SaveShipmentsAnswer> handle(const Caller& caller, const SaveShipmentsRequest& request) const;

 private:
  persistence::Database& database_;
  const base::Clock& clock_;
};

}  // namespace tillbridge::services
