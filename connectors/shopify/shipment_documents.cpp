#include "connectors/shopify/shipment_documents.hpp"

namespace tillbridge::connectors::shopify {
namespace {

const std::string kLines = "nodes { id remainingQuantity lineItem { id } } pageInfo { hasNextPage endCursor } ";
/// What the platform asks for a mutation, whatever it holds.
constexpr int kMutation = 10;

}  // namespace

Document fulfillment_orders_document() {
  return {"FulfillmentOrders",
          "query FulfillmentOrders($id: ID!, $after: String) { order(id: $id) { fulfillmentOrders(first: 10, after: $after) { nodes { id status supportedActions { action } "
          "assignedLocation { location { id } } lineItems(first: 30) { " + kLines + "} } pageInfo { hasNextPage endCursor } } } }",
          663};
}

Document fulfillment_order_lines_document() {
  return {"FulfillmentOrderLines", "query FulfillmentOrderLines($id: ID!, $after: String) { fulfillmentOrder(id: $id) { lineItems(first: 100, after: $after) { " + kLines + "} } }", 203};
}

Document create_document() {
  return {"FulfillmentCreate",
          "mutation FulfillmentCreate($fulfillment: FulfillmentInput!) { fulfillmentCreate(fulfillment: $fulfillment) { fulfillment { id status } userErrors { field message } } }", kMutation};
}

Document tracking_document() {
  return {"FulfillmentTracking",
          "mutation FulfillmentTracking($id: ID!, $tracking: FulfillmentTrackingInput!, $notify: Boolean) { fulfillmentTrackingInfoUpdate(fulfillmentId: $id, "
          "trackingInfoInput: $tracking, notifyCustomer: $notify) { fulfillment { id } userErrors { field message } } }",
          kMutation};
}

}  // namespace tillbridge::connectors::shopify
