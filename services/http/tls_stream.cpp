#include "services/http/tls_stream.hpp"

#include <openssl/bio.h>
#include <openssl/err.h>

#include <stdexcept>

namespace tillbridge::services::http {

/// OpenSSL's way to the socket. Its own socket BIO writes without MSG_NOSIGNAL.
struct SocketBio {
  static TlsStream& stream(BIO* bio) { return *static_cast<TlsStream*>(BIO_get_data(bio)); }

  static int read(BIO* bio, char* space, std::size_t size, std::size_t* count) {
    BIO_clear_retry_flags(bio);
    const auto moved = receive_some(stream(bio).socket_, space, size);
    *count = moved.count;
    if (moved.step == Step::kDone) return 1;
    // The end of the socket is told past OpenSSL, which would take it for an error and refuse to write afterwards.
    if (moved.step == Step::kEnded) stream(bio).is_cut_off_ = true;
    if (moved.step != Step::kFailed) BIO_set_retry_read(bio);
    return 0;
  }

  static int write(BIO* bio, const char* bytes, std::size_t size, std::size_t* count) {
    BIO_clear_retry_flags(bio);
    const auto moved = send_some(stream(bio).socket_, {bytes, size});
    *count = moved.count;
    if (moved.step == Step::kDone) return 1;
    if (moved.step == Step::kWantWrite) BIO_set_retry_write(bio);
    return 0;
  }

  static long control(BIO*, int command, long, void*) { return command == BIO_CTRL_FLUSH ? 1 : 0; }

  static BIO_METHOD* make_method() {
    BIO_METHOD* made = BIO_meth_new(BIO_TYPE_SOURCE_SINK | BIO_get_new_index(), "tillbridge socket");
    BIO_meth_set_read_ex(made, read);
    BIO_meth_set_write_ex(made, write);
    BIO_meth_set_ctrl(made, control);
    return made;
  }

  static const BIO_METHOD* method() {
    static const std::unique_ptr<BIO_METHOD, decltype(&BIO_meth_free)> kMethod(make_method(), BIO_meth_free);
    return kMethod.get();
  }
};

TlsStream::TlsStream(int socket, std::shared_ptr<boost::asio::ssl::context> context)
    : socket_(socket), context_(std::move(context)), tls_(SSL_new(context_->native_handle()), SSL_free) {
  BIO* bio = tls_ ? BIO_new(SocketBio::method()) : nullptr;
  if (bio == nullptr) throw std::runtime_error("OpenSSL has no memory for a connection");
  BIO_set_data(bio, this);
  BIO_set_init(bio, 1);
  SSL_set_bio(tls_.get(), bio, bio);
  SSL_set_accept_state(tls_.get());
  SSL_set_mode(tls_.get(), SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
  // A flood of key updates must take its turn with the other connections instead of keeping OpenSSL inside one call.
  SSL_clear_mode(tls_.get(), SSL_MODE_AUTO_RETRY);
}

TlsStream::~TlsStream() { ERR_clear_error(); }

Step TlsStream::handshake() {
  ERR_clear_error();
  return step_after(SSL_do_handshake(tls_.get()));
}

Moved TlsStream::read(char* space, std::size_t size) {
  ERR_clear_error();
  Moved moved;
  const int result = SSL_read_ex(tls_.get(), space, size, &moved.count);
  moved.step = step_after(result);
  return moved;
}

Moved TlsStream::write(std::string_view bytes) {
  ERR_clear_error();
  Moved moved;
  const int result = SSL_write_ex(tls_.get(), bytes.data(), bytes.size(), &moved.count);
  moved.step = step_after(result);
  // What could not be read does not stand in the way of what is to be said.
  if (moved.step == Step::kEnded) moved.step = Step::kFailed;
  return moved;
}

Step TlsStream::shutdown() {
  if (is_broken_) return Step::kFailed;
  ERR_clear_error();
  const int result = SSL_shutdown(tls_.get());
  return result >= 0 ? Step::kDone : step_after(result);
}

Step TlsStream::step_after(int result) {
  if (result > 0) return Step::kDone;
  switch (SSL_get_error(tls_.get(), result)) {
    case SSL_ERROR_WANT_READ: return is_cut_off_ ? Step::kEnded : Step::kWantRead;
    case SSL_ERROR_WANT_WRITE: return Step::kWantWrite;
    case SSL_ERROR_ZERO_RETURN: return Step::kEnded;
    default: is_broken_ = true; return Step::kFailed;
  }
}

}  // namespace tillbridge::services::http
