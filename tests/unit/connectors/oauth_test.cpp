#include "connectors/http/oauth.hpp"

#include <boost/test/unit_test.hpp>

using tillbridge::connectors::http::OAuthSigner;
using tillbridge::connectors::http::Parameters;

namespace {

// A signature that is published with all that went into it, secrets included.
const OAuthSigner kSigner{.consumer_key = "xvz1evFS4wEEPTGEFPHBog",
                          .consumer_secret = "kAcSOqF21Fu85e7zjz7ZN2U4ZRhfV3WpwPAoE3Z7kBw",
                          .signature_method = "HMAC-SHA1",
                          .token = "370773112-GmHxMAgYyLbNEtIKZeRNFsMKPR9EyMZeS9weJAEb",
                          .token_secret = "LswwdoUaIvS8ltyTt5jkRh4J50vUPVVHtR2YPi5kE"};
constexpr const char* kNonce = "kYjzVBB8Y0ZFabxSWbWovY3uYSQ2pTgmZeNu2VS4cg";
constexpr long long kTime = 1318622958;
const std::string kUrl = "https://api.twitter.com/1.1/statuses/update.json";

/// What is signed: the standard wants oauth_version only where it is sent, the published example sends it.
Parameters example() {
  return {{"status", "Hello Ladies + Gentlemen, a signed OAuth request!"}, {"include_entities", "true"}, {"oauth_version", "1.0"}};
}

std::string value_of(const Parameters& parameters, const std::string& name) {
  for (const auto& [key, value] : parameters)
    if (key == name) return value;
  return {};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(oauth)

BOOST_AUTO_TEST_CASE(signs_with_consumer_and_token_as_the_published_example) {
  const auto signed_parameters = kSigner.sign("POST", kUrl, example(), kNonce, kTime);
  BOOST_TEST(value_of(signed_parameters, "oauth_token") == kSigner.token);
  BOOST_TEST(value_of(signed_parameters, "oauth_signature") == "hCtSmYh+iHYCEqBWrE7C7hYmtUk=");
}

BOOST_AUTO_TEST_CASE(the_header_holds_what_is_oauth_and_nothing_of_the_query) {
  const auto header = kSigner.sign_header("POST", kUrl, example(), kNonce, kTime);
  BOOST_TEST(header.starts_with("OAuth oauth_version=\"1.0\", oauth_consumer_key=\"xvz1evFS4wEEPTGEFPHBog\""), header);
  BOOST_TEST(header.ends_with("oauth_signature=\"hCtSmYh%2BiHYCEqBWrE7C7hYmtUk%3D\""), header);
  BOOST_TEST(header.find("Hello") == std::string::npos);
  BOOST_TEST(header.find(kSigner.token_secret) == std::string::npos);
}

BOOST_AUTO_TEST_CASE(without_a_token_none_is_named) {
  const OAuthSigner one_legged{"key", "secret", "HMAC-SHA256"};
  BOOST_TEST(value_of(one_legged.sign("GET", kUrl, {}, "n", 1), "oauth_token") == "");
}

BOOST_AUTO_TEST_SUITE_END()
