#include <boost/test/unit_test.hpp>
#include <string>

#include "services/http/response_head.hpp"
#include "tests/support/fixed_clock.hpp"

using namespace tillbridge;
using namespace tillbridge::services::http;

BOOST_AUTO_TEST_SUITE(http_response_head)

BOOST_AUTO_TEST_CASE(says_length_connection_and_request_id) {
  Response response;
  response.headers.emplace_back("X-A", "1");
  BOOST_TEST(format_response_head(response, 12, true, "req_x", tests::at("2026-11-25T08:01:02Z")) ==
             "HTTP/1.1 200 OK\r\nDate: Wed, 25 Nov 2026 08:01:02 GMT\r\nContent-Type: text/xml; charset=utf-8\r\nContent-Length: 12\r\nConnection: keep-alive\r\nX-Request-Id: req_x\r\nX-A: 1\r\n\r\n");
}

BOOST_AUTO_TEST_CASE(lets_no_value_begin_a_header_of_its_own) {
  Response response;
  response.headers.emplace_back("X-A", "1\r\nSet-Cookie: a=b");
  const auto text = format_response_head(response, 0, false, "", tests::at("2026-11-25T08:01:02Z"));
  BOOST_TEST(text.find("\r\nSet-Cookie") == std::string::npos);
  BOOST_TEST(text.find("Connection: close\r\n") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(tells_callers_when_to_come_again_and_what_is_allowed) {
  BOOST_TEST(to_response({503, "busy", "x"}).headers.front().first == "Retry-After");
  BOOST_TEST(to_response({405, "method_not_allowed", "x"}).headers.front().second == "GET, HEAD, POST");
  BOOST_TEST(to_response({400, "bad_host", "why"}).text == "bad_host: why\n");
}

BOOST_AUTO_TEST_SUITE_END()
