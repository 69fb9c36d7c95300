// What a connection under TLS does that a plain one does not: records that are cut differently from requests, ends in odd places.
#include <boost/test/unit_test.hpp>
#include <string>
#include <thread>

#include "http_fixture.hpp"
#include "raw_client.hpp"
#include "tests/support/test_certificate.hpp"

using namespace tillbridge;
using namespace tillbridge::tests;
using namespace std::chrono_literals;

namespace {

struct TlsTraffic : HttpFixture {
  TlsTraffic() {
    options.certificate_file = directory / "cert.pem";
    options.key_file = directory / "key.pem";
    write_certificate("pos.example", options.certificate_file, options.key_file);
  }
  RawClient connect(int version = 0) {
    RawClient client(port());
    client.start_tls(version);
    return client;
  }
};

const std::string kGet = "GET /a HTTP/1.1\r\nHost: x\r\n\r\n";
const int kVersions[] = {TLS1_2_VERSION, TLS1_3_VERSION};

std::string post(const std::string& path, std::size_t size) {
  return "POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: " + std::to_string(size) + "\r\n\r\n" + std::string(size, 'x');
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(http_tls_traffic, TlsTraffic)

BOOST_AUTO_TEST_CASE(takes_a_request_of_which_each_byte_is_a_record) {
  start();
  for (const int version : kVersions) {
    auto client = connect(version);
    for (const char byte : post("/tiny", 200)) client.send({&byte, 1});
    BOOST_TEST(body_of(client.read_response()) == "POST /tiny 200");
  }
}

BOOST_AUTO_TEST_CASE(takes_many_records_that_arrive_at_once) {
  start();
  for (const int version : kVersions) {
    auto client = connect(version);
    client.hold_back();
    const auto request = post("/burst", 2000);
    for (std::size_t at = 0; at < request.size(); at += 100) client.send(request.substr(at, 100));
    client.let_out();
    BOOST_TEST(body_of(client.read_response()) == "POST /burst 2000");
  }
}

BOOST_AUTO_TEST_CASE(answers_requests_of_one_record_and_across_records_in_order) {
  start();
  for (const int version : kVersions) {
    auto client = connect(version);
    const auto all = kGet + post("/1", 40'000) + kGet + post("/2", 3) + kGet;
    // Cut between the requests and in the middle of the second one's body, where OpenSSL cuts records of 16 KB besides.
    client.send(all.substr(0, 30'000));
    client.send(all.substr(30'000));
    for (const char* wanted : {"GET /a 0", "POST /1 40000", "GET /a 0", "POST /2 3", "GET /a 0"}) BOOST_TEST(body_of(client.read_response()) == wanted);
  }
}

BOOST_AUTO_TEST_CASE(sends_a_long_answer_to_a_reader_that_takes_its_time) {
  start();
  for (const int version : kVersions) {
    auto slow = connect(version);
    slow.send("GET /large HTTP/1.1\r\nHost: x\r\n\r\n");
    // Long before it has read anything another one is served, so the answer waits in no thread.
    BOOST_TEST(slow.has_answer_within(20s));
    auto quick = connect(version);
    quick.send(kGet);
    BOOST_TEST(body_of(quick.read_response()) == "GET /a 0");
    const auto body = body_of(slow.read_response());
    BOOST_TEST(body.size() == 20u << 20);
    for (std::size_t at = 0; at < 20; ++at) BOOST_TEST(body[(at << 20) + 77] == static_cast<char>('a' + at));
  }
}

BOOST_AUTO_TEST_CASE(ends_a_reader_that_takes_nothing) {
  options.write_timeout = 200ms;
  start();
  auto client = connect();
  client.send("GET /large HTTP/1.1\r\nHost: x\r\n\r\n");
  server->stop(20s);
  BOOST_TEST(client.read_to_end().size() < 20u << 20);
}

BOOST_AUTO_TEST_CASE(survives_callers_that_go_in_the_handshake_and_in_the_body) {
  start();
  for (const std::string part : {"", "\x16", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc"}) {
    RawClient client(port());
    client.send(part);
  }
  for (const int version : kVersions) {
    auto silent = connect(version);
    auto in_body = connect(version);
    in_body.send(post("/cut", 50'000).substr(0, 20'000));
  }
  auto half = connect();
  half.send(post("/cut", 10).substr(0, 60));
  half.half_close();
  BOOST_TEST(status_of(half.read_response()) == 400);
  auto client = connect();
  client.send(kGet);
  BOOST_TEST(body_of(client.read_response()) == "GET /a 0");
}

BOOST_AUTO_TEST_CASE(ends_a_handshake_that_stops_half_way) {
  options.handshake_timeout = 100ms;
  start();
  RawClient client(port());
  client.send(std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11));
  BOOST_TEST(client.is_closed_by_server());
}

BOOST_AUTO_TEST_CASE(ends_a_slow_head_and_a_slow_body_at_their_deadlines) {
  options.head_timeout = 200ms;
  options.body_timeout = 200ms;
  start();
  auto head = connect();
  head.send("POST / HTTP/1.1\r\nHo");
  BOOST_TEST(status_of(head.read_response()) == 408);
  auto body = connect();
  body.send(post("/", 100).substr(0, 70));
  BOOST_TEST(status_of(body.read_response()) == 408);
  BOOST_TEST(body.is_closed_by_server());
}

BOOST_AUTO_TEST_CASE(one_record_after_the_other_does_not_move_the_deadline) {
  options.head_timeout = 300ms;
  start();
  auto client = connect();
  client.send("GET / HTTP/1.1\r\nX-Slow: ");
  int sent = 0;
  while (!client.has_answer_within(10ms) && ++sent < 1000) client.send("x");
  BOOST_TEST(status_of(client.read_response()) == 408);
}

BOOST_AUTO_TEST_CASE(closes_an_idle_connection_with_close_notify) {
  options.idle_timeout = 100ms;
  start();
  for (const int version : kVersions) {
    auto client = connect(version);
    BOOST_TEST(client.read_to_end() == "");
    BOOST_TEST(client.was_told_of_the_end());
  }
}

BOOST_AUTO_TEST_CASE(lets_idle_ones_go_when_it_stops_and_finishes_what_runs) {
  start();
  auto idle = connect(), never_used = connect(), busy = connect();
  RawClient in_handshake(port());
  idle.send(kGet);
  idle.read_response();
  busy.send("GET /wait HTTP/1.1\r\nHost: x\r\n\r\n");
  handler.wait_until_waiting(1);
  std::thread stopper([this] { server->stop(10s); });
  for (RawClient* client : {&idle, &never_used, &in_handshake}) BOOST_TEST(client->is_closed_by_server());
  handler.release();
  BOOST_TEST(body_of(busy.read_response()) == "GET /wait 0");
  stopper.join();
}

BOOST_AUTO_TEST_CASE(aborts_what_does_not_end_in_time) {
  start();
  auto unfinished = connect(), busy = connect();
  unfinished.send(post("/", 100).substr(0, 70));
  busy.send("GET /wait HTTP/1.1\r\nHost: x\r\n\r\n");
  handler.wait_until_waiting(1);
  server->stop(0ms);
  BOOST_TEST(unfinished.is_closed_by_server());
  BOOST_TEST(busy.is_closed_by_server());
}

BOOST_AUTO_TEST_SUITE_END()
