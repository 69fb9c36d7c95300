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

base::Result<WebhookNotice> verify(const std::string& topic, const std::string& signature = kSignature, const std::string& body = kBody) {
  domain::Site site;
  site.platform = "shopify";
  Headers headers{{"x-shopify-topic", topic}, {"x-shopify-webhook-id", "b54557e4"}};
  if (!signature.empty()) headers.emplace_back("x-shopify-hmac-sha256", signature);
  return connectors::verify_webhook(site, {{"webhook_secret", "s3cret"}}, {headers, body, tests::at("2026-11-25T08:00:00Z")});
}

}  // namespace

BOOST_AUTO_TEST_SUITE(shopify_webhook)

BOOST_AUTO_TEST_CASE(topics_that_change_orders_wake_the_poll_and_others_do_not) {
  for (const char* topic : {"orders/create", "orders/updated", "orders/cancelled", "orders/edited", "orders/paid", "refunds/create", "returns/close", "fulfillments/update",
                            "fulfillment_orders/moved", "order_transactions/create"}) {
    const auto notice = verify(topic);
    BOOST_REQUIRE(notice);
    BOOST_TEST(notice->topic == topic);
    BOOST_TEST(notice->about_orders, topic);
  }
  for (const char* topic : {"products/update", "draft_orders/create", "bulk_operations/finish", ""}) {
    const auto notice = verify(topic);
    BOOST_REQUIRE(notice);
    BOOST_TEST(!notice->about_orders, topic);
  }
}

BOOST_AUTO_TEST_CASE(refuses_a_missing_or_wrong_signature_and_a_changed_body) {
  BOOST_TEST((verify("orders/create", "").error().code == base::ErrorCode::kUnauthenticated));
  BOOST_TEST((verify("orders/create", connectors::http::hmac_sha256_base64("other", kBody)).error().code == base::ErrorCode::kUnauthenticated));
  BOOST_TEST((verify("orders/create", kSignature, kBody + " ").error().code == base::ErrorCode::kUnauthenticated));
  BOOST_TEST((verify("orders/create", "quite another text").error().code == base::ErrorCode::kUnauthenticated));
}

BOOST_AUTO_TEST_SUITE_END()
