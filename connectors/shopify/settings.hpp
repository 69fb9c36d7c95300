#pragma once
#include <chrono>
#include <string>

#include "base/result.hpp"
#include "domain/site.hpp"

namespace tillbridge::connectors::shopify {

/// The version of the Admin API that every call names; the shop may answer with a later one once this one is retired.
inline constexpr const char* kApiVersion = "2026-10";

/// Where the access token comes from.
enum class TokenSource {
  kStatic,             ///< one that never expires, made in the shop's admin
  kClientCredentials,  ///< an app of the shop's own organisation: id and secret buy a token of a day
  kRefreshToken,       ///< any other app: a refresh token buys a token of an hour and the next refresh token
};

/// A site's address, credentials and options, read and checked once (docs/platforms/shopify.md lists them for operators).
struct Settings {
  std::string base_url;               ///< https://<shop>.myshopify.com, without a slash at the end
  TokenSource token_source = TokenSource::kStatic;
  std::string token;                  ///< kStatic
  std::string client_id, client_secret;
  std::string refresh_token;          ///< kRefreshToken: the first one; its successors are in the site's memory
  std::string location;               ///< where stock is kept: id or name; "" = the shop's only one
  int price_decimals = 2;             ///< those of the account's currency, unless the site says otherwise
  int publish_batch = 50;             ///< products per call of the connector; the platform takes one per mutation
  int stock_batch = 250;              ///< rows per mutation, 1–250
  int price_batch = 2'000;            ///< items per call of the connector
  int products_per_call = 20;         ///< products whose prices go in one document, 1–50
  int bulk_threshold = 250;           ///< so many products and more get their prices by a bulk operation; 0 = never
  bool notify_customers = true;       ///< the shop mails the shopper when a parcel is recorded
  std::chrono::seconds order_overlap{600};
};

/// Site options: client_id, location, price_decimals, publish_batch, stock_batch, price_batch, products_per_call, bulk_threshold, notify_customers,
/// order_overlap (seconds, at least 120), capture_on_ship (only false). Secrets: token; or client_secret with the option client_id, and refresh_token where
/// the app has one. kInvalidRequest names what is missing or wrong. `currency` is the account's.
base::Result<Settings> read_settings(const domain::Site& site, const domain::SiteSecrets& secrets, const std::string& currency = {});

}  // namespace tillbridge::connectors::shopify
