#pragma once
#include <span>
#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "connectors/connector.hpp"
#include "connectors/http/http_client.hpp"

namespace tillbridge::connectors::http {

/// Longest message of a platform that we keep, in bytes.
inline constexpr std::size_t kMaxMessage = 1'000;
/// What of an unreadable body is kept for people.
inline constexpr std::size_t kMaxExcerpt = 200;

/// Makes a shop's words fit to store and show: valid UTF-8, control characters as blanks, secrets as "***", at most `limit` bytes.
std::string scrub(std::string_view text, std::span<const std::string> secrets, std::size_t limit = kMaxMessage);

/// What an exchange means before anyone reads its body; the same for every platform.
///   not sent → kRetry · lost → kUnknown · 2xx → kOk · 401, 403 → kUnauthorized · 429, and 403/503 with Retry-After → kThrottled
///   503 → kRetry · 408, 425, other 5xx → kUnknown · 3xx → kRejected (the address has moved) · other 4xx → kRejected, code "http_404" …
/// Connectors refine 4xx with the platform's own code and words. The messages hold no body, header or query.
Outcome classify(const HttpExchange& exchange, base::Timestamp now);

/// A 2xx answer whose body is not what the platform documents (HTML, half a JSON): done or not is unknown. code "unreadable".
Outcome unreadable(const HttpExchange& exchange, std::string_view what, std::span<const std::string> secrets);

/// The same verdict for reads, where nothing can be half done: kUnavailable for kRetry and kUnknown, kRateLimited (message says when),
/// kUnauthenticated, kNotFound for kGone, else kRejectedByPlatform. The word is the outcome's code.
base::Error to_error(const Outcome& outcome);
/// The way back, for a write that had to read first and failed there: nothing was written, so kUnavailable is kRetry.
Outcome to_outcome(const base::Error& error);

}  // namespace tillbridge::connectors::http
