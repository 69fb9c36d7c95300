#pragma once
#include <functional>
#include <mutex>
#include <string>

#include "base/clock.hpp"
#include "services/http/message.hpp"
#include "services/http/proxy_rules.hpp"
#include "services/metrics.hpp"

namespace tillbridge::services {

/// The pages that machines look at, in front of the service itself:
///   GET /healthz   200 as long as the process answers
///   GET /readyz    200 when calls can be served, else 503 with one word; asked of the store at most once a second
///   GET /metrics   figures for Prometheus, for the named networks only; never through a proxy that is not a trusted one
/// Everything else goes on to the next handler. Safe for any thread.
class OperationsPages final : public http::RequestHandler {
 public:
  /// Tells why calls cannot be served, in words safe for strangers; "" when they can. May throw: then the word is "database_unavailable".
  using Readiness = std::function<std::string()>;

  OperationsPages(http::RequestHandler& next, Readiness readiness, const Metrics& metrics, http::Networks metrics_from, const base::Clock& clock)
      : next_(next), readiness_(std::move(readiness)), metrics_(metrics), metrics_from_(std::move(metrics_from)), clock_(clock) {}

  http::Response handle(http::Request& request) override;

 private:
  std::string why_not_ready();

  http::RequestHandler& next_;
  Readiness readiness_;
  const Metrics& metrics_;
  http::Networks metrics_from_;
  const base::Clock& clock_;
  std::mutex mutex_;
  base::Timestamp checked_{};
  std::string reason_;
};

}  // namespace tillbridge::services
