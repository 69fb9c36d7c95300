#include "sandbox/http_server.hpp"

#include <boost/test/unit_test.hpp>

using namespace tillbridge::sandbox;

BOOST_AUTO_TEST_SUITE(http_server)

BOOST_AUTO_TEST_CASE(decodes_percent_escapes_and_leaves_broken_ones_alone) {
  BOOST_TEST(decode_percent("a%20b%2Cc", false) == "a b,c");
  BOOST_TEST(decode_percent("a+b", true) == "a b");
  BOOST_TEST(decode_percent("a+b", false) == "a+b");
  BOOST_TEST(decode_percent("100%", false) == "100%");
  BOOST_TEST(decode_percent("%zz%4", false) == "%zz%4");
  BOOST_TEST(encode_percent("a b&\"<\xc3\xa9") == "a%20b%26%22%3C%C3%A9");
}

BOOST_AUTO_TEST_CASE(splits_forms_with_empty_and_repeated_names) {
  const auto form = parse_form("sku=A%26B&sku=&&flag");
  BOOST_REQUIRE(form.size() == 3u);
  BOOST_TEST(form[0].second == "A&B");
  BOOST_TEST(form[1].second == "");
  BOOST_TEST(form[2].first == "flag");
}

BOOST_AUTO_TEST_CASE(stops_twice_without_harm_and_frees_its_port) {
  std::uint16_t port = 0;
  {
    HttpServer server({}, [](const Request&) { return json_response(200, "{}"); });
    port = server.port();
    server.stop();
    server.stop();
  }
  HttpServer again({.port = port}, [](const Request&) { return json_response(200, "{}"); });
  BOOST_TEST(again.port() == port);
}

BOOST_AUTO_TEST_SUITE_END()
