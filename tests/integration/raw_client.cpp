#include "raw_client.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <openssl/x509.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <stdexcept>
#include <system_error>
#include <utility>

namespace tillbridge::tests {
namespace {

constexpr int kDeadlineMs = 60'000;

void wait_for(int socket, short events) {
  pollfd entry{socket, events, 0};
  const int count = poll(&entry, 1, kDeadlineMs);
  if (count == 0) throw std::runtime_error("the server did nothing for a minute");
  if (count < 0) throw std::system_error(errno, std::generic_category(), "poll");
}

}  // namespace

RawClient::RawClient(std::uint16_t port) : socket_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (socket_ < 0 || connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) throw std::system_error(errno, std::generic_category(), "connect");
}

RawClient::RawClient(RawClient&& other) noexcept
    : socket_(std::exchange(other.socket_, -1)), received_(std::move(other.received_)), context_(std::move(other.context_)), tls_(std::move(other.tls_)) {}

RawClient::~RawClient() {
  if (socket_ >= 0) close(socket_);
}

void RawClient::start_tls(int max_version) {
  context_.reset(SSL_CTX_new(TLS_client_method()));
  if (max_version != 0) {
    SSL_CTX_set_min_proto_version(context_.get(), max_version < TLS1_2_VERSION ? max_version : TLS1_2_VERSION);
    SSL_CTX_set_max_proto_version(context_.get(), max_version);
    if (max_version < TLS1_2_VERSION) SSL_CTX_set_security_level(context_.get(), 0);
  }
  tls_.reset(SSL_new(context_.get()));
  SSL_set_fd(tls_.get(), socket_);
  if (SSL_connect(tls_.get()) != 1) {
    ERR_clear_error();
    throw std::runtime_error("the TLS handshake failed");
  }
}

std::string RawClient::certificate_name() const {
  const std::unique_ptr<X509, decltype(&X509_free)> certificate(SSL_get1_peer_certificate(tls_.get()), X509_free);
  char name[256] = {};
  X509_NAME_get_text_by_NID(X509_get_subject_name(certificate.get()), NID_commonName, name, sizeof name);
  return name;
}

void RawClient::send(std::string_view bytes) {
  while (!bytes.empty()) {
    long count = 0;
    if (tls_) {
      count = SSL_write(tls_.get(), bytes.data(), static_cast<int>(bytes.size()));
    } else {
      wait_for(socket_, POLLOUT);
      count = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    }
    if (count <= 0) return;  // the server refused and went: what it said is still to be read
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
}

void RawClient::hold_back() {
  const int on = 1;
  setsockopt(socket_, IPPROTO_TCP, TCP_CORK, &on, sizeof on);
}

void RawClient::let_out() {
  const int off = 0;
  setsockopt(socket_, IPPROTO_TCP, TCP_CORK, &off, sizeof off);
}

void RawClient::half_close() { shutdown(socket_, SHUT_WR); }

bool RawClient::receive() {
  char buffer[16 * 1024];
  if (!tls_ || SSL_pending(tls_.get()) == 0) wait_for(socket_, POLLIN);
  const long count = tls_ ? SSL_read(tls_.get(), buffer, sizeof buffer) : recv(socket_, buffer, sizeof buffer, 0);
  if (count <= 0) {
    ERR_clear_error();
    return false;
  }
  received_.append(buffer, static_cast<std::size_t>(count));
  return true;
}

std::string RawClient::read_response() {
  for (;;) {
    const auto end = received_.find("\r\n\r\n");
    if (end != std::string::npos) {
      const auto length = header_of(received_.substr(0, end + 4), "Content-Length");
      const std::size_t total = end + 4 + (length.empty() ? 0 : std::stoul(length));
      if (received_.size() >= total) {
        std::string response = received_.substr(0, total);
        received_.erase(0, total);
        return response;
      }
    }
    if (!receive()) return {};
  }
}

std::string RawClient::read_to_end() {
  while (receive()) {
  }
  return std::exchange(received_, {});
}

bool RawClient::is_closed_by_server() {
  while (receive()) {
  }
  return true;
}

bool RawClient::was_told_of_the_end() const { return (SSL_get_shutdown(tls_.get()) & SSL_RECEIVED_SHUTDOWN) != 0; }

bool RawClient::has_answer_within(std::chrono::milliseconds time) {
  pollfd entry{socket_, POLLIN, 0};
  return poll(&entry, 1, static_cast<int>(time.count())) > 0;
}

RawClient& RawClient::first_answered(RawClient& left, RawClient& right) {
  pollfd entries[] = {{left.socket_, POLLIN, 0}, {right.socket_, POLLIN, 0}};
  if (poll(entries, 2, kDeadlineMs) <= 0) throw std::runtime_error("neither was answered within a minute");
  return entries[0].revents != 0 ? left : right;
}

int status_of(std::string_view response) { return response.size() < 12 ? 0 : std::stoi(std::string(response.substr(9, 3))); }

std::string body_of(std::string_view response) {
  const auto end = response.find("\r\n\r\n");
  return end == std::string_view::npos ? std::string{} : std::string(response.substr(end + 4));
}

std::string header_of(std::string_view response, std::string_view name) {
  const auto at = response.find("\r\n" + std::string(name) + ": ");
  if (at == std::string_view::npos) return {};
  const auto begin = at + 2 + name.size() + 2;
  return std::string(response.substr(begin, response.find("\r\n", begin) - begin));
}

}  // namespace tillbridge::tests
