#pragma once
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "base/clock.hpp"
#include "base/result.hpp"
#include "domain/site.hpp"

namespace tillbridge::connectors {

/// A call that says that it comes from a site's shop.
struct WebhookCall {
  std::span<const std::pair<std::string, std::string>> headers;  ///< names in lower case
  std::string_view body;                                         ///< as received: signatures are over these bytes
  base::Timestamp now;

  /// "" when absent.
  std::string_view header(std::string_view lower_name) const;
};

/// What a genuine call says. A hint and nothing more: it wakes the site's orders job, which asks the shop itself. Never data.
struct WebhookNotice {
  std::string topic;                  ///< in the platform's words, for the log
  bool about_orders = false;          ///< whether the poll is worth waking
};

/// Checks the platform's signature with the site's secret `webhook_secret`; makes no call. kUnauthenticated where the signature is missing or
/// wrong, or too old where it carries a time; kNotFound where the platform sends none or the site has no such secret.
base::Result<WebhookNotice> verify_webhook(const domain::Site& site, const domain::SiteSecrets& secrets, const WebhookCall& call);

/// The name of the site's secret that its webhooks are signed with.
inline constexpr const char* kWebhookSecret = "webhook_secret";

}  // namespace tillbridge::connectors
