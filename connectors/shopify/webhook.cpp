#include "connectors/shopify/webhook.hpp"

#include <algorithm>
#include <array>

#include "connectors/http/signature.hpp"

namespace tillbridge::connectors::shopify {
namespace {

constexpr std::array<std::string_view, 6> kAboutOrders{"orders/", "order_transactions/", "refunds/", "returns/", "fulfillments/", "fulfillment_orders/"};

}  // namespace

base::Result<WebhookNotice> verify_webhook(const std::string& secret, const WebhookCall& call) {
  const auto signature = call.header("x-shopify-hmac-sha256");
  if (signature.empty() || !http::equals_in_constant_time(signature, http::hmac_sha256_base64(secret, call.body)))
    return base::Error{.code = base::ErrorCode::kUnauthenticated, .message = "the signature does not fit the site's webhook_secret: the client secret of the app that subscribed, or the key that Settings > Notifications > Webhooks shows"};
  const std::string topic(call.header("x-shopify-topic"));
  return WebhookNotice{topic, std::any_of(kAboutOrders.begin(), kAboutOrders.end(), [&](auto known) { return topic.starts_with(known); })};
}

}  // namespace tillbridge::connectors::shopify
