#pragma once
#include "domain/derive_documents.hpp"
#include "domain/event_sums.hpp"

namespace tillbridge::domain {

/// The order as a POS is to book it now: cancelled pieces are left out, except where nothing is left at all: then the lines
/// stay as ordered and Status says "cancelled". Without id and revision.
Document order_document(const Site& site, const Order& order, const EventSums& sums, const std::vector<ItemId>& our_items);

/// Whether two revisions ask the POS to book the same thing: lines, money, customer, addresses, cancelled or not. Payments and the
/// progress of shipping are told by captures and transactions, not by revisions.
bool books_the_same(const Document& a, const Document& b);

}  // namespace tillbridge::domain
