#include "connectors/bigcommerce/webhook.hpp"

#include <openssl/evp.h>

#include <charconv>
#include <optional>

#include "connectors/http/json.hpp"
#include "connectors/http/signature.hpp"

namespace tillbridge::connectors::bigcommerce {
namespace {

constexpr std::string_view kVersion = "v1,";
constexpr std::string_view kEncodedSecret = "whsec_";
constexpr std::chrono::minutes kTolerance{5};

base::Error refused(const char* why) { return {.code = base::ErrorCode::kUnauthenticated, .message = why}; }

/// The bytes of a base64 text; nothing where it is none.
std::optional<std::string> decoded(std::string_view text) {
  if (text.empty() || text.size() % 4 != 0) return std::nullopt;
  std::string out(text.size() / 4 * 3, '\0');
  if (EVP_DecodeBlock(reinterpret_cast<unsigned char*>(out.data()), reinterpret_cast<const unsigned char*>(text.data()), static_cast<int>(text.size())) < 0)
    return std::nullopt;
  for (const char last : {text[text.size() - 1], text[text.size() - 2]})
    if (last == '=') out.pop_back();
  return out;
}

std::string key_of(const std::string& secret) {
  if (!secret.starts_with(kEncodedSecret)) return secret;
  return decoded(std::string_view(secret).substr(kEncodedSecret.size())).value_or(secret);
}

/// Whether one of the signatures, parted by blanks, is ours: a secret that is being replaced signs together with the new one.
bool signed_with(std::string_view signatures, std::string_view expected) {
  bool found = false;
  while (!signatures.empty()) {
    const auto blank = std::min(signatures.find(' '), signatures.size());
    const auto one = signatures.substr(0, blank);
    if (one.starts_with(kVersion) && http::equals_in_constant_time(one.substr(kVersion.size()), expected)) found = true;
    signatures.remove_prefix(std::min(blank + 1, signatures.size()));
  }
  return found;
}

std::optional<base::Timestamp> seconds_since_1970(std::string_view text) {
  constexpr std::int64_t kLatest = 4'102'444'800;  // the year 2100
  std::int64_t seconds = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (error != std::errc{} || end != text.data() + text.size() || seconds < 0 || seconds > kLatest) return std::nullopt;
  return base::Timestamp(std::chrono::seconds(seconds));
}

}  // namespace

base::Result<WebhookNotice> verify_webhook(const std::string& secret, const WebhookCall& call) {
  const auto id = call.header("webhook-id"), time = call.header("webhook-timestamp"), signatures = call.header("webhook-signature");
  if (id.empty() || time.empty() || signatures.empty()) return refused("the call carries no signature (webhook-id, webhook-timestamp, webhook-signature)");
  const auto content = std::string(id) + "." + std::string(time) + "." + std::string(call.body);
  if (!signed_with(signatures, http::hmac_sha256_base64(key_of(secret), content))) return refused("the signature does not fit the site's webhook_secret");
  const auto at = seconds_since_1970(time);
  if (!at || *at < call.now - kTolerance || *at > call.now + kTolerance)
    return refused("the call was signed more than five minutes ago, or by a clock that is wrong");
  const auto body = http::parse_json(call.body);
  const std::string scope = body ? http::text_member(*body, "scope") : std::string();
  return WebhookNotice{scope, scope.starts_with("store/order/") || scope.starts_with("store/shipment/")};
}

}  // namespace tillbridge::connectors::bigcommerce
