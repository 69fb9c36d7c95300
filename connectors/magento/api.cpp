#include "connectors/magento/api.hpp"

#include <fmt/format.h>

#include "connectors/http/outcome.hpp"
#include "connectors/http/url.hpp"

namespace tillbridge::connectors::magento {
namespace {

constexpr const char* kVersion = "/V1";
constexpr const char* kBulkVersion = "/async/bulk/V1";
constexpr const char* kSignatureMethod = "HMAC-SHA256";
constexpr std::size_t kNonceBytes = 16;

}  // namespace

Api::Api(const Settings& settings, http::HttpClient& client, const base::Clock& clock, base::Random& random)
    : settings_(settings), client_(client), clock_(clock), random_(random) {}

Reply Api::get(const std::string& path, const Parameters& parameters) { return send("GET", kVersion, path, parameters, ""); }
Reply Api::post(const std::string& path, const Json& body) { return send("POST", kVersion, path, {}, http::dump(body)); }
Reply Api::put(const std::string& path, const Json& body) { return send("PUT", kVersion, path, {}, http::dump(body)); }
Reply Api::post_bulk(const std::string& path, const Json& body) { return send("POST", kBulkVersion, path, {}, http::dump(body)); }

Reply Api::send(const std::string& method, const std::string& door, const std::string& path, const Parameters& parameters, const std::string& body) {
  const std::string whole = "/rest/" + settings_.store_code + door + path;
  http::HttpExchange answer = client_.send(request(method, whole, parameters, body));
  // A kept-alive connection that the shop has closed meanwhile: a read is asked again, signed anew because its nonce may have been seen.
  const bool closed = answer.transport == http::Transport::kLost && answer.failure == "reset";
  if (closed && method == "GET") answer = client_.send(request(method, whole, parameters, body));
  return read(answer);
}

http::HttpRequest Api::request(const std::string& method, const std::string& path, const Parameters& parameters, const std::string& body) {
  std::string nonce;
  for (const auto byte : random_.bytes(kNonceBytes)) nonce += fmt::format("{:02x}", byte);
  const auto now = std::chrono::floor<std::chrono::seconds>(clock_.now()).time_since_epoch().count();
  const http::OAuthSigner signer{settings_.consumer_key, settings_.consumer_secret, kSignatureMethod, settings_.access_token, settings_.access_token_secret};
  http::HttpRequest request;
  request.method = method;
  request.single_use = true;
  request.url = settings_.base_url + path;
  if (!parameters.empty()) request.url += "?" + http::encode_query(parameters);
  request.headers = {{"Accept", "application/json"}, {"Authorization", signer.sign_header(method, settings_.signing_url + path, parameters, nonce, now)}};
  if (!body.empty()) {
    request.headers.push_back({"Content-Type", "application/json"});
    request.body = body;
  }
  return request;
}

Reply Api::read(const http::HttpExchange& answer) {
  Reply reply;
  reply.status = answer.answered() ? answer.status : 0;
  std::optional<Json> parsed;
  if (answer.answered()) parsed = http::parse_json(answer.body);
  const std::string secrets[] = {settings_.consumer_key, settings_.consumer_secret, settings_.access_token, settings_.access_token_secret};
  if (answer.success() && !parsed) reply.outcome = http::unreadable(answer, "JSON", secrets);
  else reply.outcome = classify(answer, parsed.value_or(Json()), clock_.now());
  reply.body = std::move(parsed).value_or(Json());
  reply.outcome.message = http::scrub(reply.outcome.message, secrets);
  return reply;
}

std::string segment(const std::string& text) { return http::encode_component(text); }

}  // namespace tillbridge::connectors::magento
