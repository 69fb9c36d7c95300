#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace tillbridge::connectors::http {

struct Header {
  std::string name;
  std::string value;
};

/// One request to a shop. `url` is absolute and already percent-encoded; header values hold no control characters
/// (a client refuses them before anything is sent).
struct HttpRequest {
  std::string method = "GET";
  std::string url;
  std::vector<Header> headers;
  std::string body;
  bool single_use = false;            ///< signed with a nonce: never leaves twice, not even a GET on a dead kept-alive connection
};

/// How an exchange without a readable answer ended. The difference decides whether a write may simply be repeated.
enum class Transport {
  kAnswered,  ///< status, headers and body are complete
  kNotSent,   ///< name, connect, TLS or our own rules failed: the shop has seen nothing
  kLost,      ///< the request left us and no complete answer came: it may or may not be done
};

/// What came back: always a value, whatever the network does.
struct HttpExchange {
  Transport transport = Transport::kNotSent;
  std::string failure;                ///< not kAnswered: "dns", "connect", "tls", "timeout", "reset", "too_large", "address_refused", "bad_request"
  std::string failure_text;           ///< one line for people; names the host, never a header, query or body
  int status = 0;
  std::vector<Header> headers;
  std::string body;                   ///< inflated

  bool answered() const { return transport == Transport::kAnswered; }
  bool success() const { return answered() && status >= 200 && status < 300; }
  /// The first header of that name (case-insensitive), "" when absent.
  std::string_view header(std::string_view name) const;
};

/// The one way from a connector to the network, so that tests can stand in its place. Blocks at most the client's total deadline; never
/// follows a redirect, never repeats a request that is not a GET, never throws for anything that the network or the shop does.
class HttpClient {
 public:
  virtual ~HttpClient() = default;
  virtual HttpExchange send(const HttpRequest& request) = 0;
};

/// ASCII case-insensitive equality, as header names and schemes need it.
bool equals_ignoring_case(std::string_view a, std::string_view b);

}  // namespace tillbridge::connectors::http
