#include "admin/cli/time_words.hpp"

#include <array>

#include <fmt/format.h>

namespace tillbridge::admin::cli {

std::string duration_words(std::chrono::seconds duration) {
  struct Unit { std::int64_t seconds; char name; };
  constexpr std::array<Unit, 4> kUnits{{{86400, 'd'}, {3600, 'h'}, {60, 'm'}, {1, 's'}}};
  auto rest = duration.count();
  std::string out;
  int parts = 0;
  for (const auto& unit : kUnits) {
    if (rest >= unit.seconds && parts < 2) {
      out += fmt::format("{}{}", rest / unit.seconds, unit.name);
      rest %= unit.seconds;
      ++parts;
    } else if (parts > 0) {
      break;
    }
  }
  return out.empty() ? "0s" : out;
}

std::string relative_words(const std::optional<base::Timestamp>& at, base::Timestamp now) {
  if (!at) return "-";
  const auto ago = std::chrono::duration_cast<std::chrono::seconds>(now - *at);
  if (ago.count() > 0) return duration_words(ago) + " ago";
  return ago.count() < 0 ? "in " + duration_words(-ago) : "now";
}

}  // namespace tillbridge::admin::cli
