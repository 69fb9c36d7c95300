#pragma once
#include "domain/derive_documents.hpp"
#include "domain/document_money.hpp"
#include "domain/event_sums.hpp"

namespace tillbridge::domain {

/// What transactions are made from: the order and what its stored transactions carry already.
struct TransactionSource {
  const Site& site;
  const Order& order;
  const EventSums& sums;
  const std::vector<ItemId>& our_items;
  Carried shipped;
  Carried returned;
};

/// One parcel with its share of the order's money (rules: derive_documents). Does not change `from`.
Document shipment_document(const TransactionSource& from, const OrderEvent& event);

/// One refund with what it gives back; every figure is the amount given back. The total is the money that the shop names; what its
/// lines do not explain stands as a fee named "adjustment", cents as rounding. Lines of no pieces become such fees too.
Document return_document(const TransactionSource& from, const OrderEvent& event);

}  // namespace tillbridge::domain
