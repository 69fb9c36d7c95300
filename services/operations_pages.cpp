#include "services/operations_pages.hpp"

#include <chrono>
#include <exception>

#include "base/log.hpp"

namespace tillbridge::services {
namespace {

constexpr std::chrono::seconds kReadinessKept{1};

http::Response page(int status, std::string text) {
  http::Response response;
  response.status = status;
  response.content_type = "text/plain; charset=utf-8";
  response.headers.emplace_back("Cache-Control", "no-store");
  response.text = std::move(text);
  return response;
}

/// Whether a proxy passed this on whose word about the caller was not taken: then the address is the proxy's, not the caller's.
bool came_through_an_unnamed_proxy(const http::Request& request) {
  if (const auto forwarded_for = request.header("x-forwarded-for")) {
    const auto last = forwarded_for->substr(forwarded_for->rfind(',') == std::string_view::npos ? 0 : forwarded_for->rfind(',') + 1);
    const auto begin = last.find_first_not_of(" \t");
    return begin == std::string_view::npos || last.substr(begin) != request.peer_address;
  }
  return request.header("forwarded") || request.header("x-real-ip") || request.header("via");
}

http::Response not_get() {
  auto response = page(405, "method_not_allowed: this page is read with GET\n");
  response.headers.emplace_back("Allow", "GET, HEAD");
  return response;
}

}  // namespace

http::Response OperationsPages::handle(http::Request& request) {
  const bool is_ours = request.path == "/healthz" || request.path == "/readyz" || request.path == "/metrics";
  if (!is_ours) return next_.handle(request);
  if (request.method != "GET" && request.method != "HEAD") return not_get();
  if (request.path == "/healthz") return page(200, "alive\n");
  if (request.path == "/readyz") {
    const std::string reason = why_not_ready();
    return reason.empty() ? page(200, "ready\n") : page(503, "not ready: " + reason + "\n");
  }
  if (came_through_an_unnamed_proxy(request)) return page(403, "forbidden: this came through a proxy that serve.trusted_proxies does not name\n");
  if (!metrics_from_.contains(request.peer_address)) return page(403, "forbidden: the figures are for the networks in serve.metrics_from\n");
  auto response = page(200, metrics_.to_prometheus());
  response.content_type = "text/plain; version=0.0.4; charset=utf-8";
  return response;
}

std::string OperationsPages::why_not_ready() {
  const std::lock_guard lock(mutex_);
  const auto now = clock_.now();
  if (checked_ != base::Timestamp{} && now >= checked_ && now - checked_ < kReadinessKept) return reason_;
  try {
    reason_ = readiness_();
  } catch (const std::exception& error) {
    base::log_warn("serve", "not_ready", {{"reason", error.what()}});
    reason_ = "database_unavailable";
  }
  checked_ = now;
  return reason_;
}

}  // namespace tillbridge::services
