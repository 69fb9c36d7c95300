#pragma once
#include "domain/derive_documents.hpp"
#include "domain/document_money.hpp"
#include "domain/event_sums.hpp"
#include "domain/order_lines.hpp"

namespace tillbridge::domain {

/// The order as a POS is to book it now: cancelled pieces are left out, except where nothing is left at all: then the lines stay as ordered
/// and Status says "cancelled". An order whose rest was cancelled after a parcel keeps what shipped and says "shipped". Without id and
/// revision.
Document order_document(const Site& site, const Order& order, const OrderMoney& money, const OrderLines& lines, const EventSums& sums);

/// Whether two revisions ask the POS to book the same thing: lines, money, customer, addresses, cancelled or not. Payments and the
/// progress of shipping are told by captures and transactions, not by revisions; an item that has become ours since changes no order.
bool books_the_same(const Document& a, const Document& b);

}  // namespace tillbridge::domain
