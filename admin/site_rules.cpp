#include "admin/site_rules.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "admin/account_rules.hpp"
#include "domain/stock_scope.hpp"

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
  if (site.safety_stock.is_negative()) return invalid("safety-stock", "cannot be below 0");
  if (!site.order_location.empty() && !domain::sells_from(site, site.order_location))
    return invalid("order-location", fmt::format("{} is not among the site's --stock-location: its orders must be booked where it sells from", site.order_location));
  if (site.pos_store.size() > kMaxNameLength) return invalid("pos-store", "must have at most 64 characters");
  return {};
}

base::Result<void> check_pairing(const domain::Account& account, const domain::Site& site) {
  const auto meaning = domain::stock_meaning_of(account, site);
  if (account.pulls_kind(domain::telling_kind(meaning))) return {};
  return invalid("stock-meaning", meaning == domain::PosStockMeaning::kOnHand
                                      ? fmt::format("on_hand needs transactions among what account {} pulls: they tell the POS what left the shelf", account.store_id)
                                      : fmt::format("available needs orders among what account {} pulls: they tell the POS what is reserved", account.store_id));
}

base::Result<std::vector<std::string>> parse_locations(const std::vector<std::string>& names) {
  if (names == std::vector<std::string>{"all"}) return std::vector<std::string>{};
  std::vector<std::string> locations;
  for (const auto& name : names) {
    if (name.empty()) return invalid("stock-location", "is empty; write (default) for the location without a name, all for every location");
    if (name == "all") return invalid("stock-location", "all stands alone");
    locations.push_back(name == "(default)" ? std::string{} : name);
  }
  std::sort(locations.begin(), locations.end());
  locations.erase(std::unique(locations.begin(), locations.end()), locations.end());
  return locations;
}

}  // namespace tillbridge::admin
