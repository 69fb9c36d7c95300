#pragma once
#include "domain/derive_documents.hpp"
#include "domain/document_money.hpp"
#include "domain/order_lines.hpp"
#include "domain/returned_so_far.hpp"
#include "domain/shipped_so_far.hpp"

namespace tillbridge::domain {

/// The order that transactions are made from.
struct TransactionSource {
  const Site& site;
  const Order& order;
  const OrderMoney& money;
  const OrderLines& lines;
  int places;                         ///< decimals of the order's currency
};

/// One parcel with its share of the order's money (rules: derive_documents), taken over into `so_far`.
///
/// A line costs its pieces at the shop's unit price with its share of discount and tax. Pieces beyond the ordered ones, and those of a line
/// that the shop took out of the order, cost nothing.
Document shipment_document(const TransactionSource& from, ShippedSoFar& so_far, const OrderEvent& event);

/// One refund with what it gives back, taken over into `so_far`; every figure is the amount given back. The total is the money that the shop
/// names. Lines for which it names none give back their share of the line. What the lines and the shipping charge do not explain stands as
/// a fee named "adjustment", below zero where the shop kept money back; cents as rounding. Lines of no pieces become such fees too.
Document return_document(const TransactionSource& from, ReturnedSoFar& so_far, const OrderEvent& event);

}  // namespace tillbridge::domain
