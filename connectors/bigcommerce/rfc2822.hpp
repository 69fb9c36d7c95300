#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.hpp"

namespace tillbridge::connectors::bigcommerce {

/// Reads a date of the V2 API, "Wed, 25 Nov 2026 08:15:30 +0000" (RFC 2822: weekday and seconds may be missing, the zone is an offset, GMT, UT or
/// Z), and an ISO 8601 one, as the V3 API writes them. Nothing for "" and for what is neither.
std::optional<base::Timestamp> parse_date(std::string_view text);

/// "2026-11-25T08:15:30+00:00", whole seconds: what filters of both versions take.
std::string filter_date(base::Timestamp at);

}  // namespace tillbridge::connectors::bigcommerce
