#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "connectors/woocommerce/json.hpp"
#include "domain/shipment.hpp"

namespace tillbridge::connectors::woocommerce {

/// The order's meta entry in which we keep what we have shipped: hidden from shoppers by its underscore, the mark that makes repeats harmless.
inline constexpr const char* kParcelMeta = "_tillbridge_shipments";

/// One parcel that we have written to an order.
struct Parcel {
  std::string shipment_id;
  std::string carrier, service, tracking_number, tracking_url;
  base::Timestamp at;
  std::vector<domain::ShipmentLine> lines;  ///< by line_id
  bool already_shipped = false;       ///< the shop had shipped these pieces itself: the entry adds carrier and tracking only
};

/// Reads the meta entry, whether the shop kept it as text or as a list; empty for none. Nothing where there is an entry that cannot be read: then
/// nobody knows what was shipped, and nothing may be written over it.
std::optional<std::vector<Parcel>> read_parcels(const Json& order);
/// The entry's text. Holds no backslash: WordPress strips those from stored texts.
std::string write_parcels(const std::vector<Parcel>& parcels);

}  // namespace tillbridge::connectors::woocommerce
