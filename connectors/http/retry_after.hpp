#pragma once
#include <chrono>
#include <optional>
#include <string_view>

#include "base/clock.hpp"

namespace tillbridge::connectors::http {

/// Longest pause that a shop can ask us for; more is cut to it, so that a broken header cannot silence a site for days.
inline constexpr std::chrono::seconds kLongestRetryAfter{3'600};

/// Reads a Retry-After header: seconds ("120") or an HTTP date ("Wed, 25 Nov 2026 08:15:30 GMT"), then counted from `now`. Between 1 s and
/// kLongestRetryAfter; nothing for a text that is neither.
std::optional<std::chrono::seconds> parse_retry_after(std::string_view text, base::Timestamp now);

}  // namespace tillbridge::connectors::http
