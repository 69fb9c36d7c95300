#include "connectors/webhook.hpp"

#include <algorithm>
#include <array>

#include "connectors/bigcommerce/webhook.hpp"
#include "connectors/magento/webhook.hpp"
#include "connectors/shopify/webhook.hpp"
#include "connectors/woocommerce/webhook.hpp"

namespace tillbridge::connectors {
namespace {

using Verifier = base::Result<WebhookNotice> (*)(const std::string& secret, const WebhookCall&);

struct Platform {
  std::string_view name;
  Verifier verify;
};

// One line per platform that sends webhooks.
constexpr std::array kPlatforms = {
    Platform{"bigcommerce", &bigcommerce::verify_webhook},
    Platform{"magento", &magento::verify_webhook},
    Platform{"shopify", &shopify::verify_webhook},
    Platform{"woocommerce", &woocommerce::verify_webhook},
};

}  // namespace

std::string_view WebhookCall::header(std::string_view lower_name) const {
  const auto found = std::ranges::find_if(headers, [&](const auto& header) { return header.first == lower_name; });
  return found == headers.end() ? std::string_view() : std::string_view(found->second);
}

base::Result<WebhookNotice> verify_webhook(const domain::Site& site, const domain::SiteSecrets& secrets, const WebhookCall& call) {
  const auto platform = std::ranges::find_if(kPlatforms, [&](const auto& known) { return known.name == site.platform; });
  const auto secret = secrets.find(kWebhookSecret);
  if (platform == kPlatforms.end() || secret == secrets.end() || secret->second.empty())
    return base::Error{.code = base::ErrorCode::kNotFound, .message = "this site takes no webhooks; give it the secret webhook_secret first"};
  return platform->verify(secret->second, call);
}

}  // namespace tillbridge::connectors
