#pragma once
#include <cstddef>
#include <string_view>

namespace tillbridge::services::http {

/// How far one attempt on a non-blocking socket came.
enum class Step {
  kDone,
  kWantRead,                          ///< nothing more before the socket can be read
  kWantWrite,                         ///< nothing more before the socket can be written
  kEnded,                             ///< the other side sends no more
  kFailed
};

struct Moved {
  Step step = Step::kDone;
  std::size_t count = 0;              ///< bytes; 0 unless kDone
};

/// One attempt each; never wait, never raise SIGPIPE.
Moved receive_some(int socket, char* space, std::size_t size);
Moved send_some(int socket, std::string_view bytes);
/// The next byte, left where it is.
Moved peek_one(int socket, char& byte);

}  // namespace tillbridge::services::http
