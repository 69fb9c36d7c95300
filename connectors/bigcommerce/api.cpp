#include "connectors/bigcommerce/api.hpp"

#include <array>

#include "connectors/http/outcome.hpp"
#include "connectors/http/url.hpp"

namespace tillbridge::connectors::bigcommerce {
namespace {

Outcome closed_window(const RateWindow& window, std::chrono::seconds wait) {
  return {OutcomeKind::kThrottled, "rate_window",
          "the store's quota" + (window.quota() > 0 ? " of " + std::to_string(window.quota()) + " requests" : std::string()) + " is used up for this window", wait};
}

}  // namespace

int Reply::total_pages() const {
  const Json& pages = http::member(http::member(http::member(body, "meta"), "pagination"), "total_pages");
  return pages.is_number_integer() ? pages.get<int>() : 0;
}

Api::Api(const Settings& settings, http::HttpClient& client, const base::Clock& clock) : settings_(settings), client_(client), clock_(clock) {}

Reply Api::get(const std::string& path, const Parameters& parameters) { return send("GET", path, parameters, ""); }
Reply Api::post(const std::string& path, const Json& body) { return send("POST", path, {}, http::dump(body)); }
Reply Api::put(const std::string& path, const Json& body) { return send("PUT", path, {}, http::dump(body)); }

Reply Api::send(const std::string& method, const std::string& path, const Parameters& parameters, const std::string& body) {
  Reply reply;
  if (const auto wait = window_.wait(clock_.now()); wait.count() > 0) {
    reply.outcome = closed_window(window_, wait);
    return reply;
  }
  http::HttpRequest request{.method = method, .url = settings_.base_url + path};
  if (!parameters.empty()) request.url += "?" + http::encode_query(parameters);
  request.headers = {{"Accept", "application/json"}, {"X-Auth-Token", settings_.access_token}};
  if (!body.empty()) {
    request.headers.push_back({"Content-Type", "application/json"});
    request.body = body;
  }
  const http::HttpExchange answer = client_.send(request);
  window_.note(answer, clock_.now());
  reply.status = answer.answered() ? answer.status : 0;
  if (answer.answered())
    if (auto parsed = http::parse_json(answer.body); parsed && (parsed->is_object() || parsed->is_array())) reply.body = std::move(*parsed);
  reply.outcome = classify(answer, reply.body, method + " " + path, window_, clock_.now());
  const std::array secrets{settings_.access_token, settings_.webhook_secret};
  reply.outcome.message = http::scrub(reply.outcome.message, secrets);
  return reply;
}

}  // namespace tillbridge::connectors::bigcommerce
