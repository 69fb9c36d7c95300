// The stream against OpenSSL's own client on the other end of a socket pair, both driven step by step from one thread.
#include <openssl/err.h>
#include <sys/socket.h>
#include <unistd.h>

#include <boost/test/unit_test.hpp>
#include <memory>
#include <optional>
#include <string>

#include "services/http/tls_certificates.hpp"
#include "services/http/tls_stream.hpp"
#include "tests/support/temp_folder.hpp"
#include "tests/support/test_certificate.hpp"

using namespace tillbridge;
using namespace tillbridge::services::http;

namespace {

struct Pair {
  explicit Pair(int version = TLS1_3_VERSION, SSL_SESSION* session = nullptr, std::shared_ptr<boost::asio::ssl::context> used = nullptr) : server_context(std::move(used)) {
    if (!server_context) {
      tests::write_certificate("pos.example", folder.path() / "cert.pem", folder.path() / "key.pem");
      server_context = TlsCertificates((folder.path() / "cert.pem").string(), (folder.path() / "key.pem").string()).current();
    }
    BOOST_REQUIRE(socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, sockets) == 0);
    context.reset(SSL_CTX_new(TLS_client_method()));
    SSL_CTX_set_max_proto_version(context.get(), version);
    client.reset(SSL_new(context.get()));
    SSL_set_fd(client.get(), sockets[1]);
    SSL_set_connect_state(client.get());
    if (session != nullptr) SSL_set_session(client.get(), session);
    server.emplace(sockets[0], server_context);
  }
  ~Pair() {
    for (const int socket : sockets)
      if (socket >= 0) close(socket);
    ERR_clear_error();
  }

  /// What the server's side came to.
  Step shake_hands() {
    Step step = Step::kWantRead;
    for (int round = 0; round < 10 && step == Step::kWantRead; ++round) {
      SSL_do_handshake(client.get());
      step = server->handshake();
    }
    SSL_do_handshake(client.get());
    return step;
  }
  void send(const std::string& text) { BOOST_REQUIRE(SSL_write(client.get(), text.data(), static_cast<int>(text.size())) == static_cast<int>(text.size())); }
  /// Everything that is there, in pieces of at most `size`, and the step at which nothing more came.
  std::pair<std::string, Step> read(std::size_t size) {
    std::string text, space(size, '\0');
    for (;;) {
      const auto moved = server->read(space.data(), size);
      if (moved.step != Step::kDone) return {text, moved.step};
      text.append(space, 0, moved.count);
    }
  }
  std::string client_reads() {
    std::string text(100'000, '\0');
    const int count = SSL_read(client.get(), text.data(), static_cast<int>(text.size()));
    return count > 0 ? text.substr(0, static_cast<std::size_t>(count)) : "";
  }
  void cut(int& socket) {
    close(socket);
    socket = -1;
  }

  tests::TempFolder folder;
  std::shared_ptr<boost::asio::ssl::context> server_context;
  int sockets[2] = {-1, -1};
  std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context{nullptr, SSL_CTX_free};
  std::unique_ptr<SSL, decltype(&SSL_free)> client{nullptr, SSL_free};
  std::optional<TlsStream> server;
};

const int kVersions[] = {TLS1_2_VERSION, TLS1_3_VERSION};

}  // namespace

BOOST_AUTO_TEST_SUITE(http_tls_stream)

BOOST_AUTO_TEST_CASE(reads_many_records_in_pieces_smaller_than_a_record) {
  for (const int version : kVersions) {
    Pair pair(version);
    BOOST_REQUIRE(pair.shake_hands() == Step::kDone);
    for (const char* text : {"one ", "two ", "three"}) pair.send(text);
    char first = 0;
    BOOST_REQUIRE(pair.server->read(&first, 1).count == 1u);
    // The socket tells nothing of the rest of this record: it is decrypted already.
    BOOST_TEST(pair.server->has_pending());
    const auto [rest, step] = pair.read(3);
    BOOST_TEST(first + rest == "one two three");
    BOOST_TEST((step == Step::kWantRead));
    BOOST_TEST(!pair.server->has_pending());
  }
}

BOOST_AUTO_TEST_CASE(goes_on_with_moved_bytes_where_the_socket_was_full) {
  for (const int version : kVersions) {
    Pair pair(version);
    BOOST_REQUIRE(pair.shake_hands() == Step::kDone);
    std::string wanted;
    for (int at = 0; at < 400'000; ++at) wanted += std::to_string(at);
    std::string seen;
    int times_full = 0;
    for (std::size_t sent = 0; sent < wanted.size();) {
      const std::string elsewhere = wanted.substr(sent);
      const auto moved = pair.server->write(elsewhere);
      sent += moved.count;
      if (moved.step == Step::kDone) continue;
      BOOST_REQUIRE((moved.step == Step::kWantWrite));
      ++times_full;
      for (std::string piece = pair.client_reads(); !piece.empty(); piece = pair.client_reads()) seen += piece;
    }
    for (std::string piece = pair.client_reads(); !piece.empty(); piece = pair.client_reads()) seen += piece;
    BOOST_TEST(times_full > 0);
    BOOST_TEST((seen == wanted));
  }
}

BOOST_AUTO_TEST_CASE(tells_the_end_with_and_without_close_notify_and_can_still_answer) {
  for (const int version : kVersions) {
    for (const bool is_polite : {true, false}) {
      Pair pair(version);
      BOOST_REQUIRE(pair.shake_hands() == Step::kDone);
      pair.send("half");
      if (is_polite) SSL_shutdown(pair.client.get());
      else shutdown(pair.sockets[1], SHUT_WR);
      const auto [text, step] = pair.read(100);
      BOOST_TEST(text == "half");
      BOOST_TEST((step == Step::kEnded));
      BOOST_TEST((pair.server->write("why").step == Step::kDone));
      if (!is_polite) BOOST_TEST(pair.client_reads() == "why");
      BOOST_TEST((pair.server->shutdown() == Step::kDone));
    }
  }
}

BOOST_AUTO_TEST_CASE(ends_a_handshake_that_breaks_off) {
  Pair pair;
  SSL_do_handshake(pair.client.get());
  BOOST_TEST((pair.server->handshake() == Step::kWantRead));
  shutdown(pair.sockets[1], SHUT_WR);
  BOOST_TEST((pair.server->handshake() == Step::kEnded));
}

BOOST_AUTO_TEST_CASE(fails_where_no_tls_is_spoken_and_says_nothing_more) {
  Pair pair;
  BOOST_REQUIRE(::send(pair.sockets[1], "\x16\x03\x01\xff\xff nonsense .....................", 30, 0) == 30);
  BOOST_TEST((pair.server->handshake() == Step::kFailed));
  BOOST_TEST((pair.server->shutdown() == Step::kFailed));
}

BOOST_AUTO_TEST_CASE(fails_where_a_record_was_changed_on_its_way) {
  Pair pair;
  BOOST_REQUIRE(pair.shake_hands() == Step::kDone);
  BOOST_REQUIRE(::send(pair.sockets[1], "\x17\x03\x03\x00\x14 forged forged forged", 26, 0) == 26);
  BOOST_TEST((pair.read(100).second == Step::kFailed));
}

BOOST_AUTO_TEST_CASE(writes_to_one_who_went_without_a_signal) {
  Pair pair;
  BOOST_REQUIRE(pair.shake_hands() == Step::kDone);
  pair.cut(pair.sockets[1]);
  BOOST_TEST((pair.server->write("anybody?").step == Step::kFailed));
}

BOOST_AUTO_TEST_CASE(refuses_to_negotiate_again) {
  Pair pair(TLS1_2_VERSION);
  BOOST_REQUIRE(pair.shake_hands() == Step::kDone);
  BOOST_REQUIRE(SSL_renegotiate(pair.client.get()) == 1);
  SSL_do_handshake(pair.client.get());
  BOOST_TEST((pair.read(100).second == Step::kWantRead));
  // The warning that came back; OpenSSL's client takes it for the end.
  BOOST_TEST(SSL_do_handshake(pair.client.get()) != 1);
  BOOST_TEST(ERR_GET_REASON(ERR_peek_error()) == SSL_R_NO_RENEGOTIATION);
}

BOOST_AUTO_TEST_CASE(follows_key_updates_one_at_a_time) {
  Pair pair;
  BOOST_REQUIRE(pair.shake_hands() == Step::kDone);
  for (const char* text : {"a", "b", "c"}) {
    SSL_key_update(pair.client.get(), SSL_KEY_UPDATE_REQUESTED);
    pair.send(text);
  }
  char byte = 0;
  std::string seen;
  int waits = 0;
  while (seen.size() < 3 && waits < 100) {
    const auto moved = pair.server->read(&byte, 1);
    if (moved.step == Step::kDone) seen += byte;
    else ++waits;
  }
  BOOST_TEST(seen == "abc");
  BOOST_TEST(waits >= 3);
  BOOST_TEST((pair.server->write("still here").step == Step::kDone));
  BOOST_TEST(pair.client_reads() == "still here");
}

BOOST_AUTO_TEST_CASE(asks_for_no_certificate_and_resumes_no_session) {
  for (const int version : kVersions) {
    Pair first(version);
    BOOST_REQUIRE(first.shake_hands() == Step::kDone);
    BOOST_REQUIRE((first.server->write("tickets go before this").step == Step::kDone));
    BOOST_TEST(first.client_reads() == "tickets go before this");
    const std::unique_ptr<SSL_SESSION, decltype(&SSL_SESSION_free)> session(SSL_get1_session(first.client.get()), SSL_SESSION_free);
    Pair second(version, session.get(), first.server_context);
    BOOST_TEST((second.shake_hands() == Step::kDone));
    BOOST_TEST(SSL_session_reused(second.client.get()) == 0);
    second.send("whole handshake");
    BOOST_TEST(second.read(100).first == "whole handshake");
  }
}

BOOST_AUTO_TEST_SUITE_END()
