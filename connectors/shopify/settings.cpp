#include "connectors/shopify/settings.hpp"

#include "connectors/http/address_policy.hpp"
#include "connectors/site_options.hpp"
#include "domain/line_money.hpp"

namespace tillbridge::connectors::shopify {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

/// The platform takes no longer lists.
constexpr int kLongestList = 250;
constexpr int kMostProducts = 250;
constexpr int kMostPrices = 5'000;
/// Fifty mutations of ten points each: what the smallest bucket gives at once without waiting for long.
constexpr int kMostProductsPerCall = 50;
constexpr int kHighestThreshold = 100'000;
constexpr int kLeastOverlap = 120;
constexpr int kLargestOverlap = 24 * 3600;
constexpr const char* kHowToGetOne = "take the Admin API access token of the custom app in Settings > Apps > Develop apps, or give the option client_id with the secret client_secret";

/// The shop's address without the path of its admin, which people copy along; "" where it is the admin that all shops share.
std::string shop_address(const std::string& url) {
  if (url.find("://admin.shopify.com") != std::string::npos) return {};
  return without_trailing_slash(url.substr(0, url.find("/admin", url.find("://") + 3)));
}

Result<void> read_credentials(Settings& out, SiteOptions& options, const domain::SiteSecrets& secrets) {
  out.client_id = options.text("client_id", "");
  out.client_secret = optional_secret(secrets, "client_secret");
  out.refresh_token = optional_secret(secrets, "refresh_token");
  if (out.client_id.empty()) {
    const bool forgot_the_id = !out.client_secret.empty() && optional_secret(secrets, "token").empty();
    if (forgot_the_id) options.complain("client_id", "is missing: it stands beside the client secret in the app's settings");
    if (const auto complaint = options.complaint()) return *complaint;
    auto token = required_secret(secrets, "token", kHowToGetOne);
    if (!token) return token.error();
    out.token = std::move(*token);
    return {};
  }
  out.token_source = out.refresh_token.empty() ? TokenSource::kClientCredentials : TokenSource::kRefreshToken;
  if (auto secret = required_secret(secrets, "client_secret", "it stands beside the client id in the app's settings"); !secret) return secret.error();
  return {};
}

}  // namespace

Result<Settings> read_settings(const domain::Site& site, const domain::SiteSecrets& secrets, const std::string& currency) {
  if (const auto checked = http::check_base_url(site.base_url, {site.allow_plain_http, site.allow_private_address}); !checked)
    return checked.error();
  Settings out;
  out.base_url = shop_address(site.base_url);
  if (out.base_url.empty())
    return Error{.code = ErrorCode::kInvalidRequest,
                 .message = "the address must be the shop's own, https://<shop>.myshopify.com, where <shop> is what follows /store/ in the admin's address",
                 .word = "bad_url",
                 .field = "base_url"};
  SiteOptions options(site);
  if (const auto given = read_credentials(out, options, secrets); !given) return given.error();
  out.location = options.text("location", "");
  out.price_decimals = options.number("price_decimals", domain::currency_decimals(currency), 0, 4);
  out.publish_batch = options.number("publish_batch", out.publish_batch, 1, kMostProducts);
  out.stock_batch = options.number("stock_batch", out.stock_batch, 1, kLongestList);
  out.price_batch = options.number("price_batch", out.price_batch, 1, kMostPrices);
  out.products_per_call = options.number("products_per_call", out.products_per_call, 1, kMostProductsPerCall);
  out.bulk_threshold = options.number("bulk_threshold", out.bulk_threshold, 0, kHighestThreshold);
  out.notify_customers = options.flag("notify_customers", out.notify_customers);
  if (options.flag("capture_on_ship", false))
    options.complain("capture_on_ship", "cannot be true: let the shop take the money itself, in Settings > Payments > capture when the order is fulfilled");
  out.order_overlap = std::chrono::seconds(options.number("order_overlap", static_cast<int>(out.order_overlap.count()), kLeastOverlap, kLargestOverlap));
  if (const auto complaint = options.finish()) return *complaint;
  return out;
}

}  // namespace tillbridge::connectors::shopify
