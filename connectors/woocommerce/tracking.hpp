#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/decimal.hpp"
#include "connectors/woocommerce/json.hpp"

namespace tillbridge::connectors::woocommerce {

/// A parcel that somebody else's tool tells of: a tracking plugin in the order's meta entries, or the shop's own fulfilments.
struct ToldParcel {
  std::string key;                    ///< stable over repeated readings, ≤ 60 bytes
  std::string carrier, number, url;   ///< url is http(s) or ""
  std::optional<base::Timestamp> shipped_at;
  std::map<std::string, base::Decimal> lines;  ///< pieces by order line, each at most what was ordered; empty = the tool does not say
};

/// All parcels that the tools known to us tell of, each tracking number once: what one tool leaves out is taken from the next. Plugins copy
/// each other's numbers. Values of any shape are tolerated; what cannot be read is left out. `fulfillments` is the list of
/// GET /orders/<id>/fulfillments, null or empty where it was not asked. Sources: docs/platforms/woocommerce.md.
std::vector<ToldParcel> read_told_parcels(const Json& order, const Json& fulfillments);

/// Whether the shop keeps fulfilments for this order, so that asking for them makes sense.
bool has_fulfillments(const Json& order);

}  // namespace tillbridge::connectors::woocommerce
