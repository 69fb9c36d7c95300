#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

#include "connectors/webhook.hpp"
#include "tests/support/fixed_clock.hpp"

using namespace tillbridge;
using connectors::WebhookNotice;

namespace {

using Headers = std::vector<std::pair<std::string, std::string>>;

const std::string kBody = R"({"scope":"store/order/updated","store_id":"1001","data":{"type":"order","id":250},"hash":"dd70","created_at":1764057600,"producer":"stores/abc123"})";
// printf '%s' "msg_2b.1795593600.$BODY" | openssl dgst -sha256 -hmac client-secret-1 -binary | base64
const std::string kSignature = "v1,i2cTYeBE5cKV5+Jfo8sEhsmi+RsV+VVAt60bV5akDoE=";
const char* kSigned = "2026-11-25T08:00:00Z";  // 1795593600

Headers headers(const std::string& signature = kSignature, const std::string& time = "1795593600", const std::string& id = "msg_2b") {
  return {{"webhook-id", id}, {"webhook-timestamp", time}, {"webhook-signature", signature}};
}

base::Result<WebhookNotice> verify(const Headers& sent, const std::string& body = kBody, const char* now = kSigned, const std::string& secret = "client-secret-1") {
  domain::Site site;
  site.platform = "bigcommerce";
  return connectors::verify_webhook(site, {{"webhook_secret", secret}}, {sent, body, tests::at(now)});
}

bool refused(const base::Result<WebhookNotice>& result) { return !result && result.error().code == base::ErrorCode::kUnauthenticated; }

}  // namespace

BOOST_AUTO_TEST_SUITE(bigcommerce_webhook)

BOOST_AUTO_TEST_CASE(takes_a_call_that_is_signed_with_the_client_secret) {
  const auto notice = verify(headers());
  BOOST_REQUIRE(notice);
  BOOST_TEST(notice->topic == "store/order/updated");
  BOOST_TEST(notice->about_orders);
}

BOOST_AUTO_TEST_CASE(takes_the_example_of_the_standard) {
  // standardwebhooks.com, the example of its reference libraries: the secret is written in base64 behind whsec_.
  const Headers sent{{"webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek"}, {"webhook-timestamp", "1614265330"},
                     {"webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="}};
  BOOST_TEST(verify(sent, R"({"test": 2432232314})", "2021-02-25T15:02:10Z", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").has_value());
  BOOST_TEST(refused(verify(sent, R"({"test": 2432232315})", "2021-02-25T15:02:10Z", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")));
}

BOOST_AUTO_TEST_CASE(one_right_signature_among_several_is_enough) {
  BOOST_TEST(verify(headers("v1,AAAA v2,i2cTYeBE5cKV5 " + kSignature)).has_value());
  BOOST_TEST(refused(verify(headers("v1,AAAA v1,BBBB"))));
  BOOST_TEST(refused(verify(headers("v2," + kSignature.substr(3)))));
}

BOOST_AUTO_TEST_CASE(refuses_what_was_changed_on_the_way) {
  BOOST_TEST(refused(verify(headers(), kBody + " ")));
  BOOST_TEST(refused(verify(headers(kSignature, "1795593601"))));
  BOOST_TEST(refused(verify(headers(kSignature, "1795593600", "msg_2c"))));
  BOOST_TEST(refused(verify(headers(), kBody, kSigned, "client-secret-2")));
}

BOOST_AUTO_TEST_CASE(refuses_a_call_without_any_of_its_three_headers) {
  for (std::size_t left_out = 0; left_out < 3; ++left_out) {
    Headers sent = headers();
    sent.erase(sent.begin() + static_cast<std::ptrdiff_t>(left_out));
    BOOST_TEST(refused(verify(sent)), left_out);
  }
}

BOOST_AUTO_TEST_CASE(refuses_a_call_that_was_signed_long_ago_or_lies_ahead) {
  BOOST_TEST(verify(headers(), kBody, "2026-11-25T08:05:00Z").has_value());
  BOOST_TEST(refused(verify(headers(), kBody, "2026-11-25T08:05:01Z")));
  BOOST_TEST(verify(headers(), kBody, "2026-11-25T07:55:00Z").has_value());
  BOOST_TEST(refused(verify(headers(), kBody, "2026-11-25T07:54:59Z")));
}

BOOST_AUTO_TEST_CASE(wakes_the_poll_for_orders_and_shipments_only) {
  // Each signed like the first one, with openssl.
  const struct {
    const char* body;
    const char* signature;
    bool wakes;
  } kCalls[] = {
      {R"({"scope":"store/shipment/created"})", "v1,u1m4TOHh2fOjVKk1N3IUbqyzRuDHr9U7D1KfFrORUQ4=", true},
      {R"({"scope":"store/product/updated"})", "v1,wd1AvDcctpRVQzBn7O8iKFd0K1SNa81R3GO0PlvWy58=", false},
      {R"(no json)", "v1,TZg6fgOQJHBXYrJONdK4Ngxn+neIxDdHznD7XxBIvOY=", false},
  };
  for (const auto& call : kCalls) {
    const auto notice = verify(headers(call.signature), call.body);
    BOOST_REQUIRE_MESSAGE(notice.has_value(), call.body);
    BOOST_TEST(notice->about_orders == call.wakes, call.body);
  }
}

BOOST_AUTO_TEST_SUITE_END()
