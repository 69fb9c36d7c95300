#pragma once
#include <chrono>
#include <map>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "domain/site.hpp"

namespace tillbridge::connectors::magento {

/// Which Magento it is: the paid edition schedules sales and asks for other dates.
enum class Edition { kAsk, kOpenSource, kCommerce };

/// A site's address, keys and options, read and checked once (docs/platforms/magento.md lists them for operators).
struct Settings {
  std::string base_url;               ///< without a slash at the end and without "/rest"
  std::string signing_url;            ///< the same address as the shop knows itself: what signatures are made over
  std::string consumer_key, consumer_secret, access_token, access_token_secret;
  std::string store_code = "all";     ///< of every path; another than "all" writes values of one store view
  Edition edition = Edition::kAsk;
  int price_decimals = 2;             ///< those of the account's currency, unless the site says otherwise
  std::string weight_unit = "kgs";    ///< what the shop's weights mean: kgs or lbs

  // Products.
  int attribute_set_id = 4;           ///< 4 is "Default" of a new shop
  std::vector<int> website_ids;       ///< empty = every website, as the shop does by itself
  int tax_class_id = 2;               ///< of taxable goods; 2 is "Taxable Goods" of a new shop
  std::map<std::string, std::string> option_codes;  ///< the till's option name to the shop's attribute code, where they differ
  int publish_batch = 100;            ///< products in one call of publish_products
  int bulk_threshold = 20;            ///< so many new products at once go by the shop's own queue; 0 = never
  std::chrono::minutes bulk_patience{60};  ///< after that an operation that never ran is given up and made singly

  // Stock and prices.
  std::string source_code = "default";
  int batch_size = 250;               ///< rows of one list call, 1–500; the connector goes below by itself

  // Orders and shipments.
  std::chrono::seconds order_overlap{300};
  bool place_pending = false;         ///< an order counts as placed while its payment is still open
  bool notify_customer = true;        ///< the shop mails the shopper when a parcel is recorded
};

/// Site options: the names above (signing_url, store_code, edition (auto|open_source|commerce), …; option_codes as "Size=size,Colour=color";
/// bulk_patience in minutes, order_overlap in seconds, at least 120), and capture_on_ship (only false). Secrets: consumer_key, consumer_secret,
/// access_token, access_token_secret. kInvalidRequest names what is missing or wrong. `currency` is the account's.
base::Result<Settings> read_settings(const domain::Site& site, const domain::SiteSecrets& secrets, const std::string& currency = {});

}  // namespace tillbridge::connectors::magento
