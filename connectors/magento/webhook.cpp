#include "connectors/magento/webhook.hpp"

#include <algorithm>
#include <array>

#include "connectors/http/rsa_signature.hpp"

namespace tillbridge::connectors::magento {
namespace {

constexpr const char* kCommerceWebhook = "x-adobe-commerce-webhook-signature";
constexpr std::array<const char*, 2> kEventSignatures{"x-adobe-digital-signature-1", "x-adobe-digital-signature-2"};
constexpr std::size_t kLongestTopic = 200;

/// "com.adobe.commerce.observer.sales_order_save_after", "…sales_order_shipment_save_after", "…order_cancel_after" …
bool is_about_orders(std::string_view event_code) {
  static constexpr std::array<std::string_view, 5> kWords{"order", "invoice", "shipment", "creditmemo", "payment"};
  return event_code.empty() || std::any_of(kWords.begin(), kWords.end(), [&](auto word) { return event_code.find(word) != std::string_view::npos; });
}

}  // namespace

base::Result<WebhookNotice> verify_webhook(const std::string& public_keys, const WebhookCall& call) {
  const http::RsaPublicKeys keys(public_keys);
  if (keys.empty()) return base::Error{.code = base::ErrorCode::kNotFound, .message = "the site's webhook_secret holds no RSA public key; give it the shop's, in PEM"};
  const auto genuine = [&](const char* header) { return keys.verify(call.body, call.header(header)); };
  if (genuine(kCommerceWebhook)) return WebhookNotice{"webhook", true};
  if (std::any_of(kEventSignatures.begin(), kEventSignatures.end(), genuine)) {
    const auto code = call.header("x-adobe-event-code");
    return WebhookNotice{std::string(code.substr(0, kLongestTopic)), is_about_orders(code)};
  }
  return base::Error{.code = base::ErrorCode::kUnauthenticated, .message = "the signature does not fit the public key in the site's webhook_secret"};
}

}  // namespace tillbridge::connectors::magento
