#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

#include "services/http/proxy_rules.hpp"

using namespace tillbridge::services::http;

namespace {

RequestHead head_with(std::vector<std::pair<std::string, std::string>> headers) {
  RequestHead head;
  head.host = "pos.example";
  head.headers = std::move(headers);
  return head;
}

const auto kPeer = boost::asio::ip::make_address("10.0.0.5");

CallerFacts find(const RequestHead& head, const Networks& proxies, bool is_tls = false) { return find_caller(head, kPeer, is_tls, "127.0.0.1:8080", proxies, ""); }

}  // namespace

BOOST_AUTO_TEST_SUITE(http_proxy_rules)

BOOST_AUTO_TEST_CASE(tells_which_addresses_a_network_holds) {
  const Networks networks({"10.0.0.0/9", "192.0.2.7", "fd00::/8", "0.0.0.0/0"});
  BOOST_TEST(networks.contains(std::string("203.0.113.1")));
  const Networks narrow({"10.0.0.0/9", "192.0.2.7", "fd00::/8"});
  for (const std::string inside : {"10.127.255.255", "192.0.2.7", "::ffff:192.0.2.7", "fd12::1"}) BOOST_TEST(narrow.contains(inside), inside);
  for (const std::string outside : {"10.128.0.0", "192.0.2.8", "fe80::1", "nonsense", ""}) BOOST_TEST(!narrow.contains(outside), outside);
  BOOST_TEST(!Networks().contains(std::string("127.0.0.1")));
}

BOOST_AUTO_TEST_CASE(refuses_what_is_no_network) {
  for (const std::string bad : {"10.0.0.0/33", "10.0.0.0/", "10.0.0.0/x", "proxy", "", "fd00::/129", "10.0.0.0/-1"}) BOOST_CHECK_THROW(Networks({bad}), std::runtime_error);
}

BOOST_AUTO_TEST_CASE(takes_the_entry_that_the_named_proxy_wrote) {
  const Networks proxies({"10.0.0.5"});
  const auto forwarded = head_with({{"x-forwarded-for", "1.1.1.1, 203.0.113.7"}, {"x-forwarded-proto", "https"}, {"x-forwarded-host", "pos.shop.example"}});
  BOOST_TEST(find(forwarded, proxies).peer_address == "203.0.113.7");
  BOOST_TEST(find(forwarded, proxies).public_base == "https://pos.shop.example");
  BOOST_TEST(find(forwarded, Networks()).peer_address == "10.0.0.5");
  BOOST_TEST(find(forwarded, Networks()).public_base == "http://pos.example");
  const auto odd = head_with({{"x-forwarded-for", "unknown"}, {"x-forwarded-proto", "gopher"}, {"x-forwarded-host", "a\"><b>"}});
  BOOST_TEST(find(odd, proxies, true).peer_address == "10.0.0.5");
  BOOST_TEST(find(odd, proxies, true).public_base == "https://pos.example");
}

BOOST_AUTO_TEST_CASE(names_its_own_address_when_an_old_caller_sends_no_host) {
  RequestHead head;
  BOOST_TEST(find(head, Networks()).public_base == "http://127.0.0.1:8080");
}

BOOST_AUTO_TEST_SUITE_END()
