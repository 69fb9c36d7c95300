#include "connectors/http/outcome.hpp"

#include <algorithm>

#include "connectors/http/retry_after.hpp"

namespace tillbridge::connectors::http {
namespace {

// Length of the well-formed UTF-8 sequence at `at`, 0 when there is none.
std::size_t sequence_length(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const auto lead = byte(at);
  if (lead < 0x80) return 1;
  const std::size_t length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (lead < 0xc2 || lead > 0xf4 || at + length > text.size()) return 0;
  for (std::size_t i = 1; i < length; ++i)
    if ((byte(at + i) & 0xc0) != 0x80) return 0;
  if ((lead == 0xe0 && byte(at + 1) < 0xa0) || (lead == 0xed && byte(at + 1) > 0x9f)) return 0;
  if ((lead == 0xf0 && byte(at + 1) < 0x90) || (lead == 0xf4 && byte(at + 1) > 0x8f)) return 0;
  return length;
}

void replace_all(std::string& text, const std::string& from, const std::string& to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) text.replace(at, from.size(), to);
}

Outcome made(OutcomeKind kind, std::string code, std::string message, std::chrono::seconds retry_after = {}) {
  return {.kind = kind, .code = std::move(code), .message = std::move(message), .retry_after = retry_after};
}

Outcome unavailable(const HttpExchange& exchange, const std::string& code, base::Timestamp now) {
  const auto wait = parse_retry_after(exchange.header("Retry-After"), now);
  if (wait) return made(OutcomeKind::kThrottled, code, "the shop asks to come back in " + std::to_string(wait->count()) + " s", *wait);
  return made(OutcomeKind::kRetry, code, "the shop says that it is not available for now");
}

Outcome throttled(const HttpExchange& exchange, const std::string& code, base::Timestamp now) {
  const auto wait = parse_retry_after(exchange.header("Retry-After"), now).value_or(std::chrono::seconds(0));
  return made(OutcomeKind::kThrottled, code, "the shop answers that there are too many calls", wait);
}

Outcome forbidden(const HttpExchange& exchange, const std::string& code, base::Timestamp now) {
  // A firewall that blocks for a while answers 403 with Retry-After; that says nothing about our credentials.
  if (exchange.status == 403 && !exchange.header("Retry-After").empty()) return throttled(exchange, code, now);
  return made(OutcomeKind::kUnauthorized, code, "the shop refuses the credentials of this site");
}

}  // namespace

std::string scrub(std::string_view text, std::span<const std::string> secrets, std::size_t limit) {
  std::string whole(text.substr(0, limit * 8));
  for (const auto& secret : secrets)
    if (!secret.empty()) replace_all(whole, secret, "***");
  std::string out;
  for (std::size_t at = 0; at < whole.size();) {
    const auto length = sequence_length(whole, at);
    if (out.size() + std::max<std::size_t>(length, 1) > limit) break;
    const auto c = static_cast<unsigned char>(whole[at]);
    if (length == 0) out += '?';
    else if (c < 0x20 || c == 0x7f) out += ' ';
    else out.append(whole, at, length);
    at += std::max<std::size_t>(length, 1);
  }
  return out;
}

Outcome classify(const HttpExchange& exchange, base::Timestamp now) {
  if (exchange.transport == Transport::kNotSent) {
    // Our own refusals do not heal by waiting; a missing name or a closed port may.
    const bool ours = exchange.failure == "address_refused" || exchange.failure == "bad_request";
    return made(ours ? OutcomeKind::kRejected : OutcomeKind::kRetry, exchange.failure, exchange.failure_text);
  }
  if (exchange.transport == Transport::kLost) return made(OutcomeKind::kUnknown, exchange.failure, exchange.failure_text);
  const int status = exchange.status;
  const auto code = "http_" + std::to_string(status);
  if (status >= 200 && status < 300) return {};
  if (status == 401 || status == 403) return forbidden(exchange, code, now);
  if (status == 420 || status == 429 || status == 430) return throttled(exchange, code, now);
  if (status == 503) return unavailable(exchange, code, now);
  if (status == 408 || status == 425 || status >= 500) return made(OutcomeKind::kUnknown, code, "the shop failed with status " + std::to_string(status));
  if (status < 400) return made(OutcomeKind::kRejected, code, "the shop sends us to another address; correct the site's base_url");
  return made(OutcomeKind::kRejected, code, "the shop refused the call with status " + std::to_string(status));
}

Outcome unreadable(const HttpExchange& exchange, std::string_view what, std::span<const std::string> secrets) {
  return made(OutcomeKind::kUnknown, "unreadable", "the shop's answer is not " + std::string(what) + ": " + scrub(exchange.body, secrets, kMaxExcerpt));
}

base::Error to_error(const Outcome& outcome) {
  using base::ErrorCode;
  base::Error error{.code = ErrorCode::kRejectedByPlatform, .message = outcome.message, .word = outcome.code};
  switch (outcome.kind) {
    case OutcomeKind::kPending:
    case OutcomeKind::kRetry:
    case OutcomeKind::kUnknown: error.code = ErrorCode::kUnavailable; break;
    case OutcomeKind::kThrottled:
      error.code = ErrorCode::kRateLimited;
      error.message += outcome.retry_after.count() > 0 ? "; again in " + std::to_string(outcome.retry_after.count()) + " s" : "";
      break;
    case OutcomeKind::kUnauthorized: error.code = ErrorCode::kUnauthenticated; break;
    case OutcomeKind::kGone: error.code = ErrorCode::kNotFound; break;
    case OutcomeKind::kOk:
    case OutcomeKind::kRejected: break;
  }
  return error;
}

Outcome to_outcome(const base::Error& error) {
  using base::ErrorCode;
  const auto code = std::string(error.catalogue_word());
  switch (error.code) {
    case ErrorCode::kUnavailable:
    case ErrorCode::kBusy: return made(OutcomeKind::kRetry, code, error.message);
    case ErrorCode::kRateLimited: return made(OutcomeKind::kThrottled, code, error.message);
    case ErrorCode::kUnauthenticated: return made(OutcomeKind::kUnauthorized, code, error.message);
    case ErrorCode::kNotFound: return made(OutcomeKind::kGone, code, error.message);
    default: return made(OutcomeKind::kRejected, code, error.message);
  }
}

}  // namespace tillbridge::connectors::http
