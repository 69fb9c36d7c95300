#pragma once
#include <map>
#include <span>
#include <string>
#include <vector>

#include "connectors/woocommerce/api.hpp"

namespace tillbridge::connectors::woocommerce {

/// A product or variation as the SKU look-up shows it.
struct FoundProduct {
  std::string sku;
  std::string type;                   ///< simple, variable, variation, or a plugin's word
  domain::RemoteRef ref;
};

/// Everything that the shop returned for some SKUs: byte-equal hits by SKU, and those that the shop's database takes for the same.
struct SkuLookUp {
  std::map<std::string, std::vector<FoundProduct>> exact;
  std::map<std::string, std::vector<FoundProduct>> colliding;  ///< by the SKU that was asked for

  const std::vector<FoundProduct>& found(const std::string& sku) const;
  const std::vector<FoundProduct>& collisions(const std::string& sku) const;
};

/// Why the shop could not keep this SKU as it is: it trims, collapses blanks, strips markup and percent codes, and takes "0" for none. "" = it can.
/// Such a SKU must never be asked for either: an empty filter returns the whole catalogue.
std::string why_not_portable(const std::string& sku);

/// Where products live that a look-up should see: everywhere but the bin, or the bin alone.
enum class Shelf { kListed, kTrash };

/// Looks up any number of SKUs, at most 100 per call (one that holds a comma alone) and several pages where there are more hits than fit. SKUs that are not portable are left
/// out. Effects: reads only.
base::Result<SkuLookUp> look_up_skus(Api& api, std::span<const std::string> skus, Shelf shelf);

}  // namespace tillbridge::connectors::woocommerce
