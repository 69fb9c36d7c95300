#pragma once
#include "connectors/webhook.hpp"

namespace tillbridge::connectors::bigcommerce {

/// Standard Webhooks: webhook-signature holds one or more "v1,<base64>" with the HMAC-SHA256 of "<webhook-id>.<webhook-timestamp>.<body>" under
/// the client secret of the account that made the hook (or, written "whsec_<base64>", under the bytes that it stands for). Refused too: a
/// time more than five minutes from ours, so that a call that was overheard cannot be played again later.
/// Scopes store/order/* and store/shipment/* wake the poll. Sources: BigCommerce, "Webhooks: security"; standardwebhooks.com, version 1.
base::Result<WebhookNotice> verify_webhook(const std::string& secret, const WebhookCall& call);

}  // namespace tillbridge::connectors::bigcommerce
