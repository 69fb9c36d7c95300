#pragma once
#include <string>
#include <vector>

#include "domain/account.hpp"
#include "domain/allocation.hpp"
#include "domain/derive_documents.hpp"
#include "domain/order.hpp"

namespace tillbridge::domain {

/// All that is known of one order where its reservations are concerned. Lives no longer than what it refers to.
struct OrderBook {
  const Order& order;
  const std::vector<OrderEvent>& events;
  const std::vector<KnownDocument>& documents;   ///< those that the events of the order gave, in any state
  const std::vector<AllocationEntry>& ledger;    ///< oldest first
  const std::vector<PendingRelease>& pending;
};

/// What one order does to the ledger.
struct AllocationPlan {
  std::vector<AllocationEntry> append;
  std::vector<PendingRelease> changed;           ///< pending releases with the quantity that they keep; 0 = to be removed
  bool empty() const { return append.empty() && changed.empty(); }
};

/// What one order does to the ledger; pure. Answers what to append (nothing when the ledger says it already).
///
/// Per line and item of ours an order holds what has shipped plus what is still to ship; cancelled pieces, refunded pieces that
/// never shipped, and the rest of a cancelled or closed order are given back, each once. Pieces that the POS knows are not
/// reserved: on hand, those of posted parcels; available, those that the posted order documents and every newer revision of them
/// hold back there, because a POS may book a revision before it confirms it. A pending release that a newer revision has made
/// too large shrinks. Pieces that an operator released stay released. So any order of arrival of the same events ends in the same
/// sum, and no line's sum falls below zero.
///
/// A line that gets another item under the same line id gives the old one back and reserves the new one; parcels keep the item that their
/// document names. An item that becomes ours later is reserved from then on; parcels that went down without it are none of it.
/// Nothing for orders from before the connection.
AllocationPlan plan_allocation(PosStockMeaning meaning, const OrderBook& book, const std::vector<ItemId>& our_items, Timestamp now);

/// The reservations that this document's confirm marks as told to the POS; they end with its next newer quantity. Never more than
/// the ledger still holds of a line, never twice for one document, and of an order document never more than its newer
/// revisions leave of it. Empty where the pairing names another kind.
std::vector<PendingRelease> plan_releases(PosStockMeaning meaning, const Document& confirmed, const OrderBook& book, Timestamp confirmed_at,
                                          const std::optional<Timestamp>& booked_at);

/// An operator lets `quantity` pieces of a line go, at most what it holds: first those that are confirmed and wait for a quantity, then those
/// of parcels that nobody confirmed, then the others. Later events never reserve them again, a later confirm releases them no second time.
AllocationPlan plan_release_by_hand(const OrderBook& book, const std::string& line_id, const ItemId& item, Decimal quantity, Timestamp now);

/// The ledger entry that ends a reservation; its key is the document's and the line's, so writing it again changes nothing.
AllocationEntry posted_entry(const PendingRelease& release, Timestamp at);

}  // namespace tillbridge::domain
