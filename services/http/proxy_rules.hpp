#pragma once
#include <boost/asio/ip/address.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "services/http/request_head.hpp"

namespace tillbridge::services::http {

/// A set of addresses written as "10.0.0.5", "10.0.0.0/8", "::1" or "fd00::/8".
class Networks {
 public:
  Networks() = default;
  /// Throws std::runtime_error naming the entry that is no address.
  explicit Networks(const std::vector<std::string>& entries);
  bool contains(const boost::asio::ip::address& address) const;
  bool contains(const std::string& address) const;
  bool empty() const { return networks_.empty(); }

 private:
  struct Network {
    boost::asio::ip::address base;
    unsigned prefix;
  };
  std::vector<Network> networks_;
};

/// How the caller reached us and who it is: from the connection, or from X-Forwarded-For, -Proto and -Host when the connection comes from
/// a trusted proxy. Forwarded headers of anybody else are nothing.
struct CallerFacts {
  std::string peer_address;
  std::string public_base;            ///< `public_url` when configured
};
CallerFacts find_caller(const RequestHead& head, const boost::asio::ip::address& peer, bool is_tls, std::string_view own_authority, const Networks& proxies,
                        const std::string& public_url);

}  // namespace tillbridge::services::http
