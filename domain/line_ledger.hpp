#pragma once
#include <map>
#include <set>
#include <string>
#include <utility>

#include "domain/plan_allocation.hpp"

namespace tillbridge::domain {

/// One order line and the item that it holds: the unit in which reservations are counted.
using LineItem = std::pair<std::string, ItemId>;

/// The ledger of one line and item taken apart.
struct LineLedger {
  Decimal sum;                        ///< everything: what is reserved now
  Decimal pending;                    ///< of it, confirmed and waiting for a POS quantity
  Decimal by_hand;                    ///< let go by an operator, ≥ 0
  std::map<DocumentId, Decimal> posted;           ///< known to the POS by these documents, ≥ 0
  std::map<DocumentId, Decimal> by_hand_of;       ///< the part of by_hand that belongs to a document
  std::map<DocumentId, Decimal> pending_of;
  bool written = false;
};

/// The ledger and the pending releases of one order by line and item.
std::map<LineItem, LineLedger> take_apart(const OrderBook& book);

/// Pieces of a line that shipment documents name, by item ("" = none of ours).
std::map<LineItem, Decimal> shipped_by_documents(const std::vector<KnownDocument>& documents);

/// What the POS's numbers already leave out of a line once the quantities behind `told` documents are posted: the pieces of
/// the posted parcels (on hand), or the least that the newest of these order documents and every newer revision hold back (available).
Decimal known_to_pos(PosStockMeaning meaning, const std::vector<KnownDocument>& documents, const LineItem& key, const LineLedger& ledger,
                     const std::set<DocumentId>& told);

}  // namespace tillbridge::domain
