#pragma once
#include <chrono>
#include <cstddef>
#include <memory>
#include <string>

#include "connectors/http/address_policy.hpp"
#include "connectors/http/http_client.hpp"
#include "domain/site.hpp"

namespace tillbridge::connectors::http {

struct CurlOptions {
  AddressPolicy policy;
  std::chrono::milliseconds connect_timeout{5'000};
  std::chrono::milliseconds total_timeout{60'000};  ///< of one send, connect included
  std::size_t body_cap = 8 * 1024 * 1024;           ///< bytes after inflating; more is "too_large"
  std::string user_agent = "Tillbridge/0.1";
  std::string ca_file;                              ///< "" = the system's certificates
};

/// The real network through libcurl: TLS ≥ 1.2 with verified chain and host name, HTTP/1.1 with keep-alive, no redirects, no cookies, no proxy
/// from the environment, gzip under the cap. Every address is checked against the policy at the moment of connecting, so a name that changes
/// its mind (DNS rebinding) gains nothing. A dead kept-alive connection never makes libcurl send a write a second time. For one thread.
class CurlHttpClient final : public HttpClient {
 public:
  explicit CurlHttpClient(CurlOptions options);
  ~CurlHttpClient() override;
  CurlHttpClient(const CurlHttpClient&) = delete;
  CurlHttpClient& operator=(const CurlHttpClient&) = delete;

  HttpExchange send(const HttpRequest& request) override;

 private:
  struct Handle;
  CurlOptions options_;
  std::unique_ptr<Handle> handle_;
};

/// The client on the real network that a site's own switches allow.
std::unique_ptr<HttpClient> make_client(const domain::Site& site);

}  // namespace tillbridge::connectors::http
