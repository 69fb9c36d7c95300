#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace tillbridge::bench {

/// A kept-alive connection to 127.0.0.1 that sends calls and reads whole answers. Throws std::runtime_error when the other side
/// is gone or does not answer within a minute. For one thread.
class HttpCaller {
 public:
  explicit HttpCaller(std::uint16_t port);
  ~HttpCaller();
  HttpCaller(const HttpCaller&) = delete;
  HttpCaller& operator=(const HttpCaller&) = delete;

  /// The body of the answer to this POST; throws when its status is not 200.
  std::string post(std::string_view path, std::string_view body);

 private:
  void send_all(std::string_view bytes);
  /// At least one byte more.
  void receive(std::string& into);
  int socket_;
};

}  // namespace tillbridge::bench
