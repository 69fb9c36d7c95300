#include "connectors/http/retry_after.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <string>

namespace tillbridge::connectors::http {
namespace {

constexpr std::size_t kMaxDigits = 9;

std::chrono::seconds bounded(std::chrono::seconds wait) { return std::clamp(wait, std::chrono::seconds(1), kLongestRetryAfter); }

}  // namespace

std::optional<std::chrono::seconds> parse_retry_after(std::string_view text, base::Timestamp now) {
  if (text.empty()) return std::nullopt;
  if (std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }))
    return bounded(text.size() > kMaxDigits ? kLongestRetryAfter : std::chrono::seconds(std::stol(std::string(text))));
  const auto at = curl_getdate(std::string(text).c_str(), nullptr);
  if (at < 0) return std::nullopt;
  return bounded(std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::from_time_t(at) - now));
}

}  // namespace tillbridge::connectors::http
