#include <boost/test/unit_test.hpp>
#include <fstream>
#include <string>

#include "http_fixture.hpp"
#include "raw_client.hpp"
#include "tests/support/test_certificate.hpp"

using namespace tillbridge;
using namespace tillbridge::tests;
using namespace std::chrono_literals;

namespace {

struct TlsFixture : HttpFixture {
  TlsFixture() {
    options.certificate_file = directory / "cert.pem";
    options.key_file = directory / "key.pem";
    write_certificate("first.example", options.certificate_file, options.key_file);
  }
  std::string name_seen() {
    RawClient client(port());
    client.start_tls();
    return client.certificate_name();
  }
};

const std::string kGet = "GET /a HTTP/1.1\r\nHost: pos.example\r\n\r\n";

}  // namespace

BOOST_FIXTURE_TEST_SUITE(http_tls, TlsFixture)

BOOST_AUTO_TEST_CASE(serves_https_in_both_versions_and_refuses_older_ones) {
  start();
  for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
    RawClient client(port());
    client.start_tls(version);
    client.send(kGet);
    BOOST_TEST(body_of(client.read_response()) == "GET /a 0");
    client.send("GET /facts HTTP/1.1\r\nHost: pos.example\r\nConnection: close\r\n\r\n");
    BOOST_TEST(body_of(client.read_response()) == "127.0.0.1 https://pos.example");
    BOOST_TEST(client.is_closed_by_server());
  }
  RawClient old(port());
  BOOST_CHECK_THROW(old.start_tls(TLS1_1_VERSION), std::exception);
}

BOOST_AUTO_TEST_CASE(carries_large_bodies_both_ways) {
  start();
  RawClient client(port());
  client.start_tls();
  client.send("POST /b HTTP/1.1\r\nHost: x\r\nContent-Length: 3000000\r\n\r\n" + std::string(3'000'000, 'x'));
  BOOST_TEST(body_of(client.read_response()) == "POST /b 3000000");
  client.send("GET /large HTTP/1.1\r\nHost: x\r\n\r\n");
  BOOST_TEST(body_of(client.read_response()).size() == 20u << 20);
}

BOOST_AUTO_TEST_CASE(tells_a_plain_caller_to_use_https) {
  start();
  RawClient client(port());
  client.send(kGet);
  const auto response = client.read_to_end();
  BOOST_TEST(status_of(response) == 400);
  BOOST_TEST(body_of(response).find("https://") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(ends_a_handshake_that_does_not_come) {
  options.handshake_timeout = 100ms;
  start();
  RawClient client(port());
  BOOST_TEST(client.read_to_end() == "");
}

BOOST_AUTO_TEST_CASE(takes_a_new_certificate_while_connections_go_on) {
  start();
  RawClient old(port());
  old.start_tls();
  BOOST_TEST(old.certificate_name() == "first.example");
  write_certificate("second.example", options.certificate_file, options.key_file);
  server->reload_certificate();
  BOOST_TEST(name_seen() == "second.example");
  old.send(kGet);
  BOOST_TEST(body_of(old.read_response()) == "GET /a 0");
}

BOOST_AUTO_TEST_CASE(keeps_the_old_certificate_when_the_new_one_is_broken) {
  start();
  std::ofstream(options.certificate_file) << "nonsense";
  server->reload_certificate();
  BOOST_TEST(name_seen() == "first.example");
}

BOOST_AUTO_TEST_CASE(sees_changed_files_by_itself) {
  options.certificate_check = 20ms;
  start();
  write_certificate("second.example", options.certificate_file, options.key_file);
  // Two writes within one tick of the file system's clock would have one time.
  std::filesystem::last_write_time(options.key_file, std::filesystem::last_write_time(options.key_file) + 2s);
  const auto deadline = std::chrono::steady_clock::now() + 10s;
  while (name_seen() != "second.example" && std::chrono::steady_clock::now() < deadline) {
  }
  BOOST_TEST(name_seen() == "second.example");
}

BOOST_AUTO_TEST_CASE(says_which_file_cannot_be_read) {
  options.key_file = directory / "missing.pem";
  BOOST_CHECK_EXCEPTION(start(), std::runtime_error, [](const std::exception& error) { return std::string(error.what()).find("missing.pem") != std::string::npos; });
}

BOOST_AUTO_TEST_SUITE_END()
