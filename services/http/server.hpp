#pragma once
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/random.hpp"
#include "services/http/body_receiver.hpp"
#include "services/http/message.hpp"
#include "services/http/request_head.hpp"
#include "services/metrics.hpp"

namespace tillbridge::services::http {

/// Answers a request whose head is sound and whose body this layer could not take, in the callers' own form; nothing = the plain text goes out.
/// `request` has no body. Called on a network thread: must not block or throw.
using RefusalWriter = std::function<std::optional<Response>(const Request& request, const Problem& problem)>;

struct HttpServerOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 0;                          ///< 0 = a free one
  std::string certificate_file, key_file;          ///< both or none: PEM, the chain first
  std::vector<std::string> trusted_proxies;        ///< addresses or networks whose X-Forwarded headers are believed
  std::string public_url;                          ///< "" = from the request
  RefusalWriter write_refusal = {};                ///< for limits of the body and a full house; empty = plain text always

  HeadLimits head;
  BodyLimits body;
  std::size_t max_connections = 4000;
  int workers = 4;
  int large_workers = 1;                           ///< of the lane for bodies beyond body.max_in_memory
  std::size_t max_waiting = 1000;                  ///< whole requests that wait for a worker, per lane

  std::chrono::milliseconds handshake_timeout{5'000};
  std::chrono::milliseconds head_timeout{10'000};  ///< from the first byte to the end of the head
  std::chrono::milliseconds body_timeout{300'000}; ///< for the whole body
  std::chrono::milliseconds idle_timeout{75'000};  ///< between requests
  std::chrono::milliseconds write_timeout{30'000}; ///< for each 256 KB of an answer
  std::chrono::milliseconds linger_timeout{2'000}; ///< reading on after a refusal, so that the caller can read why
  std::chrono::milliseconds certificate_check{5'000};
};

/// The HTTP and HTTPS server in front of the service: strict framing, one deadline for each part of a request, thousands of idle
/// connections on two threads. A request is received whole before a worker is taken, so a slow sender costs no worker.
/// What is refused here gets a plain text with its reason, or what write_refusal makes of it; handlers' exceptions become 500 and are logged.
class HttpServer {
 public:
  /// Listens at once. Throws std::runtime_error when the address cannot be used, or when plain HTTP would be open to a network: without a certificate
  /// the address must be a loopback one, or trusted_proxies must name who may connect. The references outlive the server.
  HttpServer(HttpServerOptions options, RequestHandler& handler, base::Random& random, const base::Clock& clock, Metrics& metrics);
  ~HttpServer();

  std::uint16_t port() const;
  /// "http://127.0.0.1:8470"
  std::string url() const;
  /// Loads the certificate again, now (SIGHUP); a change of the files is seen within certificate_check by itself.
  void reload_certificate();
  /// Accepts no more, lets idle connections go, finishes what runs for at most `drain`, closes the rest. Idempotent.
  void stop(std::chrono::milliseconds drain);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace tillbridge::services::http
