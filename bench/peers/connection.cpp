#include "bench/peers/connection.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/tcp.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdlib>
#include <stdexcept>

namespace tillbridge::bench {
namespace {

constexpr std::size_t kPiece = 64 * 1024;

bool is_header(std::string_view line, std::string_view name) {
  return line.size() > name.size() && line[name.size()] == ':' && ::strncasecmp(line.data(), name.data(), name.size()) == 0;
}

}  // namespace

std::string post(const Endpoint& endpoint, std::string_view operation, std::string_view envelope) {
  return fmt::format("POST {} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nContent-Type: text/xml; charset=utf-8\r\nSOAPAction: \"urn:tillbridge:pos:v1:{}\"\r\nContent-Length: {}\r\n\r\n{}",
                     endpoint.path, endpoint.port, operation, envelope.size(), envelope);
}

Answer Connection::send(std::string_view request) {
  const bool was_open = socket_ >= 0;
  if (!was_open) open();
  if ((write(request) && fill()) || !was_open) return read_answer();
  // A kept connection may have been closed just now: once more on a new one.
  close();
  open();
  write(request);
  return read_answer();
}

void Connection::open() {
  socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port_));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
    close();
    throw std::runtime_error(fmt::format("nobody listens on port {}", port_));
  }
  const int yes = 1;
  ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
}

void Connection::close() {
  if (socket_ >= 0) ::close(socket_);
  socket_ = -1;
  read_.clear();
  used_ = 0;
}

bool Connection::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

bool Connection::fill() {
  if (used_ > 0) {
    read_.erase(0, used_);
    used_ = 0;
  }
  const auto held = read_.size();
  read_.resize(held + kPiece);
  const auto got = ::recv(socket_, read_.data() + held, kPiece, 0);
  read_.resize(held + (got > 0 ? static_cast<std::size_t>(got) : 0));
  return got > 0;
}

std::string_view Connection::take_line() {
  for (std::size_t from = used_;;) {
    if (const auto end = read_.find("\r\n", from); end != std::string::npos) {
      const std::string_view line = std::string_view(read_).substr(used_, end - used_);
      used_ = end + 2;
      return line;
    }
    if (!fill()) throw std::runtime_error("the service closed the connection before its answer was complete");
    from = used_;
  }
}

void Connection::take(std::size_t count, std::string& into) {
  while (read_.size() - used_ < count)
    if (!fill()) throw std::runtime_error("the service closed the connection within its answer");
  into.append(read_, used_, count);
  used_ += count;
}

Answer Connection::read_answer() {
  Answer answer;
  do {
    const std::string status(take_line());
    answer.status = std::atoi(status.c_str() + std::min<std::size_t>(9, status.size()));
    long length = -1;
    bool chunked = false, closes = false;
    for (std::string line(take_line()); !line.empty(); line = take_line()) {
      if (is_header(line, "content-length")) length = std::atol(line.c_str() + 15);
      chunked = chunked || (is_header(line, "transfer-encoding") && line.find("chunked") != std::string::npos);
      closes = closes || (is_header(line, "connection") && line.find("lose") != std::string::npos);
    }
    if (answer.status == 100) continue;
    if (chunked) read_chunks(answer.body);
    else if (length >= 0) take(static_cast<std::size_t>(length), answer.body);
    else {
      while (fill()) {}
      answer.body = read_;
      closes = true;
    }
    if (closes) close();
  } while (answer.status == 100);
  return answer;
}

void Connection::read_chunks(std::string& body) {
  for (;;) {
    const auto size = std::strtoul(std::string(take_line()).c_str(), nullptr, 16);
    if (size > 0) take(size, body);
    take_line();
    if (size == 0) return;
  }
}

long count_in(std::string_view answer, std::string_view element) {
  for (auto at = answer.find(element); at != std::string_view::npos; at = answer.find(element, at + 1)) {
    const auto end = at + element.size();
    if (at > 0 && end < answer.size() && (answer[at - 1] == '<' || answer[at - 1] == ':') && answer[end] == '>') return std::atol(answer.data() + end + 1);
  }
  return -1;
}

}  // namespace tillbridge::bench
