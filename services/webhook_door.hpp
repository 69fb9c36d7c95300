#pragma once
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "base/clock.hpp"
#include "base/result.hpp"
#include "domain/ids.hpp"
#include "persistence/database.hpp"
#include "services/failure_throttle.hpp"
#include "services/http/message.hpp"

namespace tillbridge::services {

/// Where shops call when something happened to an order, in front of the service itself:
///   POST /hooks/<StoreId>/<Site>   200 after a genuine call: the site's orders job is due now
/// Nothing of the call's content is used: the job asks the shop itself. 401 for every other call to such an address, whether account, site,
/// secret or signature is wrong; 413 above kMaxBody; 429 after ten wrong ones within a minute from one address for one site.
/// Everything else goes on to the next handler. Safe for any thread.
class WebhookDoor final : public http::RequestHandler {
 public:
  static constexpr std::size_t kMaxBody = 1024 * 1024;

  struct Call {
    std::string_view store_id, site;
    std::span<const std::pair<std::string, std::string>> headers;
    std::string_view body;
  };
  struct Genuine {
    domain::AccountId account_id{};
    domain::SiteId site_id{};
    std::string topic;
    bool about_orders = false;
  };
  /// Finds the site and checks the platform's signature; an Error's message goes to the log only. May throw when the store is lost.
  using Verify = std::function<base::Result<Genuine>(const Call&)>;

  WebhookDoor(http::RequestHandler& next, persistence::Database& database, const base::Clock& clock, Verify verify)
      : next_(next), database_(database), clock_(clock), verify_(std::move(verify)), throttle_(clock) {}

  http::Response handle(http::Request& request) override;

 private:
  http::Response take(const http::Request& request, const Call& call);

  http::RequestHandler& next_;
  persistence::Database& database_;
  const base::Clock& clock_;
  Verify verify_;
  FailureThrottle throttle_;
};

}  // namespace tillbridge::services
