#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <cctype>

#include "tests/support/fake_magento.hpp"

// Who gets in: written from what Magento does, not from what the connector does.
namespace tillbridge::tests {
namespace {

/// A timestamp may lie so far in the future; the past is not looked at.
constexpr long long kTimeDeviation = 600;

std::string hmac_base64(const std::string& key, const std::string& text) {
  unsigned char mac[EVP_MAX_MD_SIZE];
  unsigned length = 0;
  HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), reinterpret_cast<const unsigned char*>(text.data()), text.size(), mac, &length);
  std::string out(4 * ((length + 2) / 3), '\0');
  EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data()), mac, static_cast<int>(length));
  return out;
}

/// PHP's natural order: runs of digits compare as numbers.
bool natural_less(const std::string& a, const std::string& b) {
  std::size_t i = 0, j = 0;
  while (i < a.size() && j < b.size()) {
    const bool digits = std::isdigit(static_cast<unsigned char>(a[i])) != 0 && std::isdigit(static_cast<unsigned char>(b[j])) != 0;
    if (!digits) {
      if (a[i] != b[j]) return static_cast<unsigned char>(a[i]) < static_cast<unsigned char>(b[j]);
      ++i, ++j;
      continue;
    }
    const auto run = [](const std::string& text, std::size_t& at) {
      std::string out;
      for (; at < text.size() && std::isdigit(static_cast<unsigned char>(text[at])) != 0; ++at) out += text[at];
      out.erase(0, std::min(out.find_first_not_of('0'), out.size()));
      return out;
    };
    const auto left = run(a, i), right = run(b, j);
    if (left != right) return left.size() != right.size() ? left.size() < right.size() : left < right;
  }
  return a.size() - i < b.size() - j;
}

/// oauth_name="value" parts of the header, decoded.
std::map<std::string, std::string> header_parameters(const std::string& header) {
  std::map<std::string, std::string> out;
  for (std::size_t at = 6; at < header.size();) {  // behind "OAuth "
    const auto end = std::min(header.find(',', at), header.size());
    std::string part = header.substr(at, end - at);
    part.erase(0, part.find_first_not_of(' '));
    const auto equals = part.find('=');
    if (equals != std::string::npos && part.size() >= equals + 3) out[sandbox::decode_percent(part.substr(0, equals), false)] = sandbox::decode_percent(part.substr(equals + 2, part.size() - equals - 3), false);
    at = end + 1;
  }
  return out;
}

MagentoAnswer locked_out(const std::string& message) { return magento_error(401, message); }

}  // namespace

std::optional<MagentoAnswer> FakeMagento::refuse(const sandbox::Request& request) {
  const std::string header = request.header("Authorization");
  if (!header.starts_with("OAuth ")) return magento_error(401, "The consumer isn't authorized to access %resources.", {{"resources", "Magento_Catalog::products"}});
  auto oauth = header_parameters(header);
  for (const char* name : {"oauth_consumer_key", "oauth_token", "oauth_signature", "oauth_signature_method", "oauth_nonce", "oauth_timestamp"})
    if (oauth[name].empty()) return magento_error(400, std::string(name) + " is required. Enter and try again.");
  if (oauth["oauth_signature_method"] != "HMAC-SHA256") return magento_error(400, "Signature method " + oauth["oauth_signature_method"] + " is not supported");
  if (oauth["oauth_consumer_key"] != kConsumerKey || oauth["oauth_token"] != kToken) return locked_out("A consumer having the specified key does not exist");

  std::vector<std::pair<std::string, std::string>> signed_parameters;
  for (const auto& [name, value] : oauth)
    if (name != "oauth_signature" && name != "realm") signed_parameters.emplace_back(sandbox::encode_percent(name), sandbox::encode_percent(value));
  for (const auto& [name, value] : request.query) signed_parameters.emplace_back(sandbox::encode_percent(name), sandbox::encode_percent(value));
  std::ranges::sort(signed_parameters, [](const auto& a, const auto& b) { return natural_less(a.first, b.first); });
  std::string joined;
  for (const auto& [name, value] : signed_parameters) joined += (joined.empty() ? "" : "&") + name + "=" + value;
  const std::string url = base_url() + request.target.substr(0, request.target.find('?'));
  const std::string base = request.method + "&" + sandbox::encode_percent(url) + "&" + sandbox::encode_percent(joined);
  if (oauth["oauth_signature"] != hmac_base64(std::string(kConsumerSecret) + "&" + kTokenSecret, base)) return locked_out("The signature is invalid. Verify and try again.");

  const long long now = std::chrono::floor<std::chrono::seconds>(clock_.now()).time_since_epoch().count();
  if (std::atoll(oauth["oauth_timestamp"].c_str()) > now + kTimeDeviation) return locked_out("The timestamp value in the oauth_timestamp parameter is invalid.");
  if (!nonces_.insert(oauth["oauth_nonce"]).second) return locked_out("The nonce is already being used by the consumer.");
  return std::nullopt;
}

}  // namespace tillbridge::tests
