#pragma once
#include <chrono>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "domain/site.hpp"

namespace tillbridge::connectors::woocommerce {

/// How a request proves who it is. Basic and query keys only over https; a shop reached by http gets signed requests.
enum class Authentication { kBasic, kQueryKeys, kOAuth };

/// A site's address, keys and options, read and checked once (docs/platforms/woocommerce.md lists them for operators).
struct Settings {
  std::string base_url;               ///< without a slash at the end; "/index.php" at its end is kept
  std::string signing_url;            ///< the home address that the shop is configured with: what OAuth signatures are made over
  std::string consumer_key, consumer_secret;
  Authentication authentication = Authentication::kBasic;
  std::string signature_method = "HMAC-SHA256";
  int batch_size = 50;                ///< objects per batch call, 1–100
  int price_decimals = 2;             ///< those of the account's currency, unless the site says otherwise
  std::string weight_unit = "kg";     ///< what the shop's weights mean: kg, g, lbs or oz
  bool place_pending = false;         ///< an order counts as placed while its payment is still open
  bool customer_notes = true;         ///< tracking goes to the shopper by e-mail, else an internal note
  bool send_images = false;           ///< image addresses are given to the shop at creation, which downloads them at once
  std::vector<std::string> shippable_statuses{"processing", "on-hold"};
  std::vector<std::string> shipped_statuses{"shipped", "delivered", "updated-tracking"};  ///< of plugins, beside "completed"
  std::chrono::seconds order_overlap{600};
};

/// Site options: signing_url, authentication (basic|query), signature (HMAC-SHA256|HMAC-SHA1), batch_size, price_decimals, weight_unit,
/// place_pending, customer_notes, send_images, shippable_statuses, shipped_statuses, order_overlap (seconds, at least 120), capture_on_ship
/// (only false: the shop's API takes no money). Secrets: consumer_key, consumer_secret. kInvalidRequest names what is missing or wrong.
/// `currency` is the account's.
base::Result<Settings> read_settings(const domain::Site& site, const domain::SiteSecrets& secrets, const std::string& currency = {});

}  // namespace tillbridge::connectors::woocommerce
