#pragma once
#include <string>
#include <utility>
#include <vector>

namespace tillbridge::connectors::http {

using Parameters = std::vector<std::pair<std::string, std::string>>;

/// OAuth 1.0a (RFC 5849) as shops check it: what is signed is method, address and all query parameters; a JSON body is not. Without a token
/// it is one-legged.
struct OAuthSigner {
  std::string consumer_key, consumer_secret;
  std::string signature_method;       ///< "HMAC-SHA256" or "HMAC-SHA1"
  std::string token = {}, token_secret = {};

  /// `parameters` (those of the query) with oauth_consumer_key, oauth_nonce, oauth_signature_method, oauth_timestamp, oauth_token where there is one
  /// and oauth_signature added, to be sent as the query. `url` is the address without its query, as the shop knows itself. The nonce must never
  /// have been used before, also not by a failed try.
  Parameters sign(const std::string& method, const std::string& url, Parameters parameters, const std::string& nonce, long long timestamp) const;
  /// The same as the value of an Authorization header: the oauth_ parameters only; the query is sent as it was.
  std::string sign_header(const std::string& method, const std::string& url, Parameters parameters, const std::string& nonce, long long timestamp) const;

  /// The text that the signature is made over, for tests and for a fake that checks signatures.
  static std::string base_string(const std::string& method, const std::string& url, const Parameters& parameters);
  /// base64(HMAC(key = consumer_secret + "&" + token_secret, base_string)), both secrets percent-encoded.
  std::string signature(const std::string& base_string) const;
};

}  // namespace tillbridge::connectors::http
