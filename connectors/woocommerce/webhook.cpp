#include "connectors/woocommerce/webhook.hpp"

#include "connectors/http/signature.hpp"

namespace tillbridge::connectors::woocommerce {
namespace {

constexpr std::size_t kLongestPing = 64;

}  // namespace

base::Result<WebhookNotice> verify_webhook(const std::string& secret, const WebhookCall& call) {
  const auto signature = call.header("x-wc-webhook-signature");
  if (signature.empty() && call.body.starts_with("webhook_id=") && call.body.size() < kLongestPing) return WebhookNotice{"ping", false};
  if (signature.empty() || !http::equals_in_constant_time(signature, http::hmac_sha256_base64(secret, call.body)))
    return base::Error{.code = base::ErrorCode::kUnauthenticated, .message = "the signature does not fit the site's webhook_secret"};
  const std::string topic(call.header("x-wc-webhook-topic"));
  return WebhookNotice{topic, topic.starts_with("order.")};
}

}  // namespace tillbridge::connectors::woocommerce
