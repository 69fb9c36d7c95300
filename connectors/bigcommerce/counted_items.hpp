#pragma once
#include <map>
#include <set>
#include <span>
#include <string>

#include "connectors/bigcommerce/api.hpp"

namespace tillbridge::connectors::bigcommerce {

/// What the store's inventory and catalogue know of some references.
struct CountedItems {
  Outcome outcome;                    ///< not ok: the store could not be asked
  std::set<std::string> counted;      ///< keys of references that the inventory has
  bool location_is_closed = false;    ///< the store has no enabled location of that number
  std::map<std::string, std::string> tracking;  ///< none, product or variant, of the products not counted that the catalogue has

  static std::string key_of(const domain::RemoteRef& remote) { return remote.product_id + "/" + remote.variant_id; }
};

/// Reads which of the references the store counts, which of the others it still has, and whether stock can be written to the location at all: for batches
/// that were refused without a culprit. Reads only.
CountedItems read_counted(Api& api, std::span<const domain::RemoteRef> references, int location_id);

}  // namespace tillbridge::connectors::bigcommerce
