#include "connectors/bigcommerce/rate_window.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

#include "connectors/http/retry_after.hpp"

namespace tillbridge::connectors::bigcommerce {
namespace {

using std::chrono::milliseconds;

/// A 429 that names no time at all: one window of the platform.
constexpr milliseconds kPlatformWindow{30'000};
/// One of so many requests is left to others.
constexpr long kReserveShare = 20;

std::optional<long> number_in(const http::HttpExchange& answer, std::string_view name) {
  const std::string_view text = answer.header(name);
  long value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc{} || end != text.data() + text.size() || value < 0) return std::nullopt;
  return value;
}

milliseconds bounded(long count) { return std::min<milliseconds>(milliseconds(std::min(count, 3'600'000L)), http::kLongestRetryAfter); }

milliseconds retry_after(const http::HttpExchange& answer, base::Timestamp now) {
  milliseconds longest{};
  for (const char* name : {"X-Retry-After", "Retry-After"})
    if (const auto wait = http::parse_retry_after(answer.header(name), now)) longest = std::max<milliseconds>(longest, *wait);
  return longest;
}

}  // namespace

void RateWindow::note(const http::HttpExchange& answer, base::Timestamp now) {
  if (!answer.answered()) return;
  const auto left = number_in(answer, "X-Rate-Limit-Requests-Left"), reset = number_in(answer, "X-Rate-Limit-Time-Reset-Ms");
  if (const auto quota = number_in(answer, "X-Rate-Limit-Requests-Quota")) quota_ = *quota;
  milliseconds closed{};
  if (left && reset && *left <= quota_ / kReserveShare) closed = bounded(*reset);
  if (answer.status == 429) {
    // The longer of the two times; the store's own clock of the window is not always the one that refuses.
    closed = std::max(retry_after(answer, now), reset ? bounded(*reset) : milliseconds{});
    if (closed.count() == 0) closed = kPlatformWindow;
  }
  if (closed.count() > 0) closed_until_ = std::max(closed_until_, now + closed);
}

std::chrono::seconds RateWindow::wait(base::Timestamp now) const {
  if (now >= closed_until_) return {};
  return std::min(std::chrono::ceil<std::chrono::seconds>(closed_until_ - now), http::kLongestRetryAfter);
}

}  // namespace tillbridge::connectors::bigcommerce
