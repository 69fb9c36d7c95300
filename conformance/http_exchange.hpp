#pragma once
#include <cstdint>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "base/result.hpp"

namespace tillbridge::conformance {

/// "http://127.0.0.1:8470" taken apart.
struct PlainAddress {
  std::string host;
  std::string port;
  std::string path;                   ///< without the slash at its end
  bool is_loopback() const;
};
/// kInvalidRequest when it is no http:// address.
base::Result<PlainAddress> read_address(const std::string& url);

struct HttpExchange {
  std::string method, target;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
};
struct HttpAnswer {
  int status = 0;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
};

/// The other side could not be reached or broke off.
struct NoAnswer : std::runtime_error { using std::runtime_error::runtime_error; };

/// One request on a connection of its own. Throws NoAnswer.
HttpAnswer exchange(const PlainAddress& to, const HttpExchange& request);

}  // namespace tillbridge::conformance
