#pragma once
#include <vector>

#include "connectors/shopify/json.hpp"
#include "domain/web_order.hpp"

namespace tillbridge::connectors::shopify {

/// Everything that has happened to an order, from its fields with all their pages and, where it has any, its returns. Ids are made of the shop's own:
/// "17/placed", "17/captured/<transaction>", "17/shipped/<fulfillment>", "17/refunded/<refund>", "17/returned/<return>" for pieces that
/// came back without a refund, "17/shipped/rest" for what needs no parcel once everything else is shipped (a tip), "17/cancelled". A refund whose money is
/// still on its way comes when it has arrived, because an event never changes.
std::vector<domain::OrderEvent> to_events(const Json& order, const domain::WebOrder& web);

/// Whether a fulfillment was taken back: its pieces may ship again under another id, and may not count twice.
bool took_shipments_back(const Json& order);

/// A parcel that left and was not taken back.
bool has_left(const Json& fulfillment);
/// All its tracking numbers as one text, "A, B".
std::string tracking_of(const Json& fulfillment);

}  // namespace tillbridge::connectors::shopify
