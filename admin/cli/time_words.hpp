#pragma once
#include <chrono>
#include <optional>
#include <string>

#include "base/clock.hpp"

namespace tillbridge::admin::cli {

/// "15m", "1h30m", "45s", "3d4h": at most two units, rounded down; "0s" for nothing and for the past.
std::string duration_words(std::chrono::seconds duration);
/// "2m ago", "in 13m", "now"; "-" for none.
std::string relative_words(const std::optional<base::Timestamp>& at, base::Timestamp now);

}  // namespace tillbridge::admin::cli
