#pragma once
#include <string>
#include <vector>

#include "connectors/http/json.hpp"

namespace tillbridge::connectors::magento {

using Json = http::Json;

/// The mark by which a shipment of ours is known again: a comment that shoppers do not see, written in the same call as the shipment.
/// Clerks read "Till parcel P-1".
std::string mark_of(const std::string& shipment_id);

/// The POS's shipment id of a shipment that we wrote; "" for the shop's own. A shop's shipment to which we only added a tracking number carries the
/// mark in that number's description, and counts as ours where exactly one of its numbers does.
std::string marked_id(const Json& shipment);
/// Every id that stands on the shipment, of either kind.
std::vector<std::string> marked_ids(const Json& shipment);

}  // namespace tillbridge::connectors::magento
