#pragma once
#include <optional>
#include <string>

#include "domain/item.hpp"

namespace tillbridge::domain {

/// Why an entry of the allocation ledger was written.
enum class AllocationReason { kPlaced, kCancelled, kRefunded, kPosted, kReleasedByHand, kEdited };

std::string to_word(AllocationReason reason);  ///< "placed", "cancelled", "refunded", "posted", "released_by_hand", "edited"
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

/// A reservation whose document is confirmed: it ends with the first POS quantity that is newer than the confirm
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
};

/// Whether a POS quantity read at `as_of` (or received at `received_at`) already contains the confirmed document.
bool ends_reservation(const PendingRelease& release, const std::optional<Timestamp>& as_of, Timestamp received_at);

/// What the web may show: max(0, floor(pos − allocated, decimals)); the signed value stays with the caller.
Decimal web_quantity(Decimal pos_quantity, Decimal allocated, int decimals);

}  // namespace tillbridge::domain
