#pragma once
#include "connectors/webhook.hpp"

namespace tillbridge::connectors::shopify {

/// X-Shopify-Hmac-SHA256: base64 of the HMAC-SHA256 of the raw body with the client secret of the app that made the subscription (of
/// webhooks made by hand in the shop's admin: the key that is shown there). Topics of orders,
/// refunds, returns, fulfillments and payments wake the poll; others are taken and wake nothing. A repeat (same X-Shopify-Webhook-Id) wakes it once
/// more, which is harmless. Source: shopify.dev, "Verify webhook deliveries"; WebhookSubscriptionTopic of the Admin API.
base::Result<WebhookNotice> verify_webhook(const std::string& secret, const WebhookCall& call);

}  // namespace tillbridge::connectors::shopify
