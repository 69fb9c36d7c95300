#pragma once
#include <string>
#include <vector>

#include "domain/account.hpp"
#include "domain/allocation.hpp"
#include "domain/document.hpp"
#include "domain/order.hpp"
#include "domain/site.hpp"

namespace tillbridge::domain {

/// What one order does to the ledger; pure. Answers the entries to append (none when the ledger says it already).
///
/// Per line with an item of ours an order holds what has shipped plus what is still to ship; cancelled pieces, refunded pieces that
/// never shipped, and the rest of a cancelled or closed order are given back, each once. What the POS was told already (posted, or
/// confirmed and waiting for its next quantity) is not given back here: the POS's own numbers do that. So any order of arrival of
/// the same events ends in the same sum, and no line's sum falls below zero.
/// `ledger` and `pending` are this order's. Empty for a site whose allocation is off and for orders from before the connection.
std::vector<AllocationEntry> plan_allocation(const Site& site, const Order& order, const std::vector<OrderEvent>& events,
                                             const std::vector<ItemId>& our_items, const std::vector<AllocationEntry>& ledger,
                                             const std::vector<PendingRelease>& pending, Timestamp now);

/// The reservations that this document's confirm marks as told to the POS; they end with its next newer quantity. Never more than
/// the ledger still holds of a line, and never twice for one document. Empty where the account's pairing names another kind.
std::vector<PendingRelease> plan_releases(const Account& account, const Document& confirmed, const std::vector<AllocationEntry>& ledger,
                                          const std::vector<PendingRelease>& pending, Timestamp confirmed_at,
                                          const std::optional<Timestamp>& booked_at);

/// The ledger entry that ends a reservation; its key is the document's and the line's, so writing it again changes nothing.
AllocationEntry posted_entry(const PendingRelease& release, Timestamp at);

}  // namespace tillbridge::domain
