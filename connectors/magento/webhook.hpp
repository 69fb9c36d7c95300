#pragma once
#include "connectors/webhook.hpp"

namespace tillbridge::connectors::magento {

/// Adobe Commerce only; Open Source sends none. The site's secret is the public key, or several: the one of Stores > Configuration > Adobe Services >
/// Webhooks for x-adobe-commerce-webhook-signature, those of Adobe I/O Events for x-adobe-digital-signature-1 and -2. Signatures are RSA with
/// SHA-256 over the raw body, base64. Events of orders and of what hangs on them wake the poll; a Commerce webhook names no topic and always does.
/// Source: Adobe Commerce, "Webhooks signature verification"; Adobe I/O Events, "Signature verification for events".
base::Result<WebhookNotice> verify_webhook(const std::string& public_keys, const WebhookCall& call);

}  // namespace tillbridge::connectors::magento
