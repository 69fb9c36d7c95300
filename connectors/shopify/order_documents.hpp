#pragma once
#include <string>

#include "connectors/shopify/api.hpp"

namespace tillbridge::connectors::shopify {

/// Orders of one page: with the first entries of every list in them a page asks for less than the 1,000 points that a document may have. Fewer
/// where the shop counts otherwise.
inline constexpr int kOrdersPerPage = 5;
/// First entries of the lists that are plain lists and tell nothing of further ones: a full one is asked for again, whole.
inline constexpr int kFirstTransactions = 4;
inline constexpr int kFirstFulfillments = 2;
inline constexpr int kFirstRefunds = 2;
/// The most that an order may have of each; the platform pages none of them.
inline constexpr int kMostOfAList = 250;
/// Entries of a follow-up page.
inline constexpr int kLinesPerPage = 50;
inline constexpr int kPartsPerPage = 50;
/// Fulfillments or refunds asked for by name in one document.
inline constexpr int kNodesPerCall = 5;

/// Orders in the sequence of their changes: variables query, first, after.
Document orders_document();
/// One order: variable id.
Document order_document();
/// Names of an order's fulfillments or refunds: variable id.
Document names_document(const std::string& list);
/// Whole transactions of an order: variable id.
Document transactions_document();
/// Fulfillments or refunds by name: variable ids.
Document nodes_document(const std::string& list);
/// A further page of `list` in the thing of `type` by name: variables id, after. Knows Order.lineItems, Order.shippingLines,
/// Fulfillment.fulfillmentLineItems, Refund.refundLineItems, Refund.transactions and Refund.refundShippingLines.
Document further_document(const std::string& type, const std::string& list);
/// The returns of an order with what became of their pieces: variables id, after.
Document returns_document();

}  // namespace tillbridge::connectors::shopify
