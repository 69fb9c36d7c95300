#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <cstdlib>

#include "tests/support/fake_woocommerce.hpp"

// Who gets in: written from what the shop does, not from what the connector does.
namespace tillbridge::tests {
namespace {

constexpr long long kTimestampWindow = 15 * 60;

WooAnswer unauthorized(const std::string& code, const std::string& message) { return woo_error(401, code, message); }

WooAnswer without_key(const std::string& method) {
  if (method == "POST") return unauthorized("woocommerce_rest_cannot_create", "Sorry, you are not allowed to create resources.");
  if (method == "PUT" || method == "DELETE") return unauthorized("woocommerce_rest_cannot_edit", "Sorry, you are not allowed to edit this resource.");
  return unauthorized("woocommerce_rest_cannot_view", "Sorry, you cannot list resources.");
}

std::string raw_url_encode(const std::string& text) {
  std::string out;
  char code[4];
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) != 0 || c == '-' || c == '.' || c == '_' || c == '~') {
      out += c;
    } else {
      std::snprintf(code, sizeof code, "%%%02X", byte);
      out += code;
    }
  }
  return out;
}

std::string hmac_base64(const std::string& key, const std::string& text, bool sha1) {
  unsigned char mac[EVP_MAX_MD_SIZE];
  unsigned length = 0;
  HMAC(sha1 ? EVP_sha1() : EVP_sha256(), key.data(), static_cast<int>(key.size()), reinterpret_cast<const unsigned char*>(text.data()), text.size(), mac, &length);
  std::string out(4 * ((length + 2) / 3), '\0');
  EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data()), mac, static_cast<int>(length));
  return out;
}

std::string decode_basic(const std::string& header) {
  const std::string text = header.substr(6);
  std::string out(text.size(), '\0');
  const int length = EVP_DecodeBlock(reinterpret_cast<unsigned char*>(out.data()), reinterpret_cast<const unsigned char*>(text.data()), static_cast<int>(text.size()));
  if (length < 0) return {};
  out.resize(static_cast<std::size_t>(length));
  while (!out.empty() && out.back() == '\0') out.pop_back();
  return out;
}

std::string value(const WooQuery& query, const char* name) {
  const auto found = query.find(name);
  return found == query.end() ? "" : found->second;
}

}  // namespace

std::optional<WooAnswer> FakeWooCommerce::check_pair(const std::string& key, const std::string& secret, const std::string& method) const {
  if (key != kKey) return without_key(method);
  if (secret != kSecret) return unauthorized("woocommerce_rest_authentication_error", "Consumer secret is invalid.");
  return std::nullopt;
}

std::optional<WooAnswer> FakeWooCommerce::check_oauth(const sandbox::Request& request, const WooQuery& query) {
  const auto wrong = [](const std::string& message) { return unauthorized("woocommerce_rest_authentication_error", message); };
  if (value(query, "oauth_consumer_key") != kKey) return without_key(request.method);
  for (const char* name : {"oauth_timestamp", "oauth_nonce", "oauth_signature", "oauth_signature_method"})
    if (value(query, name).empty()) return wrong(std::string("Missing OAuth parameter ") + name);
  const std::string method = value(query, "oauth_signature_method");
  if (method != "HMAC-SHA1" && method != "HMAC-SHA256") return wrong("Invalid signature - signature method is invalid.");
  // The shop signs its own home address, whatever host was asked for.
  std::string joined;
  for (const auto& [name, text] : query)  // sorted by name
    if (name != "oauth_signature") joined += (joined.empty() ? "" : "%26") + raw_url_encode(raw_url_encode(name)) + "%3D" + raw_url_encode(raw_url_encode(text));
  const std::string base = request.method + "&" + raw_url_encode(home_url_ + request.target.substr(0, request.target.find('?'))) + "&" + joined;
  if (value(query, "oauth_signature") != hmac_base64(std::string(kSecret) + "&", base, method == "HMAC-SHA1")) return wrong("Invalid signature - provided signature does not match.");
  const long long now = std::chrono::floor<std::chrono::seconds>(clock_.now()).time_since_epoch().count();
  if (std::llabs(now - std::atoll(value(query, "oauth_timestamp").c_str())) > kTimestampWindow) return wrong("Invalid timestamp.");
  if (!nonces_.insert(value(query, "oauth_nonce")).second) return wrong("Invalid nonce - nonce has already been used.");
  return std::nullopt;
}

std::optional<WooAnswer> FakeWooCommerce::refuse(const sandbox::Request& request, const WooQuery& query) {
  std::optional<WooAnswer> refused;
  const std::string header = request.header("Authorization");
  if (https_ && header.rfind("Basic ", 0) == 0) {
    const std::string pair = decode_basic(header);
    const auto colon = pair.find(':');
    refused = check_pair(pair.substr(0, colon), colon == std::string::npos ? "" : pair.substr(colon + 1), request.method);
  } else if (https_ && query.contains("consumer_key")) {
    refused = check_pair(value(query, "consumer_key"), value(query, "consumer_secret"), request.method);
  } else if (!https_ && query.contains("oauth_consumer_key")) {
    refused = check_oauth(request, query);
  } else {
    refused = without_key(request.method);
  }
  if (refused) return refused;
  if (read_only_ && request.method != "GET") return unauthorized("woocommerce_rest_authentication_error", "The API key provided does not have write permissions.");
  return std::nullopt;
}

}  // namespace tillbridge::tests
