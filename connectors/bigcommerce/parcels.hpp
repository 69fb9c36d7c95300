#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "connectors/bigcommerce/order_parts.hpp"
#include "domain/shipment.hpp"

namespace tillbridge::connectors::bigcommerce {

/// One shipment of an order as the shop keeps it (GET /v2/orders/<id>/shipments).
struct Parcel {
  std::string id;                     ///< the shop's
  std::string shipment_id;            ///< the POS's, where we wrote it; "" = made by somebody else
  std::string address_id;
  std::string carrier, service, tracking_number, tracking_url;
  std::optional<base::Timestamp> created;
  std::map<std::string, base::Decimal> lines;  ///< pieces by order product
};

std::vector<Parcel> read_parcels(const Json& shipments);

/// The mark that makes repeats harmless: "Shipment-ID: P-1" in the shipment's comments, other characters than letters, digits and -._~ percent-encoded, because
/// shops change those.
std::string parcel_mark(const std::string& shipment_id);

/// The body of a new shipment: carrier as a provider or carrier word that the shop knows, as it was written in shipping_method, the mark, and the pieces.
Json to_shipment_json(const domain::Shipment& shipment, const std::string& address_id, const std::map<std::string, base::Decimal>& lines);
/// What a shipment without a tracking number is given: number and link, and the carrier where it names none.
Json to_tracking_json(const domain::Shipment& shipment, const Parcel& parcel);

/// The shop keeps this many characters of a tracking number.
inline constexpr std::size_t kLongestTracking = 50;

}  // namespace tillbridge::connectors::bigcommerce
