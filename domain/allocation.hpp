#pragma once
#include <optional>
#include <string>
#include <vector>

#include "domain/item.hpp"

namespace tillbridge::domain {

struct Site;

/// Why an entry of the allocation ledger was written. kShipped: a parcel took more, or other, pieces than the line still held.
enum class AllocationReason { kPlaced, kCancelled, kShipped, kRefunded, kPosted, kReleasedByHand, kEdited };

std::string to_word(AllocationReason reason);  ///< "placed", "cancelled", "shipped", "refunded", "posted", "released_by_hand", "edited"
std::optional<AllocationReason> allocation_reason_from(const std::string& word);

/// One signed entry: + reserves, − gives back. The sum over an item is what web orders hold that the POS does not know yet.
/// Unique by (account, entry_key): writing one again changes nothing.
struct AllocationEntry {
  std::string entry_key;              ///< event id + line id (+ reason): makes a repeat harmless
  ItemId item_id;
  SiteId site_id{};
  OrderId order_id;
  std::string line_id;
  AllocationReason reason = AllocationReason::kPlaced;
  Decimal quantity;
  DocumentId document_id;             ///< kPosted: the confirmed document that told the POS
  Timestamp at;
};

/// A reservation whose document is confirmed: it ends with the POS quantities that are newer than the confirm
/// (AsOf ≥ booked_at where both are given, else received after the confirm was committed).
struct PendingRelease {
  ItemId item_id;
  SiteId site_id{};
  OrderId order_id;
  std::string line_id;
  DocumentId document_id;
  Decimal quantity;
  Timestamp confirmed_at;
  std::optional<Timestamp> booked_at;
  std::vector<std::string> posted_locations;  ///< sorted; locations of the item that have posted newer than the confirm
  bool proven = false;                ///< the POS's quantities held it already when the confirm came (AsOf ≥ booked_at): the next inventory run ends it
  bool operator==(const PendingRelease&) const = default;
};

/// What one order line still holds of an item: the sum of its entries, never 0.
struct Reservation {
  ItemId item_id;
  SiteId site_id{};
  OrderId order_id;
  std::string line_id;
  Decimal quantity;
  Timestamp since;                    ///< when the line was reserved first
};

/// Whether a POS quantity read at `as_of` (or received at `received_at`) already contains the confirmed document.
bool ends_reservation(const PendingRelease& release, const std::optional<Timestamp>& as_of, Timestamp received_at);

/// Notes a POS quantity of the release's item at `location`; true when the release did not know that this location has posted newer.
bool note_post(PendingRelease& release, const std::string& location, const std::optional<Timestamp>& as_of, Timestamp received_at);

/// Whether all is posted that has to be: the location that the site's orders are booked at, or, where the site names none, every
/// location of the item that the site sells from; `item_locations` are all where the POS counts the item.
bool is_over(const PendingRelease& release, const Site& site, const std::vector<std::string>& item_locations);

/// Notes what the stored quantities prove at the moment of the confirm: read at or after the booking, so they contain it.
void note_proof(PendingRelease& release, const Site& site, const std::vector<StockLevel>& levels_of_item);

/// What the web may show: max(0, floor(pos − allocated − safety, decimals)); the signed value stays with the caller.
Decimal web_quantity(Decimal pos_quantity, Decimal allocated, Decimal safety, int decimals);

}  // namespace tillbridge::domain
