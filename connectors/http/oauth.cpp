#include "connectors/http/oauth.hpp"

#include <algorithm>

#include "connectors/http/signature.hpp"
#include "connectors/http/url.hpp"

namespace tillbridge::connectors::http {

std::string OAuthSigner::base_string(const std::string& method, const std::string& url, const Parameters& parameters) {
  Parameters encoded;
  for (const auto& [name, value] : parameters)
    if (name != "oauth_signature") encoded.emplace_back(encode_component(name), encode_component(value));
  std::sort(encoded.begin(), encoded.end());
  std::string joined;
  for (const auto& [name, value] : encoded) joined += (joined.empty() ? "" : "&") + name + "=" + value;
  return method + "&" + encode_component(url) + "&" + encode_component(joined);
}

std::string OAuthSigner::signature(const std::string& base) const {
  const auto digest = signature_method == "HMAC-SHA1" ? Digest::kSha1 : Digest::kSha256;
  return hmac_base64(digest, encode_component(consumer_secret) + "&" + encode_component(token_secret), base);
}

Parameters OAuthSigner::sign(const std::string& method, const std::string& url, Parameters parameters, const std::string& nonce, long long timestamp) const {
  parameters.emplace_back("oauth_consumer_key", consumer_key);
  parameters.emplace_back("oauth_nonce", nonce);
  parameters.emplace_back("oauth_signature_method", signature_method);
  parameters.emplace_back("oauth_timestamp", std::to_string(timestamp));
  if (!token.empty()) parameters.emplace_back("oauth_token", token);
  const std::string made = signature(base_string(method, url, parameters));
  parameters.emplace_back("oauth_signature", made);
  return parameters;
}

std::string OAuthSigner::sign_header(const std::string& method, const std::string& url, Parameters parameters, const std::string& nonce, long long timestamp) const {
  std::string header;
  for (const auto& [name, value] : sign(method, url, std::move(parameters), nonce, timestamp))
    if (name.starts_with("oauth_")) header += (header.empty() ? "OAuth " : ", ") + name + "=\"" + encode_component(value) + "\"";
  return header;
}

}  // namespace tillbridge::connectors::http
