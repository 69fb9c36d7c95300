#include "connectors/shopify/tokens.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

#include "connectors/http/json.hpp"
#include "connectors/http/outcome.hpp"
#include "connectors/http/signature.hpp"
#include "connectors/http/url.hpp"

namespace tillbridge::connectors::shopify {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;
using http::Json;

constexpr const char* kKey = "shopify.token";
constexpr const char* kPath = "/admin/oauth/access_token";
/// A token that the platform says nothing about lives an hour.
constexpr std::int64_t kUsualLife = 3'600;

std::int64_t seconds_of(base::Timestamp at) { return std::chrono::duration_cast<std::chrono::seconds>(at.time_since_epoch()).count(); }

std::int64_t number_member(const Json& object, const char* name) {
  const std::string text = http::text_member(object, name);
  std::int64_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

Error refused(const std::string& words) {
  return {.code = ErrorCode::kUnauthenticated, .message = "the shop gives no access token: " + words + "; compare client_id and client_secret with the app's settings, and that the app is installed",
          .word = "token_refused"};
}

}  // namespace

std::optional<Tokens::Stored> Tokens::Stored::from(const std::optional<std::string>& text) {
  const auto json = text ? http::parse_json(*text) : std::nullopt;
  if (!json || !json->is_object()) return std::nullopt;
  return Stored{http::text_member(*json, "origin"), http::text_member(*json, "access"), http::text_member(*json, "refresh"), number_member(*json, "obtained"), number_member(*json, "expires")};
}

std::string Tokens::Stored::text() const {
  return http::dump({{"origin", origin}, {"access", access}, {"refresh", refresh}, {"obtained", obtained}, {"expires", expires}});
}

std::string Tokens::origin() const {
  return http::hmac_sha256_base64(settings_.client_secret, settings_.base_url + "\n" + settings_.client_id + "\n" + settings_.refresh_token);
}

Result<std::string> Tokens::use(const Stored& token) {
  held_ = token;
  seen_.insert(token.access);
  return token.access;
}

Result<std::string> Tokens::current() {
  if (settings_.token_source == TokenSource::kStatic) return settings_.token;
  const auto now = seconds_of(clock_.now());
  if (held_ && now < held_->renew_at()) return held_->access;
  const auto raw = memory_.find(kKey);
  const auto known = Stored::from(raw);
  const bool ours = known && known->origin == origin();
  if (ours && now < known->renew_at()) return use(*known);
  auto renewed = renew(ours ? &*known : nullptr, raw);
  // What still lives serves until the shop answers again.
  if (!renewed && renewed.error().code != ErrorCode::kUnauthenticated && ours && now < known->expires) return use(*known);
  return renewed;
}

Result<std::string> Tokens::replacement(const std::string& refused_token) {
  if (settings_.token_source == TokenSource::kStatic)
    return Error{.code = ErrorCode::kUnauthenticated, .message = "the shop refuses the access token of this site", .word = "http_401"};
  held_.reset();
  const auto raw = memory_.find(kKey);
  const auto known = Stored::from(raw);
  const bool ours = known && known->origin == origin();
  if (ours && known->access != refused_token) return current();
  return renew(ours ? &*known : nullptr, raw);
}

http::HttpRequest Tokens::request_for(const std::string& refresh_token) const {
  std::vector<std::pair<std::string, std::string>> form{{"client_id", settings_.client_id}, {"client_secret", settings_.client_secret}};
  if (settings_.token_source == TokenSource::kRefreshToken) {
    form.emplace_back("grant_type", "refresh_token");
    form.emplace_back("refresh_token", refresh_token);
  } else {
    form.emplace_back("grant_type", "client_credentials");
  }
  return {.method = "POST", .url = settings_.base_url + kPath, .headers = {{"Accept", "application/json"}, {"Content-Type", "application/x-www-form-urlencoded"}},
          .body = http::encode_query(form)};
}

Result<std::string> Tokens::renew(const Stored* known, const std::optional<std::string>& raw) {
  const std::string spent = known != nullptr && !known->refresh.empty() ? known->refresh : settings_.refresh_token;
  seen_.insert(spent);
  const auto exchange = client_.send(request_for(spent));
  const auto body = exchange.answered() ? http::parse_json(exchange.body) : std::nullopt;
  if (!exchange.success() || !body || http::text_member(*body, "access_token").empty()) {
    // Somebody else may have spent the same refresh token a moment ago.
    if (const auto now_stored = memory_.find(kKey); now_stored != raw)
      if (const auto other = Stored::from(now_stored); other && other->origin == origin()) return use(*other);
    // Without an excerpt: what cannot be read may hold a token all the same.
    const auto outcome = exchange.success() ? Outcome{OutcomeKind::kUnknown, "unreadable", "the shop's answer to the request for a token cannot be read", {}}
                                            : http::classify(exchange, clock_.now());
    if (outcome.kind != OutcomeKind::kRejected && outcome.kind != OutcomeKind::kUnauthorized) return http::to_error(outcome);
    const std::string words = body ? http::text_member(*body, "error_description") + " " + http::text_member(*body, "error") : outcome.message;
    return refused(http::scrub(words, secrets()));
  }
  const auto life = number_member(*body, "expires_in");
  const auto now = seconds_of(clock_.now());
  Stored fresh{origin(), http::text_member(*body, "access_token"), http::text_member(*body, "refresh_token"), now, now + (life > 0 ? life : kUsualLife)};
  seen_.insert(fresh.refresh);
  if (!memory_.replace(kKey, raw, fresh.text(), SiteMemory::Kind::kSecret))
    if (const auto other = Stored::from(memory_.find(kKey)); other && other->origin == origin()) return use(*other);
  return use(fresh);
}

std::vector<std::string> Tokens::secrets() const {
  std::vector<std::string> out{settings_.token, settings_.client_secret, settings_.refresh_token};
  out.insert(out.end(), seen_.begin(), seen_.end());
  std::erase(out, "");
  return out;
}

}  // namespace tillbridge::connectors::shopify
