#pragma once
#include <optional>
#include <string>

#include "domain/listing.hpp"

namespace tillbridge::connectors::shopify {

/// Where an item lives in Shopify: every sellable thing is a variant, its stock is on an inventory item of its own. Prices need the variant, stock the
/// inventory item; both are kept in our reference, so that no look-up stands before a write. A simple product is {"product:variant:item", ""},
/// a variant {"product", "variant:item"}: one that has sisters is told apart, whatever the merchant adds later.
struct Remote {
  std::string product, variant, inventory_item;

  domain::RemoteRef as_simple() const { return {product + ":" + variant + ":" + inventory_item, ""}; }
  domain::RemoteRef as_variant() const { return {product, variant + ":" + inventory_item}; }
  /// Nothing for a reference that is none of this platform.
  static std::optional<Remote> from(const domain::RemoteRef& ref);
};

/// The product of a reference to a parent or to one of its variants; "" for one that is none of this platform.
std::string product_of(const domain::RemoteRef& ref);

}  // namespace tillbridge::connectors::shopify
