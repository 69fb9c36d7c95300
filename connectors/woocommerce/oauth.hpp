#pragma once
#include <string>
#include <utility>
#include <vector>

namespace tillbridge::connectors::woocommerce {

using Parameters = std::vector<std::pair<std::string, std::string>>;

/// One-legged OAuth 1.0a (RFC 5849) as WooCommerce checks it: what is signed is method, address and all query parameters; a JSON body is not.
struct OAuthSigner {
  std::string consumer_key, consumer_secret;
  std::string signature_method;       ///< "HMAC-SHA256" or "HMAC-SHA1"

  /// The parameters with oauth_consumer_key, oauth_nonce, oauth_signature_method, oauth_timestamp and oauth_signature added. `url` is the
  /// address without its query, as the shop knows itself. The nonce must never have been used before, also not by a failed try.
  Parameters sign(const std::string& method, const std::string& url, Parameters parameters, const std::string& nonce, long long timestamp) const;

  /// The text that the signature is made over, for tests and for a fake that checks signatures.
  static std::string base_string(const std::string& method, const std::string& url, const Parameters& parameters);
  /// base64(HMAC(key = consumer_secret + "&", base_string)).
  std::string signature(const std::string& base_string) const;
};

}  // namespace tillbridge::connectors::woocommerce
