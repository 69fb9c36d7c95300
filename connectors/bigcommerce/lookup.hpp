#pragma once
#include <map>
#include <span>
#include <string>
#include <vector>

#include "connectors/bigcommerce/api.hpp"

namespace tillbridge::connectors::bigcommerce {

/// What the store sells under a SKU. A simple product is the product itself; its base variant is not shown.
struct FoundItem {
  std::string sku;
  domain::RemoteRef ref;
  bool is_parent = false;             ///< a product with variants: nothing that sells by itself
};

/// How far a look-up goes. The store finds the SKUs of products and of stock-keeping variants by the hundred; a variant whose stock it does not count is
/// found only by a call of its own.
enum class Depth { kByTheHundred, kEveryVariant };

/// Everything that the store returned for some SKUs: byte-equal hits, and those that the store, which ignores case, takes for the same.
struct SkuLookUp {
  Outcome outcome;                    ///< not ok: the store could not be asked, nothing is known
  std::map<std::string, std::vector<FoundItem>> exact;
  std::map<std::string, std::vector<FoundItem>> colliding;  ///< by the SKU that was asked for

  const std::vector<FoundItem>& found(const std::string& sku) const;
  const std::vector<FoundItem>& collisions(const std::string& sku) const;
};

/// Why the store could not keep this SKU as it is; "" = it can.
std::string why_not_portable(const std::string& sku);

/// Looks up any number of SKUs; those that are not portable are left out. A SKU that holds a comma is asked for alone. Reads only.
SkuLookUp look_up_skus(Api& api, std::span<const std::string> skus, Depth depth);

}  // namespace tillbridge::connectors::bigcommerce
