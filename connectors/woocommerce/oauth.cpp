#include "connectors/woocommerce/oauth.hpp"

#include <algorithm>

#include "connectors/http/signature.hpp"
#include "connectors/http/url.hpp"

namespace tillbridge::connectors::woocommerce {

std::string OAuthSigner::base_string(const std::string& method, const std::string& url, const Parameters& parameters) {
  Parameters encoded;
  for (const auto& [name, value] : parameters)
    if (name != "oauth_signature") encoded.emplace_back(http::encode_component(name), http::encode_component(value));
  std::sort(encoded.begin(), encoded.end());
  std::string joined;
  for (const auto& [name, value] : encoded) joined += (joined.empty() ? "" : "&") + name + "=" + value;
  return method + "&" + http::encode_component(url) + "&" + http::encode_component(joined);
}

std::string OAuthSigner::signature(const std::string& base) const {
  const auto digest = signature_method == "HMAC-SHA1" ? http::Digest::kSha1 : http::Digest::kSha256;
  return http::hmac_base64(digest, consumer_secret + "&", base);
}

Parameters OAuthSigner::sign(const std::string& method, const std::string& url, Parameters parameters, const std::string& nonce, long long timestamp) const {
  parameters.emplace_back("oauth_consumer_key", consumer_key);
  parameters.emplace_back("oauth_nonce", nonce);
  parameters.emplace_back("oauth_signature_method", signature_method);
  parameters.emplace_back("oauth_timestamp", std::to_string(timestamp));
  const std::string made = signature(base_string(method, url, parameters));
  parameters.emplace_back("oauth_signature", made);
  return parameters;
}

}  // namespace tillbridge::connectors::woocommerce
