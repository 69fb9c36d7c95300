#include "admin/site_rules.hpp"

#include <charconv>

#include <fmt/format.h>

#include "admin/account_rules.hpp"

namespace tillbridge::admin {
namespace {

using std::chrono::seconds;
constexpr seconds kShortestInterval{1};
constexpr seconds kLongestDuration{400LL * 24 * 3600};
constexpr int kMaxStockDecimals = 4;

base::Error invalid(const std::string& field, const std::string& message) {
  return {base::ErrorCode::kInvalidRequest, field + " " + message, {}, {}, field};
}

std::optional<seconds> unit_of(std::string_view suffix) {
  if (suffix.empty() || suffix == "s") return seconds(1);
  if (suffix == "m" || suffix == "min") return seconds(60);
  if (suffix == "h") return seconds(3600);
  if (suffix == "d") return seconds(24 * 3600);
  return std::nullopt;
}

bool is_clock_time(std::string_view text) {
  const auto digit = [&](std::size_t i) { return text[i] >= '0' && text[i] <= '9'; };
  if (text.size() != 5 || text[2] != ':' || !digit(0) || !digit(1) || !digit(3) || !digit(4)) return false;
  return text.substr(0, 2) <= "23" && text.substr(3) <= "59";
}

}  // namespace

base::Result<seconds> parse_duration(const std::string& text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const auto unit = error == std::errc{} ? unit_of(std::string_view(end, text.data() + text.size())) : std::nullopt;
  if (!unit || number < 0 || number > kLongestDuration / *unit) {
    return base::Error{base::ErrorCode::kInvalidRequest, fmt::format("{} is no duration; write 90s, 15m, 1h, 7d or 0", text)};
  }
  return number * *unit;
}

base::Result<std::pair<domain::JobKind, JobInterval>> parse_job_interval(const std::string& text) {
  const auto equals = text.find('=');
  const auto kind = domain::job_kind_from(text.substr(0, equals));
  if (equals == std::string::npos || !kind) {
    return invalid("interval", fmt::format("{}: write JOB=DURATION with a job of products, inventory, pricing, orders, e.g. inventory=15m", text));
  }
  const auto at = text.find('@', equals);
  JobInterval out{.window = at == std::string::npos ? "" : text.substr(at + 1)};
  const auto duration = parse_duration(text.substr(equals + 1, at == std::string::npos ? at : at - equals - 1));
  if (!duration) return invalid("interval", fmt::format("{}: {}", text, duration.error().message));
  if (duration->count() != 0 && *duration < kShortestInterval) return invalid("interval", fmt::format("{}: at least 1s, or 0 for by hand only", text));
  out.interval = *duration;
  const std::string_view window = out.window;
  if (at != std::string::npos && (window.size() != 11 || window[5] != '-' || !is_clock_time(window.substr(0, 5)) || !is_clock_time(window.substr(6)))) {
    return invalid("interval", fmt::format("{}: write the window as HH:MM-HH:MM, e.g. orders=15m@08:00-20:00", text));
  }
  return std::pair{*kind, out};
}

base::Result<void> check_site(const domain::Site& site) {
  if (!is_name(site.name)) return invalid("name", "must have 1 to 64 of the characters A-Z a-z 0-9 . _ -");
  if (site.base_url.empty()) return invalid("url", "is missing: the address of the shop, e.g. https://shop.example");
  if (site.base_url.find('@') != std::string::npos) return invalid("url", "must not carry a user or password: give them with --secret");
  if (site.stock_decimals < 0 || site.stock_decimals > kMaxStockDecimals) return invalid("stock-decimals", "must be 0 to 4");
  if (site.pos_store.size() > kMaxNameLength) return invalid("pos-store", "must have at most 64 characters");
  return {};
}

}  // namespace tillbridge::admin
