#pragma once
#include <openssl/ssl.h>

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace tillbridge::tests {

/// A TCP connection to 127.0.0.1 that sends exactly the bytes it is given. Every wait has a deadline of a minute and then throws.
class RawClient {
 public:
  explicit RawClient(std::uint16_t port);
  ~RawClient();
  RawClient(RawClient&& other) noexcept;
  RawClient& operator=(RawClient&&) = delete;

  /// Starts TLS; throws when the handshake fails. `max_version` 0 = any.
  void start_tls(int max_version = 0);
  /// The common name in the certificate of the server.
  std::string certificate_name() const;

  void send(std::string_view bytes);
  /// What is sent between these two leaves at once, as one burst (up to a packet's size).
  void hold_back();
  void let_out();
  /// Says that nothing more will be sent.
  void half_close();
  /// One whole response by its Content-Length; what follows stays for the next call. "" when the connection ended before.
  std::string read_response();
  /// Everything up to the end of the connection.
  std::string read_to_end();
  bool is_closed_by_server();
  /// Under TLS: whether close_notify came, so that the end was no cut.
  bool was_told_of_the_end() const;
  bool has_answer_within(std::chrono::milliseconds time);
  static RawClient& first_answered(RawClient& left, RawClient& right);

 private:
  bool receive();
  int socket_;
  std::string received_;
  std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context_{nullptr, SSL_CTX_free};
  std::unique_ptr<SSL, decltype(&SSL_free)> tls_{nullptr, SSL_free};
};

int status_of(std::string_view response);
std::string body_of(std::string_view response);
/// The value of a header, "" when it is not there.
std::string header_of(std::string_view response, std::string_view name);

}  // namespace tillbridge::tests
