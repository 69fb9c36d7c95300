#include "tests/contract/persistence/commit_breaker.hpp"

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <stdexcept>
#include <string_view>
#include <vector>

namespace tillbridge::tests {
namespace {

sockaddr_in loopback(int port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  return address;
}

/// Moves what is there; false at the end of the stream.
bool move_bytes(int from, int to, std::string_view& seen, std::array<char, 65536>& buffer) {
  const auto count = ::recv(from, buffer.data(), buffer.size(), 0);
  if (count <= 0) return false;
  seen = {buffer.data(), static_cast<std::size_t>(count)};
  return to < 0 || ::send(to, buffer.data(), seen.size(), MSG_NOSIGNAL) == count;
}

}  // namespace

CommitBreaker::CommitBreaker(int server_port) : server_port_(server_port), listener_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  auto address = loopback(0);
  socklen_t size = sizeof address;
  if (::bind(listener_, reinterpret_cast<sockaddr*>(&address), size) != 0 || ::listen(listener_, 16) != 0 ||
      ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) != 0)
    throw std::runtime_error("cannot listen on 127.0.0.1");
  port_ = ntohs(address.sin_port);
  thread_ = std::thread([this] { serve(); });
}

CommitBreaker::~CommitBreaker() {
  ::shutdown(listener_, SHUT_RDWR);
  thread_.join();
  ::close(listener_);
}

void CommitBreaker::arm(Cut cut) {
  cut_ = cut;
  armed_ = true;
}

void CommitBreaker::serve() {
  std::vector<std::thread> connections;
  for (int client; (client = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC)) >= 0;) connections.emplace_back([this, client] { pass_on(client); });
  for (auto& connection : connections) connection.join();
}

void CommitBreaker::pass_on(int client) {
  const int server = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const auto address = loopback(server_port_);
  std::array<char, 65536> buffer;
  std::string_view seen;
  bool open = ::connect(server, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  while (open) {
    std::array<pollfd, 2> ends{pollfd{client, POLLIN, 0}, pollfd{server, POLLIN, 0}};
    if (::poll(ends.data(), ends.size(), -1) < 0) break;
    if (ends[1].revents != 0) open = move_bytes(server, client, seen, buffer);
    if (!open || ends[0].revents == 0) continue;
    open = move_bytes(client, -1, seen, buffer);
    if (!open) break;
    constexpr std::string_view kCommit = "\x03" "COMMIT";
    const bool is_cut = seen.find(kCommit) != std::string_view::npos && armed_.exchange(false);
    if (is_cut && cut_ == Cut::kBeforeTheServer) break;
    open = ::send(server, seen.data(), seen.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(seen.size());
    if (!is_cut) continue;
    move_bytes(server, -1, seen, buffer);  // the server's answer: it is done
    break;
  }
  ::close(server);
  ::close(client);
}

}  // namespace tillbridge::tests
