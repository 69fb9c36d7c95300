#pragma once
#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "base/result.hpp"

namespace tillbridge::base {

/// "2026-11-25T08:15:30Z", with ".123456" only where the fraction is not zero: what we send on the wire.
std::string format_utc(Timestamp at);
/// "2026-11-25 08:15:30.123456": what databases store and sort by; always 26 characters.
std::string format_sql(Timestamp at);
/// Reads format_sql; throws std::runtime_error on anything else (a broken database, not a caller's mistake).
Timestamp parse_sql(std::string_view text);

/// Reads xs:dateTime as tills really send it: a zone ("Z", "z", "+02:00", "+0200") or none, up to 9 fraction digits (cut
/// to microseconds), a blank instead of the T, a date alone (midnight). Without a zone the text is local time in `zone`
/// (IANA name). Where the clocks are put forward, every moment of the hour that is missing is the moment of the change; where they
/// are put back, a moment that comes twice is the first of the two: a later text is never an earlier moment. Dates that do not exist,
/// other orders of day and month, years outside 1900–9999: kInvalidRequest, word "bad_date".
Result<Timestamp> parse_xsd_datetime(std::string_view text, const std::string& zone);

/// Whether the time-zone database of this machine knows the name.
bool is_time_zone(const std::string& zone);

}  // namespace tillbridge::base
