#include "bench/http_caller.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <charconv>
#include <stdexcept>

namespace tillbridge::bench {
namespace {

constexpr timeval kLongestWait{60, 0};

[[noreturn]] void fail(const std::string& what) { throw std::runtime_error("the caller of the bench: " + what); }

std::size_t content_length(std::string_view head) {
  constexpr std::string_view kName = "\r\nContent-Length: ";
  const auto at = head.find(kName);
  std::size_t length = 0;
  if (at == std::string_view::npos) fail("an answer without Content-Length");
  std::from_chars(head.data() + at + kName.size(), head.data() + head.size(), length);
  return length;
}

}  // namespace

HttpCaller::HttpCaller(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) fail("cannot connect");
  const int on = 1;
  ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &kLongestWait, sizeof kLongestWait);
}

HttpCaller::~HttpCaller() { ::close(socket_); }

std::string HttpCaller::post(std::string_view path, std::string_view body) {
  send_all(fmt::format("POST {} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: text/xml; charset=utf-8\r\nContent-Length: {}\r\n\r\n", path, body.size()));
  send_all(body);
  std::string answer;
  std::size_t head = std::string::npos;
  while (head == std::string::npos) {
    receive(answer);
    head = answer.find("\r\n\r\n");
  }
  const std::size_t size = head + 4 + content_length(std::string_view(answer).substr(0, head + 2));
  while (answer.size() < size) receive(answer);
  if (answer.compare(0, 13, "HTTP/1.1 200 ") != 0) fail(answer.substr(0, 1'000));
  return answer.substr(head + 4);
}

void HttpCaller::send_all(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) fail("the connection broke while sending");
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
}

void HttpCaller::receive(std::string& into) {
  char piece[16 * 1024];
  const auto got = ::recv(socket_, piece, sizeof piece, 0);
  if (got <= 0) fail("no answer came");
  into.append(piece, static_cast<std::size_t>(got));
}

}  // namespace tillbridge::bench
