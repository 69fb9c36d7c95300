#pragma once
#include <chrono>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "domain/site.hpp"

namespace tillbridge::connectors::bigcommerce {

/// A store's address, token and options, read and checked once (docs/platforms/bigcommerce.md lists them for operators).
struct Settings {
  std::string base_url;               ///< ".../stores/{hash}", without a slash at the end and without the version
  std::string access_token;           ///< X-Auth-Token
  std::string webhook_secret;         ///< the client secret of the API account, which signs the webhooks; "" = none
  int location_id = 1;                ///< where stock is written; 1 is every store's default location
  std::vector<int> categories;        ///< of new products; stores with the V2 product experience refuse one without
  int price_decimals = 2;             ///< those of the account's currency, unless the site says otherwise
  std::string weight_unit = "kg";     ///< what the store's weights mean: kg, g, lb or oz
  bool unique_names = true;           ///< a name that the store has already gets the SKU behind it; else the product is refused
  bool send_images = false;           ///< image addresses are given to the store at creation, which downloads them at once
  std::chrono::seconds order_overlap{600};
};

/// Site options: location_id, categories (ids with commas), price_decimals, weight_unit, duplicate_names (add_sku|refuse), send_images,
/// order_overlap (seconds, at least 120), capture_on_ship (only false: the platform's API takes the whole payment or nothing). Secrets: access_token, webhook_secret
/// (optional). kInvalidRequest names what is missing or wrong. `currency` is the account's.
base::Result<Settings> read_settings(const domain::Site& site, const domain::SiteSecrets& secrets, const std::string& currency = {});

}  // namespace tillbridge::connectors::bigcommerce
