#include "connectors/bigcommerce/rfc2822.hpp"


#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <vector>

#include "base/time_text.hpp"

namespace tillbridge::connectors::bigcommerce {
namespace {

using base::Timestamp;

constexpr std::array<std::string_view, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> out;
  while (!text.empty()) {
    const auto end = std::min(text.find(' '), text.size());
    if (end > 0) out.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

std::optional<int> number(std::string_view text, std::size_t least, std::size_t most) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool digits = !text.empty() && std::isdigit(static_cast<unsigned char>(text.front())) != 0;
  if (!digits || error != std::errc{} || end != text.data() + text.size() || text.size() < least || text.size() > most) return std::nullopt;
  return value;
}

/// "08:15:30" or "08:15"; a leap second is the second before.
std::optional<std::chrono::seconds> clock_time(std::string_view text) {
  if ((text.size() != 5 && text.size() != 8) || text[2] != ':' || (text.size() == 8 && text[5] != ':')) return std::nullopt;
  const auto hour = number(text.substr(0, 2), 2, 2), minute = number(text.substr(3, 2), 2, 2), second = text.size() == 8 ? number(text.substr(6), 2, 2) : 0;
  if (!hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 60) return std::nullopt;
  return std::chrono::hours(*hour) + std::chrono::minutes(*minute) + std::chrono::seconds(std::min(*second, 59));
}

std::optional<std::chrono::seconds> zone_offset(std::string_view text) {
  if (text == "GMT" || text == "UT" || text == "UTC" || text == "Z") return std::chrono::seconds(0);
  if (text.size() != 5 || (text[0] != '+' && text[0] != '-')) return std::nullopt;
  const auto hours = number(text.substr(1, 2), 2, 2), minutes = number(text.substr(3), 2, 2);
  if (!hours || !minutes || *hours > 23 || *minutes > 59) return std::nullopt;
  const std::chrono::seconds offset = std::chrono::hours(*hours) + std::chrono::minutes(*minutes);
  return text[0] == '-' ? -offset : offset;
}

std::optional<Timestamp> parse_rfc2822(std::string_view text) {
  if (const auto comma = text.find(','); comma != std::string_view::npos) text.remove_prefix(comma + 1);
  const auto words = words_of(text);
  if (words.size() != 5) return std::nullopt;
  const auto day = number(words[0], 1, 2), year = number(words[2], 4, 4);
  const auto month = std::find(kMonths.begin(), kMonths.end(), words[1]);
  const auto time = clock_time(words[3]), offset = zone_offset(words[4]);
  if (!day || !year || month == kMonths.end() || !time || !offset) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(*year), std::chrono::month(static_cast<unsigned>(month - kMonths.begin()) + 1),
                                         std::chrono::day(static_cast<unsigned>(*day))};
  if (!date.ok()) return std::nullopt;
  return Timestamp(std::chrono::sys_days(date)) + *time - *offset;
}

}  // namespace

std::optional<Timestamp> parse_date(std::string_view text) {
  if (const auto at = parse_rfc2822(text)) return at;
  const auto at = base::parse_xsd_datetime(text, "Etc/UTC");
  return at ? std::optional(*at) : std::nullopt;
}

std::string filter_date(Timestamp at) {
  std::string text = base::format_utc(std::chrono::floor<std::chrono::seconds>(at));
  text.pop_back();  // Z
  return text + "+00:00";
}

}  // namespace tillbridge::connectors::bigcommerce
