#pragma once
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "connectors/site_memory.hpp"

namespace tillbridge::connectors::shopify {

/// Which fulfillments of an order are which parcels of ours. The platform has no place for our ShipmentId, and two parcels can be alike to the last
/// piece (no tracking number, or one for a whole consignment). So it is noted what stood there before a parcel is written, and what
/// was written for it. Kept in the site's memory while the order has pieces to ship; without a note tracking number and
/// pieces decide.
class ParcelLedger {
 public:
  struct Note {
    std::string shipment_id;
    std::vector<std::string> before;  ///< fulfillments that stood there when the parcel was first written
    std::vector<std::string> written; ///< those that are the parcel, as far as the shop has said so
  };

  ParcelLedger(SiteMemory& memory, std::string web_order_id) : memory_(memory), prefix_("parcel/" + std::move(web_order_id) + "/") {}

  std::optional<Note> find(const std::string& shipment_id) const;
  void store(const Note& note);
  /// Fulfillments that are other parcels of this order.
  std::set<std::string> taken_by_others(const std::string& shipment_id) const;
  /// Our ShipmentId by fulfillment, for all that is noted.
  std::map<std::string, std::string> names() const;
  /// Nothing more is to be shipped: a repeat finds an order without pieces. Parcels of several fulfillments stay, because nothing else says that those
  /// are one parcel.
  void forget_order();

 private:
  std::string key(const std::string& shipment_id) const;

  SiteMemory& memory_;
  std::string prefix_;
};

}  // namespace tillbridge::connectors::shopify
