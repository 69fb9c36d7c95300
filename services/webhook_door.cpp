#include "services/webhook_door.hpp"

#include "base/log.hpp"

namespace tillbridge::services {
namespace {

constexpr std::string_view kPrefix = "/hooks/";

http::Response line(int status, std::string text) {
  http::Response response;
  response.status = status;
  response.content_type = "text/plain; charset=utf-8";
  response.operation = "webhook";
  response.text = std::move(text);
  return response;
}

/// Store id and site of "/hooks/<StoreId>/<Site>"; empty ones when the path is otherwise.
std::pair<std::string_view, std::string_view> places_of(std::string_view path) {
  path.remove_prefix(kPrefix.size());
  const auto slash = path.find('/');
  if (slash == std::string_view::npos || path.find('/', slash + 1) != std::string_view::npos) return {};
  return {path.substr(0, slash), path.substr(slash + 1)};
}

}  // namespace

http::Response WebhookDoor::handle(http::Request& request) {
  if (!request.path.starts_with(kPrefix)) return next_.handle(request);
  if (request.method != "POST") {
    auto refused = line(405, "method_not_allowed: shops send webhooks with POST\n");
    refused.headers.emplace_back("Allow", "POST");
    return refused;
  }
  const auto body = request.body->bytes();
  if (body.size() > kMaxBody) return line(413, "too_large: a webhook has at most 1 MB\n");
  const auto [store_id, site] = places_of(request.path);
  const std::string key = request.peer_address + " " + request.path;
  if (throttle_.blocked_for(key)) return line(429, "rate_limited: too many calls without a right signature; wait a minute\n");
  try {
    auto response = take(request, {store_id, site, request.headers, body});
    if (response.status == 401) throttle_.record_failure(key);
    return response;
  } catch (const persistence::DatabaseUnavailable& lost) {
    base::log_warn("webhook", "not_taken", {{"request", request.request_id}, {"cause", lost.what()}});
    return line(503, "unavailable: send it again later\n");
  }
}

http::Response WebhookDoor::take(const http::Request& request, const Call& call) {
  const auto genuine = verify_(call);
  if (!genuine) {
    base::log_info("webhook", "refused", {{"request", request.request_id}, {"store", call.store_id}, {"site", call.site}, {"cause", genuine.error().message}});
    return line(401, "unauthenticated: address or signature is not right\n");
  }
  if (genuine->about_orders)
    database_.write([&](persistence::UnitOfWork& work) {
      work.jobs().make_due(genuine->account_id, genuine->site_id, domain::JobKind::kOrders, clock_.now());
    });
  base::log_info("webhook", "taken", {{"request", request.request_id}, {"store", call.store_id}, {"site", call.site}, {"topic", genuine->topic}});
  return line(200, "taken\n");
}

}  // namespace tillbridge::services
