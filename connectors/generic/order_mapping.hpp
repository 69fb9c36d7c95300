#pragma once
#include "connectors/generic/json.hpp"
#include "domain/web_order.hpp"

namespace tillbridge::connectors::generic {

/// An order of the shop with all its children as our snapshot and events. Event ids are "<order>/captured/<id>", "/shipped/", "/refunded/",
/// "/cancelled/", "/edited/" and "<order>/placed". A field that is not what the contract says is told to the reader.
domain::CollectedOrder read_order(JsonReader& reader, const Json& order);

}  // namespace tillbridge::connectors::generic
