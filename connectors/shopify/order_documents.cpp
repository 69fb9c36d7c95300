#include "connectors/shopify/order_documents.hpp"

namespace tillbridge::connectors::shopify {
namespace {

// Cost by the platform's rule: an object 1 point, a connection 2 and its nodes times `first`; scalars are free.
constexpr const char* kMoney = "{ shopMoney { amount } }";
constexpr const char* kAddress = "{ firstName lastName company address1 address2 city provinceCode province zip countryCodeV2 phone }";

std::string money(const std::string& name) { return name + " " + kMoney + " "; }

const std::string kTaxes = "taxLines { title " + money("priceSet") + "} ";

const std::string kLine = "id sku name title quantity currentQuantity variant { selectedOptions { name value } } " + money("originalUnitPriceSet") +
                          "discountAllocations { " + money("allocatedAmountSet") +
                          "discountApplication { __typename ... on DiscountCodeApplication { code } ... on AutomaticDiscountApplication { title } "
                          "... on ManualDiscountApplication { title } ... on ScriptDiscountApplication { title } } } " + kTaxes;

const std::string kShippingLine = "title " + money("discountedPriceSet") + kTaxes;
const std::string kTransaction = "id kind status processedAt createdAt gateway paymentId " + money("amountSet");
const std::string kFulfilledLine = "quantity lineItem { id } ";
const std::string kRefundedLine = "quantity restockType " + money("subtotalSet") + money("totalTaxSet") + "lineItem { id } ";
const std::string kRefundedShipping = money("subtotalAmountSet") + money("taxAmountSet");
const std::string kRefundTransaction = "id kind status gateway paymentId " + money("amountSet");

std::string connection(const std::string& name, int first, const std::string& node, const std::string& more = {}) {
  return name + "(first: " + std::to_string(first) + more + ") { nodes { " + node + "} pageInfo { hasNextPage endCursor } } ";
}

std::string first(const std::string& name, int count, const std::string& node) { return name + "(first: " + std::to_string(count) + ") { " + node + "} "; }

std::string fulfillment(int lines) {
  return "id status createdAt trackingInfo { company number url } " + connection("fulfillmentLineItems", lines, kFulfilledLine);
}

std::string refund(int lines) {
  return "id createdAt return { id } " + connection("refundLineItems", lines, kRefundedLine) + connection("transactions", 2, kRefundTransaction) +
         connection("refundShippingLines", 1, kRefundedShipping);
}

std::string order() {
  constexpr int kFirstLines = 5, kFirstMovedLines = 3, kFirstShippingLines = 1;
  return "id name createdAt processedAt updatedAt cancelledAt currencyCode taxesIncluded displayFinancialStatus displayFulfillmentStatus returnStatus note email phone "
         "customer { id firstName lastName } " +
         std::string("billingAddress ") + kAddress + " shippingAddress " + kAddress + " " + money("totalPriceSet") + money("totalTipReceivedSet") + money("originalTotalDutiesSet") +
         "additionalFees { name " + money("price") + kTaxes + "} " + kTaxes + connection("lineItems", kFirstLines, kLine) +
         connection("shippingLines", kFirstShippingLines, kShippingLine) + first("transactions", kFirstTransactions, kTransaction) +
         first("fulfillments", kFirstFulfillments, fulfillment(kFirstMovedLines)) + first("refunds", kFirstRefunds, refund(kFirstMovedLines));
}

std::string type_of(const std::string& list) { return list == "refunds" ? "Refund" : "Fulfillment"; }

std::string node_of(const std::string& list) {
  if (list == "lineItems") return kLine;
  if (list == "shippingLines") return kShippingLine;
  if (list == "fulfillmentLineItems") return kFulfilledLine;
  if (list == "refundLineItems") return kRefundedLine;
  return list == "transactions" ? kRefundTransaction : kRefundedShipping;
}

}  // namespace

Document orders_document() {
  return {"Orders",
          "query Orders($query: String!, $first: Int!, $after: String) { orders(first: $first, after: $after, query: $query, sortKey: UPDATED_AT) { edges { cursor node { " + order() + "} } pageInfo { hasNextPage endCursor } } }",
          980};
}

Document order_document() { return {"Order", "query Order($id: ID!) { order(id: $id) { " + order() + "} }", 196}; }

Document names_document(const std::string& list) {
  const std::string name = list == "refunds" ? "RefundNames" : "FulfillmentNames";
  return {name, "query " + name + "($id: ID!) { order(id: $id) { " + first(list, kMostOfAList, "id ") + "} }", 251};
}

Document transactions_document() {
  return {"Transactions", "query Transactions($id: ID!) { order(id: $id) { " + first("transactions", kMostOfAList, kTransaction) + "} }",
          751};
}

Document nodes_document(const std::string& list) {
  constexpr int kLines = 15;
  const std::string type = type_of(list), name = type + "Nodes";
  return {name, "query " + name + "($ids: [ID!]!) { nodes(ids: $ids) { __typename ... on " + type + " { " + (list == "refunds" ? refund(kLines) : fulfillment(kLines)) + "} } }", 600};
}

Document further_document(const std::string& type, const std::string& list) {
  const std::string name = "More" + type + list;
  const int count = list == "lineItems" ? kLinesPerPage : kPartsPerPage;
  return {name,
          "query " + name + "($id: ID!, $after: String) { node(id: $id) { __typename ... on " + type + " { " + connection(list, count, node_of(list), ", after: $after") + "} } }",
          list == "lineItems" ? 800 : 400};
}

Document returns_document() {
  return {"Returns",
          "query Returns($id: ID!, $after: String) { order(id: $id) { " +
              connection("returns", 3, "id status closedAt reverseFulfillmentOrders(first: 2) { nodes { lineItems(first: 25) { nodes { fulfillmentLineItem { lineItem { id } } dispositions { type quantity } } } } } ",
                         ", after: $after") +
              "} }",
          700};
}

}  // namespace tillbridge::connectors::shopify
