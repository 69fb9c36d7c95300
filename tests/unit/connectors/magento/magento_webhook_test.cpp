#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

#include "connectors/http/rsa_signature.hpp"
#include "connectors/webhook.hpp"
#include "tests/support/fixed_clock.hpp"

using namespace tillbridge;
using connectors::WebhookNotice;

namespace {

using Headers = std::vector<std::pair<std::string, std::string>>;

// Made once with: openssl genrsa 2048; openssl rsa -pubout; openssl dgst -sha256 -sign KEY body | base64 -w0
const std::string kBody = R"({"value":{"order":{"entity_id":"17"}}})";
const std::string kFirstKey =
    "-----BEGIN PUBLIC KEY-----\n"
    "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAvmsdwjmVS0JTmNqkxgsS\n"
    "xhxV2kNdIqvqBVVa6ij0HPrG3f40ldkNm92Hp/RMqnm7VkcHGI3FsFvKycLnm81I\n"
    "bpObgYJ0A+AvcqxYD1S0h8pNRoMOTdGCvsf48PM1/kOK/W++KR3Zf9mJjIlxD/8w\n"
    "vD3qB9l61d5/3YoTVRZhJ9mjTxcD7bw8OWr8iRzI2mKHCcSS4VZXu+O4/1y9ro/y\n"
    "we9OB7ms0MOlnDpZdTKISNpt/zGwc5KwJRufQd3gXEt8aod7HS/iiu6hMLJf5NAd\n"
    "Izwr9aviD7VdZiQWT0s6Vy/QcGe/3518qOPauGt+mXwBAScN3KYgMrD5olnJtFF9\n"
    "IQIDAQAB\n"
    "-----END PUBLIC KEY-----\n";
const std::string kSecondKey =
    "-----BEGIN PUBLIC KEY-----\n"
    "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEApeIdhuYWYzvpCG+kymUS\n"
    "LJLiRFJNZ3fIyTNpOWHkWsb7mvUiTsWOWLa5giKn8vVEu6lMe4gzI7qkPLRSsiTZ\n"
    "XICmEAa8tXHZw1rPdtaVtngiOAx2WyoStsKMjDU18DXUG2om2L4cG3cW8Mb5tGp+\n"
    "lhPQgzuwUP0uC1+9YhyINHp0Pn+4JXf5p30H69BbxFjjbSlO6EMNwy9/+v4iSr0A\n"
    "lq6Uk7wOH0Hfs7Prgdj8q/OWhBIYJWM8FBM9C/MG07FPWcADivDtO68NUgc9UDJv\n"
    "Fw79z9iSGlWOJtO5PoyRhm6RYID3Jkr1ZhluXugIaFaZz5T/AjhqjE56Xhs2rd0Q\n"
    "1QIDAQAB\n"
    "-----END PUBLIC KEY-----\n";
const std::string kFirstSignature =
    "Z+G4we4BrWfhKjAy9C6/UYnsdp0i+s1btdQCuBZY/55gQ4ihqzq8jeYZYNup1k77NSaV/hBV8TJe4vVdrh6o6yQUMdGoiWr0fs4fECjCd4QTzvF4tWey40Lj"
    "11aIT/+qc1Cxuw+VZaQ9nTnrd7vqVOFMubsSazitVPRWFAIvg8wQ9QoK+P6zQpFl8ZV2bNDsLCIWrwDqXvfzTEBSyCDc+Z+RWhwxaY+kFM6JFthymV5JupyW"
    "OOFD1PBNCXs1zX4q6YKQXnC9ZWn4+Nosye1qtBDlVRQ93b4q7LTef1QOTKuVXJ8OJKTvWQvLn6reeHSFmS7aWSKoHzf40jeUr0MV4w==";
const std::string kSecondSignature =
    "NSwnqzOoqpmQVNagrSPbCjdqi2kkVTON9xRIthMpCOJ0Erj2Ak1aNkCn+tIvbg5TU6jW1M0PTxWso7jri8n4Mv09MC/48H60sOq4jsd7e02xNO0PiTPf+Pxi"
    "afno1V4wW/IUN4rNFV1KlPCfsTjoMMjmta8uShelClnstAFgGHphn4vNJSPZcrJycfF0KATA06KMKG9tHtOC0BYLxdRcCHBLBRHH1RzpN+eyrgJMD0u+D6f9"
    "akkh+W3n7ak3C1Yk+x4HUp8kAqSVZiAkxOTLE/z/MTfqBir1l+We9TdTapg31408PK5OH7fYFVOGSdfKrW9JmIjzYeL3Gc/KCl4vgg==";

base::Result<WebhookNotice> verify(const std::string& keys, const Headers& headers, const std::string& body = kBody) {
  domain::Site site;
  site.platform = "magento";
  const domain::SiteSecrets secrets{{"webhook_secret", keys}};
  return connectors::verify_webhook(site, secrets, {headers, body, tests::at("2026-11-25T08:00:00Z")});
}

/// The key as one line: "\n" spelt out, as configuration files and forms leave it.
std::string spelt_out(std::string pem) {
  for (auto at = pem.find('\n'); at != std::string::npos; at = pem.find('\n', at)) pem.replace(at, 1, "\\n");
  return pem;
}

/// What stands between the dashed lines, without line ends.
std::string bare(const std::string& pem) {
  std::string out;
  const auto begin = pem.find('\n'), end = pem.find("-----END");
  for (const char c : pem.substr(begin, end - begin))
    if (c != '\n') out += c;
  return out;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(magento_webhook)

BOOST_AUTO_TEST_CASE(takes_a_commerce_webhook_that_the_shops_key_verifies) {
  const auto notice = verify(kFirstKey, {{"x-adobe-commerce-webhook-signature", kFirstSignature}});
  BOOST_REQUIRE(notice);
  BOOST_TEST(notice->about_orders);
}

BOOST_AUTO_TEST_CASE(takes_an_event_that_either_signature_proves) {
  const Headers first{{"x-adobe-digital-signature-1", kFirstSignature}, {"x-adobe-event-code", "com.adobe.commerce.observer.sales_order_save_after"}};
  const Headers second{{"x-adobe-digital-signature-1", "AAAA"}, {"x-adobe-digital-signature-2", kSecondSignature}, {"x-adobe-event-code", "com.adobe.commerce.observer.catalog_product_save_after"}};
  const auto order = verify(kFirstKey, first);
  BOOST_REQUIRE(order);
  BOOST_TEST(order->topic == "com.adobe.commerce.observer.sales_order_save_after");
  BOOST_TEST(order->about_orders);
  const auto product = verify(kFirstKey + kSecondKey, second);
  BOOST_REQUIRE(product);
  BOOST_TEST(!product->about_orders);
}

BOOST_AUTO_TEST_CASE(refuses_a_missing_or_wrong_signature_a_changed_body_and_another_key) {
  const Headers right{{"x-adobe-commerce-webhook-signature", kFirstSignature}};
  BOOST_TEST((verify(kFirstKey, {}).error().code == base::ErrorCode::kUnauthenticated));
  BOOST_TEST((verify(kFirstKey, {{"x-adobe-commerce-webhook-signature", kSecondSignature}}).error().code == base::ErrorCode::kUnauthenticated));
  BOOST_TEST((verify(kFirstKey, {{"x-adobe-commerce-webhook-signature", "no base64 at all"}}).error().code == base::ErrorCode::kUnauthenticated));
  BOOST_TEST((verify(kFirstKey, right, kBody + " ").error().code == base::ErrorCode::kUnauthenticated));
  BOOST_TEST((verify(kSecondKey, right).error().code == base::ErrorCode::kUnauthenticated));
}

BOOST_AUTO_TEST_CASE(reads_keys_however_they_were_pasted) {
  using connectors::http::RsaPublicKeys;
  for (const auto& text : {kFirstKey, spelt_out(kFirstKey), bare(kFirstKey), bare(kSecondKey) + ", " + bare(kFirstKey), kSecondKey + kFirstKey})
    BOOST_TEST(RsaPublicKeys(text).verify(kBody, kFirstSignature), text.substr(0, 40));
}

BOOST_AUTO_TEST_CASE(a_secret_without_a_key_takes_nothing) {
  for (const char* text : {"s3cret", "-----BEGIN PUBLIC KEY-----", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n"}) {
    const auto refused = verify(text, {{"x-adobe-commerce-webhook-signature", kFirstSignature}});
    BOOST_REQUIRE(!refused);
    BOOST_TEST((refused.error().code == base::ErrorCode::kNotFound));
  }
}

BOOST_AUTO_TEST_SUITE_END()
