#include "connectors/generic/api.hpp"

#include "connectors/http/outcome.hpp"
#include "connectors/http/url.hpp"

namespace tillbridge::connectors::generic {
namespace {

constexpr std::size_t kMaxCode = 100;

std::string text_field(const Json& object, const char* name) {
  if (!object.is_object()) return {};
  const auto at = object.find(name);
  return at != object.end() && at->is_string() ? at->get<std::string>() : std::string();
}

}  // namespace

Api::Api(const Settings& settings, const base::Clock& clock, std::unique_ptr<http::HttpClient> client)
    : settings_(settings), clock_(clock), client_(std::move(client)), secrets_{settings.token} {}

ApiAnswer Api::get(const std::string& path) { return call({.method = "GET", .url = http::join_url(settings_.base_url, path)}); }

ApiAnswer Api::post(const std::string& path, const Json& body) {
  return call({.method = "POST", .url = http::join_url(settings_.base_url, path), .headers = {{"Content-Type", "application/json"}}, .body = dump(body)});
}

ApiAnswer Api::call(http::HttpRequest request) {
  request.headers.push_back({settings_.auth_header, settings_.auth_prefix + settings_.token});
  request.headers.push_back({"Accept", "application/json"});
  const auto exchange = client_->send(request);
  ApiAnswer answer{.outcome = http::classify(exchange, clock_.now()), .status = exchange.status};
  if (!exchange.answered()) return answer;
  answer.body = parse_json(exchange.body);
  if (answer.outcome.ok() && !answer.body.is_object()) answer.outcome = http::unreadable(exchange, "a JSON object", secrets_);
  if (answer.outcome.kind == OutcomeKind::kRejected && !text_field(answer.body, "code").empty()) {
    answer.outcome.code = http::scrub(text_field(answer.body, "code"), secrets_, kMaxCode);
    answer.outcome.message = http::scrub(text_field(answer.body, "message"), secrets_);
  }
  return answer;
}

std::vector<Json> Api::results(ApiAnswer& answer, std::size_t count) const {
  if (!answer.outcome.ok()) return {};
  const auto at = answer.body.find("results");
  if (at == answer.body.end() || !at->is_array() || at->size() != count) {
    answer.outcome = unreadable("results does not hold one entry per entry sent");
    return {};
  }
  return at->get<std::vector<Json>>();
}

Outcome Api::entry_outcome(const Json& entry) const {
  const auto status = text_field(entry, "status");
  if (status == "ok" || status == "created" || status == "exists") return {};
  Outcome outcome{.kind = OutcomeKind::kUnknown, .code = http::scrub(text_field(entry, "code"), secrets_, kMaxCode), .message = http::scrub(text_field(entry, "message"), secrets_)};
  if (status == "rejected") outcome.kind = OutcomeKind::kRejected;
  else if (status == "gone") outcome.kind = OutcomeKind::kGone;
  else if (status == "retry") outcome.kind = OutcomeKind::kRetry;
  else outcome.message = "the shop's answer gives no status that we know";
  if (outcome.code.empty()) outcome.code = status.empty() ? "unreadable" : http::scrub(status, secrets_, kMaxCode);
  return outcome;
}

Outcome Api::unreadable(const std::string& what) const {
  return {.kind = OutcomeKind::kUnknown, .code = "unreadable", .message = "the shop's answer cannot be used: " + http::scrub(what, secrets_)};
}

}  // namespace tillbridge::connectors::generic
