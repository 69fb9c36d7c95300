#include "connectors/http/curl_http_client.hpp"

#include <zlib.h>

#include <atomic>
#include <boost/test/unit_test.hpp>
#include <cstdlib>

#include "sandbox/http_server.hpp"

using namespace tillbridge::connectors::http;
namespace sandbox = tillbridge::sandbox;

namespace {

CurlOptions loopback() {
  CurlOptions options;
  options.policy = {.allow_plain_http = true, .allow_private_address = true};
  options.total_timeout = std::chrono::milliseconds(10'000);
  return options;
}

std::string gzip(const std::string& text) {
  z_stream stream{};
  deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&stream, text.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(curl_http_client)

BOOST_AUTO_TEST_CASE(sends_method_headers_and_body_and_reads_the_answer) {
  sandbox::Request seen;
  sandbox::HttpServer server({}, [&](const sandbox::Request& request) {
    seen = request;
    auto response = sandbox::json_response(201, R"({"ok":true})");
    response.headers.emplace_back("X-Total", "7");
    return response;
  });
  CurlHttpClient client(loopback());
  const auto exchange = client.send({"PUT", server.base_url() + "/a%20b?x=1%2C2", {{"X-Key", "k"}, {"X-Empty", ""}}, R"({"a":1})"});
  BOOST_TEST(exchange.success());
  BOOST_TEST(exchange.status == 201);
  BOOST_TEST(exchange.header("x-total") == "7");
  BOOST_TEST(exchange.body == R"({"ok":true})");
  BOOST_TEST(seen.method == "PUT");
  BOOST_TEST(seen.path == "/a b");
  BOOST_TEST(seen.parameter("x").value() == "1,2");
  BOOST_TEST(seen.header("X-Key") == "k");
  BOOST_TEST(seen.body == R"({"a":1})");
}

BOOST_AUTO_TEST_CASE(tells_an_unreachable_shop_from_a_lost_answer) {
  std::uint16_t free_port = 0;
  { free_port = sandbox::HttpServer({}, [](const sandbox::Request&) { return sandbox::Response{}; }).port(); }
  CurlHttpClient client(loopback());
  const auto refused = client.send({"POST", "http://127.0.0.1:" + std::to_string(free_port) + "/", {}, "x"});
  BOOST_TEST((refused.transport == Transport::kNotSent));
  BOOST_TEST(refused.failure == "connect");

  sandbox::HttpServer server({}, [](const sandbox::Request&) {
    sandbox::Response response;
    response.delivery = sandbox::Delivery::kDrop;
    return response;
  });
  const auto lost = client.send({"POST", server.base_url() + "/", {}, "x"});
  BOOST_TEST((lost.transport == Transport::kLost));
  BOOST_TEST(lost.failure == "reset");
}

BOOST_AUTO_TEST_CASE(gives_up_on_a_silent_shop_and_calls_it_lost) {
  sandbox::HttpServer server({}, [](const sandbox::Request&) {
    sandbox::Response response;
    response.delivery = sandbox::Delivery::kHoldUntilClosed;
    return response;
  });
  auto options = loopback();
  options.total_timeout = std::chrono::milliseconds(150);
  CurlHttpClient client(options);
  const auto lost = client.send({"POST", server.base_url() + "/", {}, "x"});
  BOOST_TEST((lost.transport == Transport::kLost));
  BOOST_TEST(lost.failure == "timeout");
}

BOOST_AUTO_TEST_CASE(never_sends_a_write_twice_when_a_kept_connection_dies) {
  std::atomic<int> calls = 0;
  sandbox::HttpServer server({}, [&](const sandbox::Request&) {
    sandbox::Response response = sandbox::json_response(200, "{}");
    if (++calls > 1) response.delivery = sandbox::Delivery::kDrop;
    return response;
  });
  CurlHttpClient client(loopback());
  BOOST_TEST(client.send({"POST", server.base_url() + "/", {}, "x"}).success());
  const auto second = client.send({"POST", server.base_url() + "/", {}, "x"});
  BOOST_TEST((second.transport == Transport::kLost));
  BOOST_TEST(calls.load() == 2);
}

BOOST_AUTO_TEST_CASE(a_shop_without_valid_tls_is_sent_nothing) {
  std::atomic<int> calls = 0;
  sandbox::HttpServer server({}, [&](const sandbox::Request&) { ++calls; return sandbox::Response{}; });
  CurlHttpClient client(loopback());
  const auto exchange = client.send({"POST", "https://127.0.0.1:" + std::to_string(server.port()) + "/", {{"Authorization", "Bearer t"}}, "x"});
  BOOST_TEST((exchange.transport == Transport::kNotSent));
  BOOST_TEST(exchange.failure == "tls");
  BOOST_TEST(calls.load() == 0);
}

BOOST_AUTO_TEST_CASE(does_not_follow_redirects) {
  std::atomic<int> calls = 0;
  sandbox::HttpServer server({}, [&](const sandbox::Request&) {
    ++calls;
    sandbox::Response response;
    response.status = 302;
    response.headers.emplace_back("Location", "http://169.254.169.254/latest");
    return response;
  });
  CurlHttpClient client(loopback());
  const auto exchange = client.send({"GET", server.base_url() + "/", {}, ""});
  BOOST_TEST(exchange.status == 302);
  BOOST_TEST(calls.load() == 1);
}

BOOST_AUTO_TEST_CASE(refuses_private_addresses_and_plain_http_unless_allowed) {
  std::atomic<int> calls = 0;
  sandbox::HttpServer server({}, [&](const sandbox::Request&) { ++calls; return sandbox::Response{}; });
  auto options = loopback();
  options.policy.allow_private_address = false;
  CurlHttpClient strict(options);
  const auto port = std::to_string(server.port());
  for (const auto* host : {"127.0.0.1", "localhost", "2130706433", "0x7f.1", "0177.0.0.1", "[::ffff:127.0.0.1]", "[::1]", "0.0.0.0", "169.254.169.254"}) {
    const auto exchange = strict.send({"GET", "http://" + std::string(host) + ":" + port + "/", {}, ""});
    BOOST_TEST((exchange.transport == Transport::kNotSent), host);
    BOOST_TEST(exchange.failure == "address_refused", host << " gave " << exchange.failure);
  }
  options.policy = {.allow_plain_http = false, .allow_private_address = true};
  CurlHttpClient https_only(options);
  BOOST_TEST(https_only.send({"GET", server.base_url() + "/", {}, ""}).failure == "bad_request");
  BOOST_TEST(https_only.send({"GET", "file:///etc/passwd", {}, ""}).failure == "bad_request");
  BOOST_TEST(https_only.send({"GET", "gopher://127.0.0.1:" + port + "/", {}, ""}).failure == "bad_request");
  BOOST_TEST(calls.load() == 0);
}

BOOST_AUTO_TEST_CASE(refuses_control_characters_before_anything_is_sent) {
  std::atomic<int> calls = 0;
  sandbox::HttpServer server({}, [&](const sandbox::Request&) { ++calls; return sandbox::Response{}; });
  CurlHttpClient client(loopback());
  BOOST_TEST(client.send({"GET", server.base_url() + "/a\r\nX: y", {}, ""}).failure == "bad_request");
  BOOST_TEST(client.send({"GET", server.base_url() + "/", {{"X-Key", "a\r\nEvil: 1"}}, ""}).failure == "bad_request");
  BOOST_TEST(client.send({"GET\r\nEvil: 1", server.base_url() + "/", {}, ""}).failure == "bad_request");
  BOOST_TEST(client.send({"GET", server.base_url() + "/", {{"X\n", "a"}}, ""}).failure == "bad_request");
  BOOST_TEST(calls.load() == 0);
}

BOOST_AUTO_TEST_CASE(inflates_and_cuts_off_bodies_beyond_the_cap) {
  std::string body;
  bool zipped = false;
  sandbox::HttpServer server({}, [&](const sandbox::Request&) {
    auto response = sandbox::json_response(200, zipped ? gzip(body) : body);
    if (zipped) response.headers.emplace_back("Content-Encoding", "gzip");
    return response;
  });
  auto options = loopback();
  options.body_cap = 1000;
  CurlHttpClient client(options);
  body = std::string(1000, 'a');
  zipped = true;
  BOOST_TEST(client.send({"GET", server.base_url() + "/", {}, ""}).body == body);
  body = std::string(5'000'000, 'a');
  BOOST_TEST(client.send({"GET", server.base_url() + "/", {}, ""}).failure == "too_large");
  zipped = false;
  BOOST_TEST(client.send({"GET", server.base_url() + "/", {}, ""}).failure == "too_large");
}

BOOST_AUTO_TEST_CASE(ignores_a_proxy_from_the_environment) {
  sandbox::HttpServer server({}, [](const sandbox::Request&) { return sandbox::json_response(200, "{}"); });
  ::setenv("http_proxy", "http://127.0.0.1:1", 1);
  ::setenv("all_proxy", "http://127.0.0.1:1", 1);
  CurlHttpClient client(loopback());
  const auto ok = client.send({"GET", server.base_url() + "/", {}, ""}).success();
  ::unsetenv("http_proxy");
  ::unsetenv("all_proxy");
  BOOST_TEST(ok);
}

BOOST_AUTO_TEST_CASE(failure_texts_hold_neither_query_nor_headers) {
  CurlHttpClient client(loopback());
  std::uint16_t free_port = 0;
  { free_port = sandbox::HttpServer({}, [](const sandbox::Request&) { return sandbox::Response{}; }).port(); }
  const auto exchange = client.send({"GET", "http://127.0.0.1:" + std::to_string(free_port) + "/p?token=s3cret", {{"Authorization", "Bearer s3cret"}}, ""});
  BOOST_TEST(exchange.failure_text.find("s3cret") == std::string::npos);
  BOOST_TEST(exchange.failure_text.find("127.0.0.1") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
