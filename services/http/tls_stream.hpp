#pragma once
#include <openssl/ssl.h>

#include <boost/asio/ssl/context.hpp>
#include <memory>

#include "services/http/socket_bytes.hpp"

namespace tillbridge::services::http {

/// The server's side of one TLS connection on a non-blocking socket. Every call is one attempt that tells what it waits for; the caller
/// waits, so an idle connection holds no buffer: OpenSSL's own is given back after each record that was read to its end.
/// The socket stays the caller's and must be open during every call. Calls one after the other, from any thread.
class TlsStream {
 public:
  /// Throws std::runtime_error when OpenSSL has no memory. Keeps `context` for as long as it lives.
  TlsStream(int socket, std::shared_ptr<boost::asio::ssl::context> context);
  ~TlsStream();
  TlsStream(const TlsStream&) = delete;
  TlsStream& operator=(const TlsStream&) = delete;

  Step handshake();
  /// Also kWantWrite: an answer to the other side's key update may have to go out first. kEnded at close_notify and where the socket ends
  /// without one; writing is still possible then.
  Moved read(char* space, std::size_t size);
  /// At most one record. After kWantWrite the next call must begin with the same bytes; they may have moved.
  Moved write(std::string_view bytes);
  /// Sends close_notify; does not wait for the other side's.
  Step shutdown();
  /// Decrypted bytes wait here, of which the socket's readiness will not tell.
  bool has_pending() const { return SSL_pending(tls_.get()) > 0; }

 private:
  friend struct SocketBio;
  Step step_after(int result);

  int socket_;
  bool is_cut_off_ = false;           ///< the socket came to its end
  bool is_broken_ = false;            ///< OpenSSL gave up: nothing may be sent any more
  std::shared_ptr<boost::asio::ssl::context> context_;
  std::unique_ptr<SSL, decltype(&SSL_free)> tls_;
};

}  // namespace tillbridge::services::http
