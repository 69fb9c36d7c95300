#pragma once
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tillbridge::sandbox {

/// One request as a handler sees it: path and query decoded.
struct Request {
  std::string method;
  std::string target;                 ///< as it stood on the wire
  std::string path;                   ///< decoded, without the query
  std::vector<std::pair<std::string, std::string>> query;  ///< decoded, in order
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;

  /// The first header of that name (case-insensitive), "" when absent.
  std::string header(std::string_view name) const;
  std::optional<std::string> parameter(std::string_view name) const;
};

/// How the answer reaches the caller: the faults that a network plays.
enum class Delivery {
  kNormal,
  kDrop,            ///< the connection is closed without an answer; whether work was done before is the handler's choice
  kHoldUntilClosed  ///< nothing is answered until the caller gives up (its time-out) or the server stops
};

struct Response {
  int status = 200;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  Delivery delivery = Delivery::kNormal;
  std::chrono::milliseconds delay{};  ///< before the answer; cut short by stop()
};

Response json_response(int status, std::string body);
Response html_response(int status, std::string body);

using Handler = std::function<Response(const Request&)>;

struct HttpServerOptions {
  std::uint16_t port = 0;             ///< 0 = any free one
  std::size_t max_body = 16 * 1024 * 1024;
  int max_connections = 64;
};

/// A small HTTP/1.1 server on 127.0.0.1 for the sandbox and for fakes in tests: one thread per connection, keep-alive, so a handler may block. The
/// handler is called from several threads at once; an exception of it is answered with 500. Not made for the open internet.
class HttpServer {
 public:
  /// Listens at once; throws std::runtime_error when the port is taken.
  HttpServer(HttpServerOptions options, Handler handler);
  ~HttpServer();                      ///< stops
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  std::uint16_t port() const;
  std::string base_url() const;       ///< "http://127.0.0.1:PORT"
  /// Closes the listener and all connections and waits for their threads. Idempotent.
  void stop();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// "a%20b+c" → "a b c" for query parts, "a b+c" for paths.
std::string decode_percent(std::string_view text, bool plus_is_blank);
/// Everything but letters, digits and "-._~" as %XX: for links.
std::string encode_percent(std::string_view text);
/// Splits "a=1&b=2" into decoded pairs; used for queries and for posted forms.
std::vector<std::pair<std::string, std::string>> parse_form(std::string_view text);

}  // namespace tillbridge::sandbox
