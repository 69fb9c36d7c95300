#include "connectors/http/address_policy.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <boost/test/unit_test.hpp>
#include <cstring>

using namespace tillbridge::connectors::http;

namespace {

bool is_public(const char* text) {
  sockaddr_storage storage{};
  if (std::strchr(text, ':')) {
    auto& in = reinterpret_cast<sockaddr_in6&>(storage);
    in.sin6_family = AF_INET6;
    BOOST_REQUIRE(inet_pton(AF_INET6, text, &in.sin6_addr) == 1);
  } else {
    auto& in = reinterpret_cast<sockaddr_in&>(storage);
    in.sin_family = AF_INET;
    BOOST_REQUIRE(inet_pton(AF_INET, text, &in.sin_addr) == 1);
  }
  return is_public_address(reinterpret_cast<const sockaddr&>(storage));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(address_policy)

BOOST_AUTO_TEST_CASE(knows_public_addresses_from_all_others) {
  for (const auto* text : {"8.8.8.8", "93.184.216.34", "100.63.255.255", "100.128.0.1", "172.15.0.1", "172.32.0.1", "2606:4700::1111", "2a00:1450:4001::5"})
    BOOST_TEST(is_public(text), text);
  for (const auto* text : {"127.0.0.1", "127.255.255.255", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.0.1", "169.254.169.254", "100.64.0.1", "100.127.255.255",
                           "0.0.0.0", "224.0.0.1", "255.255.255.255", "198.18.0.1", "192.0.2.1", "::1", "::", "::ffff:8.8.8.8", "::ffff:127.0.0.1", "fe80::1", "fc00::1",
                           "fd12::1", "ff02::1", "64:ff9b::7f00:1", "64:ff9b:1::1", "2002:7f00:1::", "2001::1", "2001:db8::1", "fec0::1"})
    BOOST_TEST(!is_public(text), text);
}

BOOST_AUTO_TEST_CASE(accepts_plain_addresses_and_names_what_is_wrong_with_others) {
  BOOST_TEST(check_base_url("https://shop.example", {}).has_value());
  BOOST_TEST(check_base_url("HTTPS://shop.example:8443/store/", {}).has_value());
  BOOST_TEST(check_base_url("http://shop.example", {.allow_plain_http = true}).has_value());
  const std::pair<const char*, const char*> cases[] = {
      {"shop.example", "no scheme"},           {"ftp://shop.example", "https://"},     {"http://shop.example", "--allow-plain-http"},
      {"https://u:p@shop.example", "secrets"}, {"https://shop.example#x", "? or #"},   {"https://shop.example/?a=1", "? or #"},
      {"https:///path", "no host"},            {"https://shop .example", "blank"},     {"https://shop.example\r\nX: 1", "control"},
      {"https://a\\@b", "backslash"},
  };
  for (const auto& [url, part] : cases) {
    const auto checked = check_base_url(url, {});
    BOOST_REQUIRE_MESSAGE(!checked.has_value(), url);
    BOOST_TEST(checked.error().message.find(part) != std::string::npos, checked.error().message);
  }
}

BOOST_AUTO_TEST_SUITE_END()
