#include <fmt/format.h>
#include <zlib.h>

#include <boost/test/unit_test.hpp>
#include <chrono>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "http_fixture.hpp"
#include "memory_limits.hpp"
#include "raw_client.hpp"

using namespace tillbridge;
using namespace tillbridge::tests;
using namespace std::chrono_literals;

namespace {

std::string get(const std::string& path, const std::string& headers = {}) { return "GET " + path + " HTTP/1.1\r\nHost: pos.example\r\n" + headers + "\r\n"; }

std::string post(const std::string& path, const std::string& body, const std::string& headers = {}) {
  return "POST " + path + " HTTP/1.1\r\nHost: pos.example\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" + headers + "\r\n" + body;
}

std::string gzip(const std::string& text) {
  z_stream stream{};
  deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
  std::string out(text.size() / 100 + 4096, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

/// Resident memory that no file backs, in KB.
long anonymous_kb() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.rfind("RssAnon:", 0) == 0) return std::stol(line.substr(8));
  }
  return 0;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(http_server, HttpFixture)

BOOST_AUTO_TEST_CASE(answers_a_call_and_keeps_the_connection) {
  start();
  RawClient client(port());
  client.send(post("/soap", "hello"));
  const auto first = client.read_response();
  BOOST_TEST(status_of(first) == 200);
  BOOST_TEST(body_of(first) == "POST /soap 5");
  BOOST_TEST(header_of(first, "Connection") == "keep-alive");
  BOOST_TEST(header_of(first, "X-Request-Id").substr(0, 4) == "req_");
  client.send(get("/a?b", "Connection: close\r\n"));
  const auto second = client.read_response();
  BOOST_TEST(body_of(second) == "GET /a 0");
  BOOST_TEST(header_of(second, "Connection") == "close");
  BOOST_TEST(client.is_closed_by_server());
}

BOOST_AUTO_TEST_CASE(answers_pipelined_requests_in_order) {
  start();
  RawClient client(port());
  client.send(post("/1", "a") + get("/2") + post("/3", "abc"));
  BOOST_TEST(body_of(client.read_response()) == "POST /1 1");
  BOOST_TEST(body_of(client.read_response()) == "GET /2 0");
  BOOST_TEST(body_of(client.read_response()) == "POST /3 3");
}

BOOST_AUTO_TEST_CASE(speaks_http_1_0_chunks_head_and_100_continue) {
  start();
  RawClient old(port());
  old.send("POST /old HTTP/1.0\r\nContent-Length: 2\r\n\r\nab");
  BOOST_TEST(body_of(old.read_to_end()) == "POST /old 2");

  RawClient chunked(port());
  chunked.send("POST /c HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
  chunked.send("2\r\nde\r\n0\r\n\r\n" + get("/next"));
  BOOST_TEST(body_of(chunked.read_response()) == "POST /c 5");
  BOOST_TEST(body_of(chunked.read_response()) == "GET /next 0");

  RawClient head(port());
  head.send("HEAD /h HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  const auto answer = head.read_to_end();
  BOOST_TEST(header_of(answer, "Content-Length") == "9");
  BOOST_TEST(body_of(answer) == "");

  RawClient packed(port());
  const auto squeezed = gzip("<a>12</a>");
  packed.send(fmt::format("POST /z HTTP/1.1\r\nHost: x\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n{:x}\r\n", squeezed.size()) + squeezed + "\r\n0\r\n\r\n");
  BOOST_TEST(body_of(packed.read_response()) == "POST /z 9");

  RawClient asking(port());
  asking.send("POST /e HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
  BOOST_TEST(asking.read_response() == "HTTP/1.1 100 Continue\r\n\r\n");
  asking.send("abc");
  BOOST_TEST(body_of(asking.read_response()) == "POST /e 3");
}

BOOST_AUTO_TEST_CASE(refuses_odd_framing_with_a_reason_and_closes) {
  struct Row {
    std::string name, bytes;
    int status;
    std::string word;
  };
  const std::string host = "Host: x\r\n";
  const std::vector<Row> table = {
      {"length and chunked", "POST / HTTP/1.1\r\n" + host + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400, "length_and_chunked"},
      {"two lengths", "POST / HTTP/1.1\r\n" + host + "Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc", 400, "bad_length"},
      {"negative length", "POST / HTTP/1.1\r\n" + host + "Content-Length: -3\r\n\r\nabc", 400, "bad_length"},
      {"two different lengths", "POST / HTTP/1.1\r\n" + host + "Content-Length: 3\r\nContent-Length: 30\r\n\r\nabc", 400, "bad_length"},
      {"a list of lengths", "POST / HTTP/1.1\r\n" + host + "Content-Length: 3, 3\r\n\r\nabc", 400, "bad_length"},
      {"a length of 20 digits", "POST / HTTP/1.1\r\n" + host + "Content-Length: 99999999999999999999\r\n\r\nabc", 400, "bad_length"},
      {"a length in hex", "POST / HTTP/1.1\r\n" + host + "Content-Length: 0x3\r\n\r\nabc", 400, "bad_length"},
      {"unknown coding", "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: gzip\r\n\r\n", 400, "bad_transfer_encoding"},
      {"bad chunk", "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\nxyz\r\n", 400, "bad_chunk"},
      {"bare line feeds", "GET / HTTP/1.1\nHost: x\n\n", 400, "bare_line_feed"},
      {"one bare line feed among good lines", "POST / HTTP/1.1\r\n" + host + "SOAPAction: \"\"\nContent-Length: 3\r\n\r\nabc", 400, "bare_line_feed"},
      {"folded", "GET / HTTP/1.1\r\n" + host + "A: b\r\n c\r\n\r\n", 400, "folded_header"},
      {"NUL", "GET / HTTP/1.1\r\nA: " + std::string(1, '\0') + "\r\n\r\n", 400, "control_character"},
      {"HTTP/0.9", "GET /\r\n\r\n", 400, "bad_request_line"},
      {"no host", "GET / HTTP/1.1\r\n\r\n", 400, "bad_host"},
      {"head of 20 KB", "GET / HTTP/1.1\r\nA: " + std::string(20'000, 'x'), 431, "head_too_large"},
      {"PUT", "PUT / HTTP/1.1\r\n" + host + "\r\n", 405, "method_not_allowed"},
      {"TRACE", "TRACE / HTTP/1.1\r\n" + host + "\r\n", 405, "method_not_allowed"},
      {"a gigabyte announced", "POST / HTTP/1.1\r\n" + host + "Content-Length: 1000000000\r\n\r\nabc", 413, "request_too_large"},
      {"a gigabyte announced before 100 Continue", "POST / HTTP/1.1\r\n" + host + "Content-Length: 1000000000\r\nExpect: 100-continue\r\n\r\n", 413, "request_too_large"},
      {"TLS hello", std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11), 400, "tls_on_http_port"},
  };
  start();
  for (const auto& test : table) {
    BOOST_TEST_CONTEXT(test.name) {
      RawClient client(port());
      client.send(test.bytes);
      const auto response = client.read_response();
      BOOST_TEST(status_of(response) == test.status);
      BOOST_TEST(body_of(response).rfind(test.word + ": ", 0) == 0u, response);
      BOOST_TEST(header_of(response, "Connection") == "close");
      BOOST_TEST(client.is_closed_by_server());
    }
  }
  RawClient put(port());
  put.send("PUT / HTTP/1.1\r\n" + host + "\r\n");
  BOOST_TEST(header_of(put.read_response(), "Allow") == "GET, HEAD, POST");
  RawClient honest(port());
  honest.send(get("/still/here"));
  BOOST_TEST(status_of(honest.read_response()) == 200);
}

BOOST_AUTO_TEST_CASE(ends_a_slow_head_and_a_slow_body_at_their_deadlines) {
  options.head_timeout = 200ms;
  options.body_timeout = 200ms;
  start();
  RawClient head(port());
  head.send("POST / HTTP/1.1\r\nHo");
  BOOST_TEST(status_of(head.read_response()) == 408);
  BOOST_TEST(head.is_closed_by_server());
  RawClient body(port());
  body.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc");
  const auto response = body.read_response();
  BOOST_TEST(status_of(response) == 408);
  BOOST_TEST(body_of(response).find("body") != std::string::npos);
  BOOST_TEST(body.is_closed_by_server());
}

BOOST_AUTO_TEST_CASE(one_byte_after_the_other_does_not_move_the_deadline) {
  options.head_timeout = 300ms;
  start();
  RawClient client(port());
  client.send("GET / HTTP/1.1\r\nX-Slow: ");
  int sent = 0;
  while (!client.has_answer_within(10ms) && ++sent < 1000) client.send("x");
  BOOST_TEST(status_of(client.read_response()) == 408);
}

BOOST_AUTO_TEST_CASE(answers_half_a_request_with_400) {
  start();
  RawClient client(port());
  client.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc");
  client.half_close();
  const auto response = client.read_response();
  BOOST_TEST(status_of(response) == 400);
  BOOST_TEST(body_of(response).rfind("incomplete_request", 0) == 0u);
}

BOOST_AUTO_TEST_CASE(closes_an_idle_connection_without_a_word) {
  options.idle_timeout = 100ms;
  start();
  RawClient client(port());
  BOOST_TEST(client.read_to_end() == "");
}

BOOST_AUTO_TEST_CASE(refuses_a_gzip_bomb_with_memory_flat_and_takes_honest_gzip) {
  start();
  const auto bomb = gzip(std::string(200u << 20, ' '));
  const auto honest = gzip("<a/>");
  const long before = anonymous_kb();
  RawClient client(port());
  client.send(post("/", bomb, "Content-Encoding: gzip\r\n"));
  const auto response = client.read_response();
  BOOST_TEST(status_of(response) == 413);
  BOOST_TEST(body_of(response).rfind("compression_ratio", 0) == 0u);
  if (kMemoryTells) BOOST_TEST(anonymous_kb() - before < 64 * 1024);
  RawClient next(port());
  next.send(post("/ok", honest, "Content-Encoding: gzip\r\n"));
  BOOST_TEST(body_of(next.read_response()) == "POST /ok 4");
}

BOOST_AUTO_TEST_CASE(spools_a_large_body_and_answers_a_large_one) {
  options.body.max_in_memory = 1 << 20;
  start();
  RawClient client(port());
  client.send(post("/big", std::string(30u << 20, 'x')));
  BOOST_TEST(body_of(client.read_response()) == "POST /big 31457280");
  client.send(get("/large"));
  const auto response = client.read_response();
  BOOST_TEST(body_of(response).size() == 20u << 20);
}

BOOST_AUTO_TEST_CASE(a_large_call_does_not_hold_up_small_ones) {
  options.body.max_in_memory = 1000;
  options.workers = 1;
  start();
  RawClient large(port()), second(port());
  large.send(post("/wait", std::string(2000, 'x')));
  handler.wait_until_waiting(1);
  second.send(post("/big", std::string(2000, 'x')));
  RawClient small(port());
  small.send(get("/small"));
  BOOST_TEST(body_of(small.read_response()) == "GET /small 0");
  handler.release();
  BOOST_TEST(body_of(large.read_response()) == "POST /wait 2000");
  BOOST_TEST(body_of(second.read_response()) == "POST /big 2000");
}

BOOST_AUTO_TEST_CASE(serves_a_new_call_beside_a_hundred_idle_ones_and_eight_slow_senders) {
  start();
  std::vector<RawClient> others;
  for (int at = 0; at < 100; ++at) others.emplace_back(port());
  for (int at = 0; at < 8; ++at) {
    others.emplace_back(port());
    others.back().send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nabc");
  }
  RawClient client(port());
  client.send(get("/now"));
  BOOST_TEST(body_of(client.read_response()) == "GET /now 0");
}

BOOST_AUTO_TEST_CASE(turns_away_what_is_over_the_limit_of_connections) {
  options.max_connections = 2;
  start();
  RawClient first(port()), second(port());
  first.send(get("/"));
  second.send(get("/"));
  first.read_response();
  second.read_response();
  RawClient third(port());
  const auto response = third.read_response();
  BOOST_TEST(status_of(response) == 503);
  BOOST_TEST(body_of(response).find("limit of 2 connections") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(answers_busy_when_too_many_requests_wait) {
  options.workers = 1;
  options.max_waiting = 1;
  start();
  RawClient running(port());
  running.send(get("/wait"));
  handler.wait_until_waiting(1);
  // One of the two waits for the worker, the other one is told to come again.
  RawClient left(port()), right(port());
  left.send(get("/one"));
  right.send(get("/two"));
  RawClient& refused = RawClient::first_answered(left, right);
  const auto response = refused.read_response();
  BOOST_TEST(status_of(response) == 503);
  BOOST_TEST(header_of(response, "Retry-After") == "5");
  handler.release();
  BOOST_TEST(status_of(running.read_response()) == 200);
  BOOST_TEST(status_of((&refused == &left ? right : left).read_response()) == 200);
}

BOOST_AUTO_TEST_CASE(turns_a_handlers_exception_into_500_without_its_text) {
  start();
  RawClient client(port());
  client.send(get("/throw"));
  const auto response = client.read_response();
  BOOST_TEST(status_of(response) == 500);
  BOOST_TEST(response.find("secret detail") == std::string::npos);
  BOOST_TEST(response.find(header_of(response, "X-Request-Id")) != std::string::npos);
  client.send(get("/after"));
  BOOST_TEST(body_of(client.read_response()) == "GET /after 0");
}

BOOST_AUTO_TEST_CASE(finishes_what_runs_when_it_stops_and_lets_idle_ones_go) {
  start();
  RawClient busy(port()), idle(port());
  idle.send(get("/"));
  idle.read_response();
  busy.send(get("/wait"));
  handler.wait_until_waiting(1);
  std::thread stopper([this] { server->stop(10s); });
  BOOST_TEST(idle.is_closed_by_server());
  handler.release();
  const auto response = busy.read_response();
  BOOST_TEST(body_of(response) == "GET /wait 0");
  BOOST_TEST(header_of(response, "Connection") == "close");
  stopper.join();
  BOOST_CHECK_THROW(RawClient{port()}, std::exception);
}

BOOST_AUTO_TEST_CASE(believes_forwarded_headers_of_named_proxies_only) {
  const std::string forwarded = "X-Forwarded-For: 9.9.9.9, 203.0.113.7\r\nX-Forwarded-Proto: https\r\nX-Forwarded-Host: shop.example\r\n";
  start();
  RawClient stranger(port());
  stranger.send(get("/facts", forwarded));
  BOOST_TEST(body_of(stranger.read_response()) == "127.0.0.1 http://pos.example");
  options.trusted_proxies = {"127.0.0.0/8"};
  start();
  RawClient proxy(port());
  proxy.send(get("/facts", forwarded));
  BOOST_TEST(body_of(proxy.read_response()) == "203.0.113.7 https://shop.example");
  options.public_url = "https://pos.example:8443/";
  start();
  RawClient named(port());
  named.send(get("/facts", forwarded));
  BOOST_TEST(body_of(named.read_response()) == "203.0.113.7 https://pos.example:8443");
}

BOOST_AUTO_TEST_CASE(refuses_to_open_plain_http_to_a_network) {
  options.address = "0.0.0.0";
  BOOST_CHECK_EXCEPTION(start(), std::runtime_error, [](const std::exception& error) { return std::string(error.what()).find("serve.tls_certificate_file") != std::string::npos; });
  options.trusted_proxies = {"10.0.0.1/33"};
  BOOST_CHECK_THROW(start(), std::runtime_error);
}

BOOST_AUTO_TEST_CASE(counts_what_it_answers_and_what_it_refuses) {
  start();
  RawClient client(port());
  client.send(get("/") + "BAD\r\n\r\n");
  client.read_to_end();
  const auto text = metrics.to_prometheus();
  BOOST_TEST(text.find("tillbridge_requests_total{operation=\"page\",outcome=\"ok\"} 1") != std::string::npos, text);
  BOOST_TEST(text.find("tillbridge_rejected_total{reason=\"bad_request_line\"} 1") != std::string::npos, text);
}

BOOST_AUTO_TEST_SUITE_END()
