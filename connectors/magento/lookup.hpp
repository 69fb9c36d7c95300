#pragma once
#include <map>
#include <span>
#include <string>
#include <vector>

#include "connectors/magento/api.hpp"

namespace tillbridge::connectors::magento {

/// A product as the look-up shows it.
struct FoundProduct {
  std::string id;
  std::string sku;
  std::string type;                   ///< simple, configurable, virtual, bundle, …
  int status = 0;                     ///< 1 enabled, 2 disabled
  int visibility = 0;                 ///< 1 = not by itself, 4 = catalogue and search

  bool is_parent() const { return type == "configurable"; }
};

/// Everything that the shop has under some SKUs: byte-equal hits by SKU, and those that its database takes for the same. Nothing else may be
/// believed unless outcome.ok().
struct SkuLookUp {
  Outcome outcome;
  std::map<std::string, std::vector<FoundProduct>> exact;
  std::map<std::string, std::vector<FoundProduct>> colliding;  ///< by the SKU that was asked for

  const std::vector<FoundProduct>& found(const std::string& sku) const;
  const std::vector<FoundProduct>& collisions(const std::string& sku) const;
};

/// Why the shop could not keep this SKU as it is; "" = it can. Such a SKU is never asked for either.
std::string why_not_portable(const std::string& sku);

/// Looks up any number of SKUs, disabled products too, some 250 in one call (those that hold a comma in calls of their own). SKUs that are not
/// portable are left out. Effects: reads only.
SkuLookUp look_up_skus(Api& api, std::span<const std::string> skus);

/// The product with this id, nothing when the shop has none.
base::Result<std::optional<FoundProduct>> look_up_id(Api& api, const std::string& id);

/// An outcome of a read that a write needed first: nothing was written, so what is unknown may simply be tried again.
Outcome before_writing(Outcome outcome);

}  // namespace tillbridge::connectors::magento
