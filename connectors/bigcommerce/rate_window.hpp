#pragma once
#include <chrono>

#include "base/clock.hpp"
#include "connectors/http/http_client.hpp"

namespace tillbridge::connectors::bigcommerce {

/// The store's quota of requests per window, which all apps of the store share, as the headers of its answers tell it. Says when the next request
/// may leave, so that nobody runs into the wall: the last twentieth of the quota is left to the store's other apps. Source: BigCommerce's best
/// practices, headers X-Rate-Limit-Time-Window-Ms, -Time-Reset-Ms, -Requests-Quota, -Requests-Left and, with 429, X-Retry-After (seconds).
/// Not for several threads.
class RateWindow {
 public:
  /// Reads the headers of any answer; one without them, or with nonsense in them, teaches nothing.
  void note(const http::HttpExchange& answer, base::Timestamp now);
  /// How long nothing should be sent, rounded up; 0 = now is fine. At most an hour, whatever the headers say.
  std::chrono::seconds wait(base::Timestamp now) const;
  /// Whether the answers so far leave so little of the window that a failing store is more likely a busy one.
  bool used_up(base::Timestamp now) const { return wait(now).count() > 0; }

  long quota() const { return quota_; }                    ///< requests per window; 0 = not told yet

 private:
  long quota_ = 0;
  base::Timestamp closed_until_{};
};

}  // namespace tillbridge::connectors::bigcommerce
