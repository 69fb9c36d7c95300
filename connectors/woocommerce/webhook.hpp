#pragma once
#include "connectors/webhook.hpp"

namespace tillbridge::connectors::woocommerce {

/// X-WC-Webhook-Signature: base64 of the HMAC-SHA256 of the raw body under the webhook's secret. Topics order.* wake the poll.
/// The unsigned "webhook_id=…" that the shop sends when a webhook is saved is taken and wakes nothing: refused, the shop would not save it.
/// Source: WooCommerce, class WC_Webhook (deliver, generate_signature).
base::Result<WebhookNotice> verify_webhook(const std::string& secret, const WebhookCall& call);

}  // namespace tillbridge::connectors::woocommerce
