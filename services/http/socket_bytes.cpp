#include "services/http/socket_bytes.hpp"

#include <sys/socket.h>

#include <cerrno>

namespace tillbridge::services::http {
namespace {

bool would_block() { return errno == EAGAIN || errno == EWOULDBLOCK; }

Moved receive(int socket, char* space, std::size_t size, int flags) {
  for (;;) {
    const auto count = ::recv(socket, space, size, flags);
    if (count > 0) return {Step::kDone, static_cast<std::size_t>(count)};
    if (count == 0) return {Step::kEnded};
    if (errno != EINTR) return {would_block() ? Step::kWantRead : Step::kFailed};
  }
}

}  // namespace

Moved receive_some(int socket, char* space, std::size_t size) { return receive(socket, space, size, 0); }
Moved peek_one(int socket, char& byte) { return receive(socket, &byte, 1, MSG_PEEK); }

Moved send_some(int socket, std::string_view bytes) {
  for (;;) {
    const auto count = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (count >= 0) return {Step::kDone, static_cast<std::size_t>(count)};
    if (errno != EINTR) return {would_block() ? Step::kWantWrite : Step::kFailed};
  }
}

}  // namespace tillbridge::services::http
