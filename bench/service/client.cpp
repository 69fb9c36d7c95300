#include "bench/service/client.hpp"

#include <fmt/format.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <stdexcept>
#include <utility>

namespace tillbridge::bench {

Clients::Clients(int port, bool is_tls) : port_(port) {
  if (is_tls) context_.reset(SSL_CTX_new(TLS_client_method()));
}

Client::Client(const Clients& clients) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(clients.port()));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const int on = 1;
  ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  if (socket_ < 0 || ::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) throw std::runtime_error("the service cannot be reached");
  if (clients.context() == nullptr) return;
  tls_.reset(SSL_new(clients.context()));
  SSL_set_fd(tls_.get(), socket_);
  if (SSL_connect(tls_.get()) != 1) throw std::runtime_error("the TLS handshake failed");
}

Client::Client(Client&& other) noexcept : socket_(std::exchange(other.socket_, -1)), tls_(std::move(other.tls_)), received_(std::move(other.received_)) {}

Client::~Client() {
  if (socket_ >= 0) ::close(socket_);
}

void Client::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const std::string_view piece = bytes.substr(0, 1 << 20);
    const long count = tls_ ? SSL_write(tls_.get(), piece.data(), static_cast<int>(piece.size())) : ::send(socket_, piece.data(), piece.size(), MSG_NOSIGNAL);
    if (count <= 0) throw std::runtime_error("the service takes nothing more");
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
}

long Client::read_some(char* space, std::size_t size) { return tls_ ? SSL_read(tls_.get(), space, static_cast<int>(size)) : ::recv(socket_, space, size, 0); }

std::string Client::receive() {
  constexpr std::string_view kLength = "Content-Length: ";
  std::size_t wanted = std::string::npos, head = 0;
  for (char space[16 * 1024]; wanted == std::string::npos || received_.size() < wanted;) {
    const long count = read_some(space, sizeof space);
    if (count <= 0) throw std::runtime_error("the service ended the connection");
    received_.append(space, static_cast<std::size_t>(count));
    const auto end = received_.find("\r\n\r\n");
    if (wanted != std::string::npos || end == std::string::npos) continue;
    head = end + 4;
    wanted = head + std::stoul(received_.substr(received_.find(kLength) + kLength.size(), 20));
  }
  if (!received_.starts_with("HTTP/1.1 200")) throw std::runtime_error("the service answered " + received_.substr(0, 1000));
  std::string body = received_.substr(head, wanted - head);
  received_.erase(0, wanted);
  return body;
}

std::string http_call(std::string_view body, std::string_view coding) {
  const std::string extra = coding.empty() ? "" : fmt::format("Content-Encoding: {}\r\n", coding);
  return fmt::format("POST /soap/ProductTasks HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/xml; charset=utf-8\r\n{}Content-Length: {}\r\n\r\n{}", extra, body.size(), body);
}

std::string http_get(std::string_view path) { return fmt::format("GET {} HTTP/1.1\r\nHost: localhost\r\n\r\n", path); }

std::size_t raise_descriptors() {
  rlimit limit{};
  ::getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);
  return limit.rlim_cur;
}

}  // namespace tillbridge::bench
