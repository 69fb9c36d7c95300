#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

#include "connectors/http/signature.hpp"
#include "connectors/webhook.hpp"
#include "tests/support/fixed_clock.hpp"

using namespace tillbridge;
using connectors::WebhookNotice;

namespace {

using Headers = std::vector<std::pair<std::string, std::string>>;

// echo -n '{"id":17}' | openssl dgst -sha256 -hmac s3cret -binary | base64
const std::string kBody = R"({"id":17})";
const std::string kSignature = "QdmLBxggWptOHj/Hu6wQ6Ugkp6jJ97QhUU/LcQ2SHcs=";

base::Result<WebhookNotice> verify(const Headers& headers, const std::string& body = kBody, const std::string& platform = "woocommerce",
                                   const domain::SiteSecrets& secrets = {{"webhook_secret", "s3cret"}}) {
  domain::Site site;
  site.platform = platform;
  return connectors::verify_webhook(site, secrets, {headers, body, tests::at("2026-11-25T08:00:00Z")});
}

}  // namespace

BOOST_AUTO_TEST_SUITE(woocommerce_webhook)

BOOST_AUTO_TEST_CASE(takes_a_call_that_is_signed_with_the_sites_secret) {
  const auto notice = verify({{"x-wc-webhook-topic", "order.updated"}, {"x-wc-webhook-signature", kSignature}});
  BOOST_REQUIRE(notice);
  BOOST_TEST(notice->topic == "order.updated");
  BOOST_TEST(notice->about_orders);
  const auto about_products = verify({{"x-wc-webhook-topic", "product.updated"}, {"x-wc-webhook-signature", kSignature}});
  BOOST_REQUIRE(about_products);
  BOOST_TEST(!about_products->about_orders);
}

BOOST_AUTO_TEST_CASE(refuses_a_missing_or_wrong_signature_and_a_changed_body) {
  const Headers no_signature{{"x-wc-webhook-topic", "order.updated"}};
  const Headers other{{"x-wc-webhook-topic", "order.updated"}, {"x-wc-webhook-signature", connectors::http::hmac_sha256_base64("other", kBody)}};
  const Headers right{{"x-wc-webhook-topic", "order.updated"}, {"x-wc-webhook-signature", kSignature}};
  BOOST_TEST((verify(no_signature).error().code == base::ErrorCode::kUnauthenticated));
  BOOST_TEST((verify(other).error().code == base::ErrorCode::kUnauthenticated));
  BOOST_TEST((verify(right, kBody + " ").error().code == base::ErrorCode::kUnauthenticated));
}

BOOST_AUTO_TEST_CASE(lets_the_unsigned_ping_of_a_new_webhook_pass_and_wakes_nothing) {
  const auto ping = verify({}, "webhook_id=12");
  BOOST_REQUIRE(ping);
  BOOST_TEST(!ping->about_orders);
  BOOST_TEST(!verify({}, "webhook_id=" + std::string(100, '1')));
}

BOOST_AUTO_TEST_CASE(knows_no_webhooks_without_a_secret_or_of_a_platform_that_sends_none) {
  const Headers right{{"x-wc-webhook-topic", "order.updated"}, {"x-wc-webhook-signature", kSignature}};
  BOOST_TEST((verify(right, kBody, "woocommerce", {}).error().code == base::ErrorCode::kNotFound));
  BOOST_TEST((verify(right, kBody, "woocommerce", {{"webhook_secret", ""}}).error().code == base::ErrorCode::kNotFound));
  BOOST_TEST((verify(right, kBody, "generic").error().code == base::ErrorCode::kNotFound));
}

BOOST_AUTO_TEST_SUITE_END()
