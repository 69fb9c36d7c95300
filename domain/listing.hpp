#pragma once
#include <optional>
#include <string>
#include <vector>

#include "domain/item.hpp"

namespace tillbridge::domain {

/// Where an item lives in a shop, in the platform's own ids; opaque outside the connector.
struct RemoteRef {
  std::string product_id;             ///< the simple product, or the parent of the variant
  std::string variant_id;             ///< "" for a simple product
  bool operator==(const RemoteRef&) const = default;
};

/// The price that a shop gets: sale only when it is > 0, lower than the price and has a moment at which it is valid.
struct WebPrice {
  Decimal price;
  std::optional<Decimal> sale_price;
  std::optional<Timestamp> sale_start, sale_end;
  bool operator==(const WebPrice&) const = default;
};

/// A window that ends before it starts, or at that moment: a sale in it is never valid. Without a start it began long ago, without an
/// end it goes on.
bool is_empty_window(const std::optional<Timestamp>& start, const std::optional<Timestamp>& end);

/// What a shop is to be sent for this item: the sale price only if > 0, lower than the price and in a window that is not empty. Nothing
/// without a price; a price of 0 is one.
std::optional<WebPrice> web_price(const ItemPrice& price);

enum class ListingState { kLive, kGone };

/// An item on a site: made when the shop has it. `sent_` values are what the shop was last known to hold; absent = unknown,
/// so the next run sends again.
struct Listing {
  SiteId site_id{};
  ItemId item_id;
  ListingState state = ListingState::kLive;
  RemoteRef remote;
  std::optional<Decimal> sent_quantity;
  std::optional<WebPrice> sent_price;
  std::optional<bool> sent_visible;   ///< what we last asked for; absent = the merchant's own choice
  bool adopted = false;               ///< the shop had the SKU before us
  std::vector<NameValue> published_options;  ///< of a variant, as the shop got them at creation (domain/attribute_map.hpp); empty = as the POS has them, or adopted
  std::optional<Timestamp> quantity_sent_at, price_sent_at;
  Timestamp created_at;
};

}  // namespace tillbridge::domain
