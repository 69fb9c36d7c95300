#include "connectors/shopify/api.hpp"

#include <algorithm>

#include "connectors/http/outcome.hpp"

namespace tillbridge::connectors::shopify {
namespace {

constexpr int kUnauthorizedStatus = 401;
constexpr int kOk = 200;
/// The platform's word for a document that asks for more points than any may.
constexpr const char* kTooDear = "MAX_COST_EXCEEDED";

Reply failed(const Outcome& outcome) { return {.outcome = outcome, .data = {}}; }

}  // namespace

std::size_t Api::portion(const std::string& operation, std::size_t usual) const {
  const auto smaller = portions_.find(operation);
  return smaller == portions_.end() ? usual : std::min(usual, smaller->second);
}

bool Api::try_smaller(const Reply& reply, const std::string& operation, std::size_t entries) {
  if (reply.outcome.code != kTooDear || entries <= 1) return false;
  portions_[operation] = entries / 2;
  return true;
}

std::string Api::new_key() { return base::new_id(random_, "tb-"); }

std::string Api::scrubbed(const std::string& text) const { return http::scrub(text, tokens_.secrets()); }

Outcome Api::as_outcome(const base::Error& error) const {
  Outcome outcome = http::to_outcome(error);
  if (outcome.kind == OutcomeKind::kThrottled) outcome.retry_after = last_wait_;
  return outcome;
}

http::HttpExchange Api::send(const std::string& token, const std::string& body) {
  return client_.send({.method = "POST", .url = settings_.base_url + "/admin/api/" + kApiVersion + "/graphql.json",
                       .headers = {{"Accept", "application/json"}, {"Content-Type", "application/json"}, {"X-Shopify-Access-Token", token}}, .body = body});
}

Reply Api::call(const Document& document, const Json& variables) {
  if (const auto wait = pacer_.wait_for(document.name, document.points, clock_.now()); wait.count() > 0) {
    last_wait_ = wait;
    return failed({OutcomeKind::kThrottled, "points", "the shop's bucket of points is low; it has filled up again in " + std::to_string(wait.count()) + " s", wait});
  }
  auto token = tokens_.current();
  if (!token) return failed(http::to_outcome(token.error()));
  const std::string body = http::dump({{"query", document.text}, {"operationName", document.name}, {"variables", variables}});
  auto answer = send(*token, body);
  if (answer.answered() && answer.status == kUnauthorizedStatus && settings_.token_source != TokenSource::kStatic) {
    token = tokens_.replacement(*token);
    if (!token) return failed(http::to_outcome(token.error()));
    answer = send(*token, body);
  }
  Reply reply{.status = answer.answered() ? answer.status : 0};
  Json read;
  if (answer.answered())
    if (auto parsed = http::parse_json(answer.body); parsed && parsed->is_object()) read = std::move(*parsed);
  if (const auto version = answer.header("X-Shopify-API-Version"); !version.empty()) served_version_ = version;
  pacer_.note(document.name, document.points, member(read, "extensions"), clock_.now());
  reply.outcome = classify(answer, read, clock_.now());
  reply.outcome.message = scrubbed(reply.outcome.message);
  if (reply.outcome.kind == OutcomeKind::kThrottled && reply.status == kOk)
    reply.outcome.retry_after = std::max(std::chrono::seconds(1), pacer_.wait_for(document.name, document.points, clock_.now()));
  if (reply.outcome.kind == OutcomeKind::kThrottled) last_wait_ = reply.outcome.retry_after;
  reply.data = member(read, "data");
  reply.errors = list_member(read, "errors");
  return reply;
}

}  // namespace tillbridge::connectors::shopify
